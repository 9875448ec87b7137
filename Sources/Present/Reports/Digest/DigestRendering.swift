import Mustache

/// One edition of a digest, in all its forms.
struct DigestRendering {
    let definition: DigestDefinition
    let templates: MustacheLibrary
    let texts: TextCatalogue
    let reader: ReportReader
    private(set) var digest: Digest
    /// Nil where there is nothing to draw.
    let chart: Artifact?

    init(
        _ definition: DigestDefinition, templates: MustacheLibrary, texts: TextCatalogue,
        reader: ReportReader, from reading: SnapshotReading, hasChart: Bool = true
    ) throws(ReportError) {
        let facts = DigestFacts(reading: reading, audience: definition.audience)
        self.definition = definition
        self.templates = templates
        self.texts = texts
        self.reader = reader
        chart =
            hasChart
            ? try DigestChart(facts: facts, texts: texts, reader: reader).artifact(named: definition.chart)
            : nil
        let writer = DigestWriter(facts: facts, definition: definition, texts: texts, reader: reader)
        let whole = writer.digest
        digest = whole
        digest = DigestBudget(limit: definition.characters, length: length).fitted(whole)
    }

    /// Of the longest form, in the units of UTF-16, of which there are at least as many as characters.
    private func length(_ digest: Digest) -> Int {
        Template.allCases.filter { template in template != .email }.map { template in
            text(digest, template).utf16.count
        }.max() ?? 0
    }

    /// The digest in one form.
    func artifact(_ form: DigestForm) throws(ReportError) -> Artifact {
        let bytes: [UInt8] =
            switch form {
            case .markdown: Array(text(digest, .markdown).utf8)
            case .text: Array(text(digest, .text).utf8)
            case .discord:
                Array(
                    try DiscordMessage(content: text(digest, .discord).trimmed, chart: chart).json.utf8)
            case .email:
                MailMessage(
                    subject: DigestMarkup.plain.written(subject), text: text(digest, .text),
                    html: text(digest, .email), chart: chart
                ).bytes
            }
        return Artifact(
            name: definition.name + "." + form.fileExtension, mediaType: form.mediaType,
            audience: definition.audience, bytes: bytes, altText: nil)
    }

    private var subject: DigestText {
        digest.edition + DigestText(": ") + (digest.title ?? digest.guild)
    }

    /// The templates of a digest.
    enum Template: String, CaseIterable {
        case markdown = "digest-markdown"
        case text = "digest-text"
        case discord = "digest-discord"
        case email = "digest-email"

        fileprivate var markup: DigestMarkup {
            switch self {
            case .markdown, .discord: .markdown
            case .text: .plain
            case .email: .html
            }
        }
    }

    private func text(_ digest: Digest, _ template: Template) -> String {
        let view = DigestView(
            digest, in: template.markup, texts: texts, reader: reader, chart: chart?.altText)
        // The template was found when the folder was read.
        return templates.render(view, withTemplate: template.rawValue) ?? ""
    }
}

extension String {
    /// Without the line breaks at the end of a template.
    fileprivate var trimmed: String {
        var text = self
        while text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
        return text
    }
}
