/// How a digest is handed on.
package enum DigestForm: String, Sendable, Hashable, CaseIterable {
    /// Markdown, for wikis and notes.
    case markdown
    /// Plain text.
    case text
    /// The body of a message, as Discord takes it.
    case discord
    /// A whole e-mail with the chart inside.
    case email

    /// The end of a file's name.
    package var fileExtension: String {
        switch self {
        case .markdown: "md"
        case .text: "txt"
        case .discord: "json"
        case .email: "eml"
        }
    }

    var mediaType: String {
        switch self {
        case .markdown: "text/markdown; charset=utf-8"
        case .text: "text/plain; charset=utf-8"
        case .discord: "application/json"
        case .email: "message/rfc822"
        }
    }
}

/// How a text is written in one template, with names that say nothing but themselves.
enum DigestMarkup {
    case markdown
    case plain
    case html

    func written(_ text: DigestText) -> String {
        text.runs.map { run in
            switch run {
            case .words(let words): escaped(words)
            case .name(let name): self.name(name)
            }
        }.joined()
    }

    private func escaped(_ words: String) -> String {
        switch self {
        case .markdown: PageFormat.markdown.escaped(words)
        case .plain: words
        case .html: PageFormat.html.escaped(words)
        }
    }

    private func name(_ name: String) -> String {
        switch self {
        // A colon in a name could be the start of an emoji.
        case .markdown:
            "**"
                + Self.isolated(
                    PageFormat.markdown.escaped(name).replacing("\\:", with: ":").replacing(":", with: "\\:"))
                + "**"
        case .plain: Self.isolated(name)
        case .html: "<strong><bdi>\(PageFormat.html.escaped(name))</bdi></strong>"
        }
    }

    /// A name that runs from right to left, kept from drawing the numbers beside it to its side.
    private static func isolated(_ name: String) -> String {
        let runsLeft = name.unicodeScalars.contains { scalar in
            rightToLeft.contains { range in range.contains(scalar.value) }
        }
        return runsLeft ? "\u{2068}\(name)\u{2069}" : name
    }

    // Hebrew to Arabic with their presentation forms, and the scripts of the supplementary plane.
    private static let rightToLeft: [ClosedRange<UInt32>] = [
        0x0590...0x08ff, 0xfb1d...0xfdff, 0xfe70...0xfeff, 0x10800...0x10fff, 0x1e800...0x1efff,
    ]
}
