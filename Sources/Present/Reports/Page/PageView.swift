import Guilds

/// Everything a page's template may say, escaped for the page's format.
///
/// Templates switch the library's own escaping off (`{{% CONTENT_TYPE:TEXT}}`): it misses a quote that a
/// combining mark follows. One that forgets to escapes twice, which is ugly and safe.
struct PageView {
    /// As the `lang` attribute wants it: `de`.
    let language: String
    let title: String
    let guild: String
    let realm: String
    let region: String
    let asOf: String
    let day: String
    let headline: String?
    let tiles: [TileView]
    let hasTiles: Bool
    let sections: [SectionView]
    /// What is not known and why, section by section. Not `gaps`: a section without gaps of its own would show
    /// these, since templates look for a name outwards.
    let unknowns: [GapView]
    let hasUnknowns: Bool
    let methods: String
    let fingerprint: String
    /// What the template itself says.
    let texts: PageTexts

    init(
        of page: PageDefinition, from reading: SnapshotReading, pictures: [String: ChartPictures],
        words: ReportWords
    ) {
        let writing = PageWriting(
            format: page.format, audience: page.audience, reading: reading, words: words)
        language = words.language.rawValue
        title = writing.label(page.title)
        guild = writing.escaped(reading.guildName)
        realm = writing.escaped(reading.realmName)
        region = writing.escaped(reading.manifest.guild.prefix { $0 != "/" }.uppercased())
        asOf = writing.escaped(words.moment(reading.asOf))
        day = writing.escaped(words.date(CalendarDate(reading.asOf)))
        headline = page.headline.flatMap { metric in
            writing.insight(metric).flatMap { insight in writing.sentence(insight.sentence) }
        }
        tiles = page.tiles.map { tile in TileView(of: tile, writing) }
        hasTiles = !tiles.isEmpty
        sections = zip(page.sections, SectionID.of(page.sections.map(\.title))).map { section, id in
            SectionView(of: section, id: id, writing, pictures: pictures)
        }
        unknowns = page.sections.compactMap { section in GapView(of: section, writing) }
        hasUnknowns = !unknowns.isEmpty
        let methods = reading.manifest.methods.sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        self.methods = writing.escaped(methods)
        fingerprint = writing.escaped(reading.manifest.series)
        texts = PageTexts(writing, asOf: words.moment(reading.asOf), methods: methods)
    }
}

/// What the views of one page share.
struct PageWriting {
    let format: PageFormat
    let audience: Artifact.Audience
    let reading: SnapshotReading
    let words: ReportWords

    func escaped(_ text: String) -> String { format.escaped(text) }

    /// A sentence of the snapshot in the reader's language, escaped; nil where the language lacks it.
    func sentence(_ english: String) -> String? { words.sentence(english).map(escaped) }

    /// A title or a name in the reader's language, escaped.
    func label(_ english: String) -> String { escaped(words.label(english)) }

    func text(_ phrase: ReportPhrase, _ parts: [String: String] = [:]) -> String {
        escaped(words.text(phrase, parts))
    }

    /// A phrase about a number of things.
    func counted(_ phrase: ReportPhrase, _ count: Int) -> String {
        let number = words.number(Double(count))
        return escaped(
            DigestMarkup.plain.written(words.texts.text(phrase, count: number, isOne: count == 1)))
    }

    func insight(_ metric: String) -> Insight? { reading.insight(metric, for: audience) }
}

/// What a page's template says in words of its own, escaped for the page's format.
struct PageTexts {
    let skip: String
    let sections: String
    let asOf: String
    let gaps: String
    let legend: String
    let methods: String
    /// For the script, with places to be filled in: `{title}`, `{shown}` and `{all}`.
    let find: String
    let findIn: String
    let found: String

    init(_ writing: PageWriting, asOf moment: String, methods: String) {
        skip = writing.text(.pageSkip)
        sections = writing.text(.pageSections)
        asOf = writing.text(.pageAsOf, ["date": moment])
        gaps = writing.text(.pageGaps)
        legend = writing.text(.pageLegend)
        self.methods = writing.text(
            .pageMethods, ["methods": methods, "series": writing.reading.manifest.series])
        find = writing.text(.pageFind)
        findIn = writing.text(.pageFindIn)
        found = writing.text(.pageFound)
    }
}
