/// One edition of the weekly digest, in all forms.
struct DigestDefinition: Hashable {
    /// Of its files, without what follows the dot.
    var name: String
    var audience: Artifact.Audience
    /// The most that the longest form holds.
    var characters: Int
    /// The file of the chart; editions may share one.
    var chart: String
    /// Figures to be told, the most important first.
    var numbers: [DigestFigure.Key]
    var mostNumbers: Int
    var mostMovers: Int
    var source: DefinitionSource
}

extension DigestDefinition {
    init(_ node: DefinitionNode) throws(ReportError) {
        let fields = try node.fields([
            "name", "audience", "characters", "chart", "numbers", "most_numbers", "most_movers",
        ])
        var numbers: [DigestFigure.Key] = []
        for entry in try fields.list("numbers") {
            guard let key = DigestFigure.Key(rawValue: try entry.text()) else {
                let known = DigestFigure.Key.allCases.map(\.rawValue).joined(separator: ", ")
                throw entry.invalid("a number is one of \(known)")
            }
            numbers.append(key)
        }
        let characters = try fields.required("characters").number()
        guard characters >= Self.leastCharacters else {
            throw try fields.required("characters").invalid(
                "headline and as-of line alone may take \(Self.leastCharacters) characters")
        }
        self.init(
            name: try fields.file("name", needsExtension: false),
            audience: try fields.word("audience", default: .members), characters: characters,
            chart: try fields.file("chart"), numbers: numbers,
            mostNumbers: try fields["most_numbers"]?.number() ?? 4,
            mostMovers: try fields["most_movers"]?.number() ?? 5, source: node.source)
    }

    /// Room for what is never dropped.
    static let leastCharacters = 700

    /// The files of its forms.
    var files: [String] { DigestForm.allCases.map { form in "\(name).\(form.fileExtension)" } }
}
