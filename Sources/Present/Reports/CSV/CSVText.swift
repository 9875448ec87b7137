/// Comma-separated values as RFC 4180 describes them: UTF-8, CRLF, quotes where needed.
package enum CSVText {
    /// One line with its end; fields are quoted where they need it.
    package static func line(_ fields: [String]) -> String {
        fields.map(quoted).joined(separator: ",") + "\r\n"
    }

    /// A text that spreadsheets do not take for a formula: an apostrophe goes before one that looks like it.
    ///
    /// Source: OWASP, "CSV Injection", with the full-width signs that some programs read as well.
    package static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        return formulaStarts.contains(first) ? "'" + text : text
    }

    private static let formulaStarts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\u{2212}", "＝", "＋", "－", "＠",
    ]

    private static func quoted(_ field: String) -> String {
        let scalars = field.unicodeScalars
        guard scalars.contains(where: { scalar in "\",\r\n".unicodeScalars.contains(scalar) }) else {
            return field
        }
        var doubled = String.UnicodeScalarView()
        for scalar in scalars {
            doubled.append(scalar)
            if scalar == "\"" { doubled.append(scalar) }
        }
        return "\"\(String(doubled))\""
    }
}
