import Charts
import FoundationEssentials
import Guilds
import Testing

@testable import Reports

/// Pages in German: nothing in them is English but names.
struct GermanPageTests {
    private static let guilds: [GuildSnapshot] = [
        RaidingGuild.snapshot(), RaidingGuild.snapshot(members: 9), ExampleGuild.snapshot,
    ]

    /// Words that no German sentence has.
    private nonisolated(unsafe) static let english =
        /(?i)\b(the|of|and|with|are|were|members?|weeks?|not|no one|since|about|as|for|by)\b/

    private func page(_ name: String, _ guild: Int) throws -> String {
        let report = try Report(folder: ReportsFolder.path)
        let page = try #require(report.definition.pages.first { page in page.file == name })
        // Without their pictures, which take long to draw.
        return try #require(
            report.text(of: page, from: SnapshotReading(Self.guilds[guild]), [:], try words(.german)))
    }

    private func words(_ language: ReportLanguage) throws -> ReportWords {
        func texts(_ folder: String, _ language: ReportLanguage) throws -> (name: String, text: String) {
            let url = URL(filePath: "\(ReportsFolder.path)/\(folder)/\(language.rawValue).yaml")
            return ("\(language.rawValue).yaml", String(decoding: try Data(contentsOf: url), as: UTF8.self))
        }
        let catalogues = try TextCatalogues(
            files: [texts("texts", .english), texts("texts", .german)],
            phrases: [texts("texts/phrases", .german)])
        return try #require(catalogues.words(for: ReportReader(language)))
    }

    /// What a browser shows or reads aloud, a line each.
    ///
    /// By bytes: pages are large, since they hold their pictures.
    private func visible(_ page: String) -> [String] {
        var lines: [String] = []
        var hidden = false
        for piece in page.utf8.split(separator: UInt8(ascii: "<")) {
            let halves = piece.split(separator: UInt8(ascii: ">"), maxSplits: 1)
            guard let tag = halves.first else { continue }
            let name = String(decoding: tag.prefix(7), as: UTF8.self)
            if name.hasPrefix("style") || name.hasPrefix("script") { hidden = true }
            if name.hasPrefix("/style") || name.hasPrefix("/script") { hidden = false }
            guard !hidden else { continue }
            let values = tag.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
            for (before, value) in zip(values, values.dropFirst()) {
                let attribute = String(decoding: before.suffix(16), as: UTF8.self)
                let isTold = ["alt=", "aria-label=", "data-find=", "data-find-in=", "data-found="]
                    .contains { name in attribute.hasSuffix(name) }
                if isTold { lines.append(String(decoding: value, as: UTF8.self)) }
            }
            if halves.count > 1 { lines.append(String(decoding: halves[1], as: UTF8.self)) }
        }
        return lines
    }

    @Test(arguments: ["dashboard.html", "officers.html"], [0, 1, 2])
    func `a page in German holds no English`(name: String, guild: Int) throws {
        let page = try page(name, guild)
        #expect(page.contains("<html lang=\"de\">"))
        let text = visible(page)
        for line in text where !line.hasPrefix("Methoden: ") && line.contains(Self.english) {
            Issue.record("\(line)")
        }
    }

    @Test(arguments: [0, 1, 2])
    func `a chart in German tells itself without English`(guild: Int) throws {
        let report = try Report(folder: ReportsFolder.path)
        let words = try words(.german)
        var kinds = 0
        for definition in report.definition.charts {
            let drawing = ChartDrawing(
                definition: definition, reading: SnapshotReading(Self.guilds[guild]), words: words,
                audience: .officers, isAlone: true)
            guard let chart = drawing.chart() else { continue }
            kinds += 1
            let told = chart.altText(in: words.locale) + " " + chart.footnote
            #expect(!told.contains(Self.english), "\(definition.name): \(told)")
            guard definition.name == "push" else { continue }
            let bars = try #require(chart as? BarChart)
            #expect(bars.intervalLabel == "80-%-Intervall")
            #expect(bars.bars.allSatisfy { bar in bar.interval != nil })
        }
        // A guild of nine, and one that does not raid, have less to show.
        #expect(kinds >= [26, 15, 15][guild], "\(kinds)")
    }

    @Test func `charts for officers are drawn for nobody else`() throws {
        let report = try Report(folder: ReportsFolder.path)
        let hidden = Set(report.chartNames(for: .officers)).subtracting(report.chartNames())
        #expect(hidden == ["absences", "attendance", "evenings", "leaving"])
        for name in hidden { #expect(try report.chart(name, of: Self.guilds[0]) == nil) }
        let shown = try #require(try report.chart("attendance", of: Self.guilds[0], for: .officers))
        #expect(shown.audience == .officers)
    }

    @Test func `no words of the English catalogue stand on a German page`() throws {
        let (english, german) = (try words(.english), try words(.german))
        let text = visible(try page("dashboard.html", 0)) + visible(try page("officers.html", 0))
        for phrase in ReportPhrase.allCases {
            let said = english.text(phrase)
            guard phrase.rawValue.hasPrefix("page-"), said != german.text(phrase), !said.contains("{") else {
                continue
            }
            #expect(!text.contains { line in line.contains(said) }, "\(phrase.rawValue)")
        }
    }

    @Test(arguments: [0, 1, 2])
    func `every sentence, reason, column and label that pages show is known in German`(guild: Int) throws {
        try expectKnown(Self.guilds[guild], "")
    }

    @Test func `guilds that are hardly seen, hidden or among peers are told in German too`() throws {
        for (state, snapshot) in ManyGuilds.snapshots { try expectKnown(snapshot, state) }
    }

    private func expectKnown(_ snapshot: GuildSnapshot, _ state: String) throws {
        let words = try words(.german)
        let folder = try ReportFolder(path: ReportsFolder.path)
        let definition = try ReportDefinition(folder.definitions)
        let sections = definition.pages.flatMap(\.sections)
        let shown = Set(
            sections.flatMap { section in section.facts + section.tables.map(\.metric) }
                + definition.pages.compactMap(\.headline))
        for insight in snapshot.memberPart + snapshot.officerPart where shown.contains(insight.metric) {
            let texts = [insight.sentence] + [insight.missing].compactMap(\.self) + labels(insight.figure)
            for text in texts where words.sentence(text) == nil && !text.contains(/Vael'gor|Nerub'kal/) {
                Issue.record("\(state) \(insight.metric): \(text)")
            }
        }
        let titles =
            definition.pages.map(\.title)
            + sections.flatMap { section in
                [section.title, section.intro] + section.tables.map(\.title)
            } + definition.charts.map(\.title)
            + definition.pages.flatMap(\.tiles).flatMap { [$0.label, $0.note] }
        for title in titles where words.sentence(title) == nil { Issue.record("\(title)") }
    }

    private func labels(_ figure: Insight.Figure) -> [String] {
        switch figure {
        case .table(let columns, let rows):
            columns
                + rows.flatMap(\.self).compactMap { cell in
                    if case .text(let text) = cell { text } else { nil }
                }
        case .distribution(let shares): shares.map(\.label)
        case .number, .curve, .fan, .notEnough: []
        }
    }

    @Test func `numbers, shares and days have the German form`() throws {
        let words = try words(.german)
        #expect(words.number(1234.5, digits: 1) == "1.234,5")
        #expect(words.percent(0.001) == "unter 1\u{00A0}%")
        #expect(
            words.sentence("1,154 members. In the week of 5 May, 4 joined and 1 left.")
                == "1.154 Mitglieder. In der Woche vom 5. Mai: 4 neu und 1 gegangen.")
        #expect(words.sentence("1 newcomer since 5 Mar 2026.") == "1 Neuzugang seit dem 5. Mär 2026.")
        #expect(words.sentence("Something that nobody has translated.") == nil)
    }
}
