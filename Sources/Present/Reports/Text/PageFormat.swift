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
    func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            escaped.append(contentsOf: replacement(of: scalar).unicodeScalars)
        }
        return String(escaped)
    }

    // By scalars: a mark that combines with a quote makes another Character of it, which a search for the
    // quote would miss, while a browser still ends the attribute there.
    private func replacement(of scalar: Unicode.Scalar) -> String {
        switch self {
        case .html: Self.entities[scalar] ?? String(scalar)
        // A zero-width space keeps chats from reading a mention.
        case .markdown where scalar == "@": "@\u{200B}"
        case .markdown: Self.marks.contains(scalar) ? "\\\(scalar)" : String(scalar)
        }
    }

    private static let entities: [Unicode.Scalar: String] = [
        "<": "&lt;", ">": "&gt;", "&": "&amp;", "\"": "&quot;", "'": "&#39;",
    ]
    private static let marks: Set<Unicode.Scalar> = [
        "\\", "`", "*", "_", "~", "|", "<", ">", "[", "]", "#", "&", ":",
    ]
}
