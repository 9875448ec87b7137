/// A piece of a digest: words of the catalogue, and names that every form shows letter by letter.
struct DigestText: Hashable {
    enum Run: Hashable {
        case words(String)
        /// A person's name: emphasised, and kept apart from a text that is written the other way round.
        case name(String)
    }

    private(set) var runs: [Run]

    init(_ words: String) { runs = [.words(words)] }

    init(name: String) { runs = [.name(name)] }

    init(_ runs: [Run]) { self.runs = runs }

    /// A pattern of the catalogue; a place that nothing is given for stays as it is.
    init(filling pattern: String, with parts: [String: DigestText]) {
        runs = []
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { runs.append(.words(String(rest[..<open]))) }
            let place = String(rest[rest.index(after: open)..<close])
            runs += parts[place]?.runs ?? [.words("{\(place)}")]
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { runs.append(.words(String(rest))) }
    }

    static func places(of pattern: String) -> [String] {
        pattern.matches(of: /\{([a-z]+)\}/).map { match in String(match.output.1) }
    }

    /// The last word of a date.
    var year: Substring? {
        guard case .words(let words) = runs.last else { return nil }
        return words.split(separator: " ").last
    }

    static func + (left: DigestText, right: DigestText) -> DigestText { DigestText(left.runs + right.runs) }

    /// The pieces with a separator between them.
    static func joined(_ texts: [DigestText], by separator: String) -> DigestText {
        DigestText(
            Array(texts.map(\.runs).joined(separator: [.words(separator)])))
    }
}
