import Charts
import Guilds

/// The words of pages and charts in their reader's language.
struct ReportWords {
    let texts: TextCatalogue
    /// Nil in English, which snapshots and definitions speak themselves.
    let book: PhraseBook?
    let locale: ChartLocale
    private let memory = PhraseMemory()

    init(texts: TextCatalogue, book: PhraseBook?, locale: ChartLocale) {
        self.texts = texts
        self.book = book
        self.locale = locale
    }

    var language: ReportLanguage { texts.language }

    func text(_ phrase: ReportPhrase, _ parts: [String: String] = [:]) -> String {
        DigestMarkup.plain.written(texts.text(phrase, parts.mapValues { words in DigestText(words) }))
    }

    /// A sentence of the snapshot; nil where the language lacks it, so that none is told in two languages.
    func sentence(_ english: String) -> String? {
        book.map { book in book.said(english, in: phraseLocale) } ?? english
    }

    /// A title, a column, a class, a boss: what the book does not know is taken for a name.
    func label(_ english: String) -> String { sentence(english) ?? english }

    /// A column's name inside a sentence: nouns of German stay as they are.
    func inner(_ column: String) -> String { book == nil ? column.lowercased() : column }

    func number(_ value: Double, digits: Int = 0) -> String { written(Wording.number(value, digits: digits)) }

    func percent(_ share: Double) -> String { written(Wording.percent(share)) }

    /// `22 Nov 2026`.
    func date(_ day: CalendarDate) -> String {
        book == nil ? day.long : locale.day(day.day, month: day.month, year: day.year)
    }

    /// `22 Nov`.
    func day(_ day: CalendarDate) -> String {
        book == nil ? day.short : locale.day(day.day, month: day.month, year: nil)
    }

    /// `22 Nov 2026, 19:20 UTC`.
    func moment(_ moment: Timestamp) -> String {
        let clock = moment.description.drop { character in character != "T" }.dropFirst().prefix(5)
        return "\(date(CalendarDate(moment))), \(clock) UTC"
    }

    private var phraseLocale: PhraseLocale {
        PhraseLocale(
            number: written, day: { day, month, year in locale.day(day, month: month, year: year) },
            memory: memory)
    }

    /// A number of `Wording`'s in the reader's form.
    private func written(_ english: String) -> String {
        guard book != nil else { return english }
        for (word, phrase) in [("under ", ReportPhrase.pageUnder), ("over ", .pageOver)]
        where english.hasPrefix(word) {
            return text(phrase, ["share": written(String(english.dropFirst(word.count)))])
        }
        let marks = locale.numberMarks
        return String(
            english.flatMap { letter -> String in
                switch letter {
                case ",": marks.group
                case ".": marks.point
                case "%": "\u{00A0}%"
                default: String(letter)
                }
            })
    }
}
