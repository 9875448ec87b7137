import Guilds

/// Everything a page's template may say, escaped for the page's format.
///
/// Templates switch the library's own escaping off (`{{% CONTENT_TYPE:TEXT}}`): it misses a quote that a
/// combining mark follows. One that forgets to escapes twice, which is ugly and safe.
struct PageView {
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

    init(of page: PageDefinition, from reading: SnapshotReading, pictures: [String: ChartPictures]) {
        let writing = PageWriting(format: page.format, audience: page.audience, reading: reading)
        title = writing.escaped(page.title)
        guild = writing.escaped(reading.guildName)
        realm = writing.escaped(reading.realmName)
        region = writing.escaped(reading.manifest.guild.prefix { $0 != "/" }.uppercased())
        asOf = writing.escaped(reading.asOf.longText)
        day = writing.escaped(CalendarDate(reading.asOf).long)
        headline = page.headline.flatMap { metric in
            writing.insight(metric).map { insight in writing.escaped(insight.sentence) }
        }
        tiles = page.tiles.map { tile in TileView(of: tile, writing) }
        hasTiles = !tiles.isEmpty
        sections = zip(page.sections, SectionID.of(page.sections.map(\.title))).map { section, id in
            SectionView(of: section, id: id, writing, pictures: pictures)
        }
        unknowns = page.sections.compactMap { section in GapView(of: section, writing) }
        hasUnknowns = !unknowns.isEmpty
        let methods = reading.manifest.methods.sorted { $0.key < $1.key }
        self.methods = writing.escaped(methods.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        fingerprint = writing.escaped(reading.manifest.series)
    }
}

/// What the views of one page share.
struct PageWriting {
    let format: PageFormat
    let audience: Artifact.Audience
    let reading: SnapshotReading

    func escaped(_ text: String) -> String { format.escaped(text) }

    func insight(_ metric: String) -> Insight? { reading.insight(metric, for: audience) }
}

/// One number at the top of a page.
struct TileView {
    let label: String
    let value: String
    /// Against the week before, or since the reset: `up 3 in a week`; nil when one of the two is unknown.
    let change: String?
    let note: String

    init(of tile: TileDefinition, _ writing: PageWriting) {
        label = writing.escaped(tile.label)
        let points = writing.reading.curve(tile.metric)
        guard let index = points.lastIndex(where: { point in point.value != nil }),
            let newest = points[index].value
        else {
            value = "–"
            change = nil
            note = "not known yet"
            return
        }
        value = writing.escaped(Wording.number(newest))
        // A week that began within a day is the end of the one before; one that runs is told since its reset.
        let age = writing.reading.manifest.asOf - points[index].at
        let back = age < 86_400 ? 2 : 1
        let span = age >= 86_400 && age < 604_800 ? "since the reset" : "in a week"
        change = (index >= back ? points[index - back].value : nil).map { before in
            writing.escaped(Self.change(from: before, to: newest, span))
        }
        let week = CalendarDate(Timestamp(seconds: points[index].at)).short
        note = writing.escaped(tile.note.replacing("{week}", with: week))
    }

    private static func change(from before: Double, to now: Double, _ span: String) -> String {
        let size = Wording.number(abs(now - before))
        if size == "0" { return "no change \(span)" }
        return now > before ? "up \(size) \(span)" : "down \(size) \(span)"
    }
}

/// What of a section is not known, and why.
struct GapView {
    let section: String
    let reasons: [String]
    /// All reasons in one line.
    let summary: String

    /// Nil where everything is known.
    init?(of section: SectionDefinition, _ writing: PageWriting) {
        var seen: Set<String> = []
        let insights = (section.facts + section.tables.map(\.metric)).compactMap(writing.insight)
        let reasons = insights.compactMap { insight -> String? in
            guard let missing = insight.missing, seen.insert(missing).inserted else { return nil }
            return "\(missing) (\(Wording.percent(insight.coverage)) seen)"
        }
        if reasons.isEmpty { return nil }
        self.section = writing.escaped(section.title)
        self.reasons = reasons.map(writing.escaped)
        summary = writing.escaped(reasons.joined(separator: "; "))
    }
}
