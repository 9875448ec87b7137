/// SQL text that is not parameters.
package enum SQL {
    /// A name in double quotes, so that any text is one identifier.
    package static func identifier(_ name: String) -> String {
        var quoted = "\""
        for character in name.unicodeScalars {
            if character == "\"" { quoted.unicodeScalars.append("\"") }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}
