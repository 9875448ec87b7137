/// Names as plain text on one line, whatever they hold.
enum PlainName {
    /// Without control characters, line breaks and invisible characters that reorder or hide text.
    static func cleaned(_ name: String) -> String {
        var cleaned = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            if isSpace(scalar) {
                cleaned.append(" ")
            } else if !isInvisible(scalar) {
                cleaned.append(scalar)
            }
        }
        let text = String(cleaned)
        return text.allSatisfy { character in character == " " } ? "(no name)" : text
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lineSeparator, .paragraphSeparator: true
        default: ["\t", "\n", "\r"].contains(scalar)
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .unassigned, .privateUse: true
        default: false
        }
    }
}
