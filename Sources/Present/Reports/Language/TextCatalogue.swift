import Charts

/// The words of one language: a file of `reports/texts`, checked when it is read.
struct TextCatalogue: Hashable {
    /// The form of words that a number asks for, as Unicode's plural rules name them.
    enum Form: String, CaseIterable {
        case one
        case other
    }

    let language: ReportLanguage
    private let texts: [ReportPhrase: [Form: String]]

    /// Reads a catalogue; what is missing, unknown or said twice is an error with its line.
    init(_ language: ReportLanguage, yaml: String, file: String) throws(ReportError) {
        guard let root = try DefinitionNode(parsing: yaml, file: file) else {
            throw ReportError.invalid(file, line: nil, "holds no texts")
        }
        let fields = try root.fields(ReportPhrase.allCases.map(\.rawValue))
        var texts: [ReportPhrase: [Form: String]] = [:]
        for phrase in ReportPhrase.allCases {
            texts[phrase] = try Self.forms(try fields.required(phrase.rawValue))
        }
        self.language = language
        self.texts = texts
    }

    private static func forms(_ node: DefinitionNode) throws(ReportError) -> [Form: String] {
        guard node.isMapping else { return [.other: try node.text()] }
        let fields = try node.fields(Form.allCases.map(\.rawValue))
        var forms: [Form: String] = [.other: try fields.text(Form.other.rawValue)]
        if let one = fields[Form.one.rawValue] { forms[.one] = try one.text() }
        return forms
    }

    /// A phrase with its places filled in; `count` decides about the form and fills `{count}`.
    func text(
        _ phrase: ReportPhrase, count: String? = nil, isOne: Bool = false, _ parts: [String: DigestText] = [:]
    )
        -> DigestText
    {
        let forms = texts[phrase] ?? [:]
        let pattern = (isOne ? forms[.one] : nil) ?? forms[.other] ?? phrase.rawValue
        var parts = parts
        if let count { parts["count"] = DigestText(count) }
        return DigestText(filling: pattern, with: parts)
    }

    /// The places of a phrase, over all its forms.
    func places(of phrase: ReportPhrase) -> Set<String> {
        Set((texts[phrase] ?? [:]).values.flatMap(DigestText.places))
    }

    /// What this catalogue fills in otherwise than another does; empty when they agree.
    func differences(from other: TextCatalogue) -> [ReportPhrase] {
        ReportPhrase.allCases.filter { phrase in places(of: phrase) != other.places(of: phrase) }
    }
}

/// The languages that reports are written in, with their catalogues and phrase books.
struct TextCatalogues: Hashable {
    private let catalogues: [ReportLanguage: TextCatalogue]
    private let books: [ReportLanguage: PhraseBook]

    /// One file per language, `de.yaml`; a language without one is an error, as is one that differs in its places.
    ///
    /// Every language but English also needs a book of phrases.
    init(
        files: [(name: String, text: String)], phrases: [(name: String, text: String)]
    ) throws(ReportError) {
        var books: [ReportLanguage: PhraseBook] = [:]
        for language in ReportLanguage.allCases where language != .english {
            let name = "\(language.rawValue).yaml"
            guard let file = phrases.first(where: { file in file.name == name }) else {
                throw ReportError.invalid("texts/phrases/\(name)", line: nil, "is missing")
            }
            books[language] = try PhraseBook(yaml: file.text, file: "texts/phrases/\(name)")
        }
        self.books = books
        var catalogues: [ReportLanguage: TextCatalogue] = [:]
        for language in ReportLanguage.allCases {
            let name = "\(language.rawValue).yaml"
            guard let file = files.first(where: { file in file.name == name }) else {
                throw ReportError.invalid("texts/\(name)", line: nil, "is missing")
            }
            catalogues[language] = try TextCatalogue(language, yaml: file.text, file: "texts/\(name)")
        }
        self.catalogues = catalogues
        guard let english = catalogues[.english] else { return }
        for (language, catalogue) in catalogues {
            guard let phrase = catalogue.differences(from: english).first else { continue }
            throw ReportError.invalid(
                "texts/\(language.rawValue).yaml", line: nil,
                "“\(phrase.rawValue)” has other {places} than in English")
        }
    }

    subscript(language: ReportLanguage) -> TextCatalogue? { catalogues[language] }

    /// The words of pages and charts for a reader.
    func words(for reader: ReportReader) -> ReportWords? { words(reader.language, reader.locale) }

    /// The words of a chart by hand, in the language of its numbers.
    func words(for locale: ChartLocale) -> ReportWords? {
        ReportLanguage(rawValue: locale.language.rawValue).flatMap { language in words(language, locale) }
    }

    private func words(_ language: ReportLanguage, _ locale: ChartLocale) -> ReportWords? {
        catalogues[language].map { texts in
            ReportWords(texts: texts, book: books[language], locale: locale)
        }
    }
}
