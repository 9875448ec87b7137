/// How a page is written, and how a text is made harmless in it.
enum PageFormat: String, CaseIterable {
    case markdown
    case html

    var mediaType: String {
        switch self {
        case .markdown: "text/markdown; charset=utf-8"
        case .html: "text/html; charset=utf-8"
        }
    }

    /// The text as the format shows it letter by letter.
    ///
    /// By scalars: a mark that combines with a quote makes another Character of it, which a search for the
    /// quote would miss, while a browser still ends the attribute there.
    func escaped(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var escaped = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            switch self {
            case .html: escaped.append(contentsOf: Self.entities[scalar].unicodeScalars(or: scalar))
            case .markdown:
                if Self.isMark(scalar, before: next) { escaped.append("\\") }
                escaped.append(scalar)
                // A zero-width space keeps chats from reading a mention.
                if scalar == "@" { escaped.append("\u{200B}") }
            }
        }
        return String(escaped)
    }

    /// Whether Markdown could read the scalar as a mark; a colon only where it may begin an address.
    private static func isMark(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
        scalar == ":" ? next == "/" : marks.contains(scalar)
    }

    private static let entities: [Unicode.Scalar: String] = [
        "<": "&lt;", ">": "&gt;", "&": "&amp;", "\"": "&quot;", "'": "&#39;",
    ]
    private static let marks: Set<Unicode.Scalar> = [
        "\\", "`", "*", "_", "~", "|", "<", ">", "[", "]", "#", "&",
    ]
}

extension String? {
    fileprivate func unicodeScalars(or scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        (self ?? String(scalar)).unicodeScalars
    }
}
