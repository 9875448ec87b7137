import Canvas
import Testing

@testable import Charts

@Suite struct `Formats and locales` {
    /// The texts of a drawing with what they stand at.
    private func texts(_ drawing: Drawing) -> [(text: Text, anchor: Anchor)] {
        drawing.commands.compactMap { command in
            guard case .text(let text, _, let anchor, _) = command, !text.string.isEmpty else { return nil }
            return (text, anchor)
        }
    }

    @Test(arguments: Samples.kinds.map(\.name))
    func `drawn for Discord no letter is below 40 pixels and no axis has more than five labels`(name: String)
        throws
    {
        let chart = try #require(Samples.kinds.first { kind in kind.name == name }?.chart)
        let drawing = layout(chart, .dark, format: .discord)
        #expect(drawing.size == Size(1_120, 600))
        let texts = texts(drawing)
        #expect(texts.allSatisfy { text, _ in text.size >= 40 })
        let labels = texts.filter { text, _ in text.color == ChartTheme.dark.label && text.weight == .regular
        }
        let below = labels.filter { _, anchor in anchor == Anchor(.middle, .top) }
        #expect(below.count <= 5, "\(below.map(\.text.string))")
        guard !["roles", "roster", "calendar"].contains(name) else { return }
        let beside = labels.filter { _, anchor in anchor == Anchor(.end, .middle) }
        #expect(beside.count <= 5, "\(beside.map(\.text.string))")
    }

    @Test func `a small heat map counts the rows that a tall one shows`() {
        let chart = Samples.heatMap(rows: 500)
        let small = layout(chart, format: .discord).texts
        let rows = small.count { text in Samples.names.contains(text) }
        #expect(rows <= 12 && small.contains("and \(500 - rows) more"))
        let tall = layout(chart, format: .dashboard.showingAllRows())
        #expect(tall.texts.count { text in Samples.names.contains(text) } == 500)
        #expect(tall.size.height > 10_000)
    }

    @Test func `a picture too tall for browsers has one device pixel per logical one, then counts`() {
        let format = ChartFormat.dashboard.showingAllRows()
        let (large, huge) = (Samples.heatMap(rows: 1_000), Samples.heatMap(rows: 3_000))
        #expect(format.grown(for: Samples.heatMap(rows: 500)).pixelRatio == 2)
        #expect(format.grown(for: large).pixelRatio == 1)
        #expect(layout(large, format: format).texts.count { text in Samples.names.contains(text) } == 1_000)
        let grown = format.grown(for: huge)
        #expect(grown.pixelRatio == 1 && grown.size.height == 32_767)
        #expect(
            layout(huge, format: format).texts.contains { text in
                text.hasPrefix("and ") && text.hasSuffix(" more")
            })
    }

    @Test func `a page shows the first rows and counts the others`() {
        let chart = Samples.heatMap(rows: 500)
        let texts = layout(chart, format: .dashboard.showingAllRows(most: 40)).texts
        #expect(texts.count { text in Samples.names.contains(text) } == 40 && texts.contains("and 460 more"))
        let few = ChartFormat.dashboard.showingAllRows(most: 40)
        #expect(few.grown(for: Samples.heatMap(rows: 3)) == few)
    }

    @Test func `numbers and dates have the locale's form`() {
        let german = ChartLocale.german
        #expect(german.number(-1_234_567.891, decimals: 2) == "\u{2212}1.234.567,89")
        #expect(german.date(at: 1_741_000_000) == "3. Mär 2025")
        #expect(ChartLocale.english.change(12) == "+12" && ChartLocale.english.change(0.2) == "0")
        #expect(german.percent(0.375) == "38\u{00A0}%")
        #expect(
            german.sourceLine("Battle.net API", asOf: 1_741_000_000, coverage: 0.971)
                == "Stand 3. Mär 2025 · 97\u{00A0}% gesehen · Battle.net API")
        #expect(layout(Samples.growth, locale: german).texts.contains("Mitglieder"))
        #expect(Samples.trend.altText(in: german).contains("Median: steigend von 618,0 auf 668,0"))
    }

    @Test func `every phrase exists in every language, with the same places`() {
        for phrase in Phrase.allCases {
            let texts = [Phrase.english[phrase], Phrase.german[phrase]].compactMap(\.self)
            #expect(texts.count == 2, "\(phrase)")
            let places = texts.map { text in
                Set((0..<9).filter { place in text.contains("{\(place)}") })
            }
            #expect(Set(places).count == 1, "\(phrase)")
        }
    }

    @Test func `a day is the reader's, before and after the clock changes`() {
        // 30 March 2025, 01:00 UTC: from one to two hours ahead.
        let zone = ChartZone(seconds: 3_600, changes: [.init(since: 1_743_296_400, seconds: 7_200)])
        #expect(zone.day(at: 1_743_292_799) == CalendarDay(year: 2025, month: 3, day: 30))
        #expect(zone.start(of: CalendarDay(year: 2025, month: 3, day: 30)) == 1_743_289_200)
        #expect(zone.start(of: CalendarDay(year: 2025, month: 4, day: 1)) == 1_743_458_400)
        let west = ChartLocale(.english, zone: ChartZone(seconds: -8 * 3_600))
        #expect(west.day(at: Double(Samples.firstWeek)) == "6 May")
        let ticks = TimeTicks(locale: west).ticks(
            for: [Double(Samples.firstWeek)], in: Double(Samples.firstWeek)...Double(Samples.firstWeek + 1),
            width: 900)
        #expect(ticks.map(\.label) == ["6 May"])
    }

    @Test func `weekdays are those of the calendar`() {
        #expect(CalendarDay(year: 2025, month: 5, day: 7).weekday == 2)
        #expect(CalendarDay(year: 1970, month: 1, day: 1).weekday == 3)
        #expect(CalendarDay(year: 1969, month: 12, day: 29).weekday == 0)
    }

    @Test func `alt texts are short enough for Discord, whatever the chart holds`() {
        let bars = (0..<500).map { index in
            BarChart.Bar(label: "Somebody with a long name \(index)", value: Double(index))
        }
        #expect(BarChart(title: "T", bars: bars).altText.count == 1_000)
        for kind in Samples.kinds { #expect(kind.chart.altText.hasPrefix(kind.chart.title + ". ")) }
    }
}
