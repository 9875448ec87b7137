/// How another language says what snapshots and definitions tell in English: a file of `reports/texts/phrases`.
///
/// Snapshots keep their sentences in English for ever; a page in another language finds the sentence's pattern, takes
/// the numbers, days and names out of it and fills them into its own.
struct PhraseBook: Hashable {
    private var whole: [String: String] = [:]
    /// By the byte that begins a sentence; nil where a place does.
    private var patterns: [UInt8?: [PhrasePattern]] = [:]

    /// Reads a book; a pattern that stands there twice or fills what is not there is an error with its line.
    init(yaml: String, file: String) throws(ReportError) {
        guard let root = try DefinitionNode(parsing: yaml, file: file) else {
            throw ReportError.invalid(file, line: nil, "holds no phrases")
        }
        for (english, node) in try root.pairs() {
            let said = try node.text()
            guard let pattern = PhrasePattern(english, said: said) else {
                throw node.invalid("“\(said)” has places that “\(english)” does not fill")
            }
            guard pattern.hasPlaces else {
                whole[english] = said
                continue
            }
            var first: UInt8?
            if case .literal(let bytes) = pattern.pieces.first { first = bytes.first }
            patterns[first, default: []].append(pattern)
        }
    }

    /// The text in the book's language, sentence by sentence; nil where the book lacks a part of it.
    func said(_ english: String, in locale: PhraseLocale) -> String? {
        if english.isEmpty { return english }
        if let said = whole[english] { return said }
        if let told = locale.memory.told[english] { return told }
        // Whoever asks for the same while this is looked for gets no answer, so that no search goes in a circle.
        locale.memory.told[english] = .some(nil)
        let said = matched(Array(english.utf8), locale) ?? listed(english, locale)
        locale.memory.told[english] = .some(said)
        return said
    }

    private func matched(_ text: [UInt8], _ locale: PhraseLocale) -> String? {
        for pattern in (text.first.flatMap { patterns[$0] } ?? []) + (patterns[nil] ?? []) {
            let match = PhraseMatch(pattern: pattern, text: text, book: self, locale: locale)
            if let said = match.said { return said }
        }
        return sentences(text, locale)
    }

    /// Sentences without places, one after the other.
    private func sentences(_ text: [UInt8], _ locale: PhraseLocale) -> String? {
        for end in text.indices where text[end] == 0x20 && end > 0 && text[end - 1] == 0x2e {
            guard let first = whole[String(decoding: text[..<end], as: UTF8.self)],
                let rest = said(String(decoding: text[(end + 1)...], as: UTF8.self), in: locale)
            else { continue }
            return first + " " + rest
        }
        return nil
    }

    /// The parts of a list, each for itself.
    private func listed(_ english: String, _ locale: PhraseLocale) -> String? {
        for separator in ["; ", ", ", " and "] where english.contains(separator) {
            let parts = english.split(separator: separator).map { part in said(String(part), in: locale) }
            guard parts.count > 1, !parts.contains(nil) else { continue }
            let between = separator == " and " ? whole["and"].map { word in " \(word) " } : separator
            return parts.compactMap(\.self).joined(separator: between ?? separator)
        }
        return nil
    }
}

/// How numbers and days of the snapshots' English are written.
struct PhraseLocale {
    let number: (String) -> String
    let day: (_ day: Int, _ month: Int, _ year: Int?) -> String
    let memory: PhraseMemory
}

/// What was looked for already, and found or not: the ways to lay patterns over a text share most of its parts.
final class PhraseMemory {
    fileprivate var told: [String: String?] = [:]
}
