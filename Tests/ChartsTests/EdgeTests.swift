import Canvas
import Testing

@testable import Charts

/// Kinds with time or rows, with data that nobody hopes for.
@Suite struct `Edges` {
    private static let grids: [(name: String, values: [Double?])] = [
        ("nothing", []), ("unknown", [nil, .nan]), ("one", [5]), ("two", [5, -7]), ("equal", [3, 3, 3, 3]),
        ("huge", [1e9, -1e9, 0]), ("three years", (0..<157).map { index in Double(index % 13) }),
    ]

    private static let longName = "Wwwwwwwwwwwwwwwwwwwwwwww"

    private static func around(_ value: Double?, _ reach: Double) -> ClosedRange<Double>? {
        value.flatMap { value in value.isFinite ? (value - reach)...(value + reach) : nil }
    }

    private static func samples(_ values: [Double?]) -> [TrendChart.Sample] {
        values.enumerated().map { index, value in
            TrendChart.Sample(
                time: Samples.firstWeek + Int64(index) * Samples.week, value: value,
                band: around(value, 1))
        }
    }

    private static func trend(_ values: [Double?]) -> TrendChart {
        let last = Samples.firstWeek + Int64(values.count) * Samples.week
        let fan = (0..<5).map { step in
            TrendChart.Expected(
                time: last + Int64(step) * Samples.week, value: 4, inner: 3...5, outer: 1...(8e8))
        }
        return TrendChart(
            title: "T", subtitle: "S", footnote: "F", measure: "Rating", fanLabels: ["50 %", "80 %"],
            series: [.init(name: longName, samples: samples(values), fan: fan)],
            marks: [
                TimeMark(time: Samples.firstWeek, label: "Season 1", kind: .season),
                TimeMark(time: Samples.firstWeek + 1, label: "an event with a long name"),
                TimeMark(time: last, label: "today", kind: .today),
            ])
    }

    private static func charts(_ values: [Double?]) -> [any Chart] {
        let texts = values.map { value in value.map { ChartLocale.english.number($0) } }
        let locale = ChartLocale.english
        return [
            trend(values),
            MultiplesChart(
                title: "T", measure: "Rating",
                panels: (0..<7).map { index in
                    MultiplesChart.Panel(name: index == 0 ? longName : "N", samples: samples(values))
                }),
            CalendarChart(
                title: "T", measure: "Seen",
                days: samples(values).map { CalendarChart.Day(time: $0.time, value: $0.value) }),
            BarChart(
                title: "T", measure: "Rating", isChange: true, intervalLabel: "95 % interval",
                bars: values.map { value in
                    BarChart.Bar(
                        label: longName, value: value, interval: around(value, 1e6),
                        note: locale.percent(0.5))
                }),
            TableChart(
                title: "T",
                columns: [.init("Name"), .init("A", isNumeric: true), .init("B", isNumeric: true)],
                rows: texts.map { text in [longName, text, text] }),
            StackChart(
                title: "T", measure: "Slots", parts: [.init("one"), .init("two"), .init(longName)],
                columns: values.map { value in
                    StackChart.Column(label: "7 May", values: [value ?? 0, 2, 1], unknown: 3)
                }, arrangement: .grouped),
        ]
    }

    @Test(arguments: grids.map(\.name)) func `every kind stays legible`(name: String) throws {
        let values = try #require(Self.grids.first { grid in grid.name == name }?.values)
        for chart in Self.charts(values) {
            for format in `Kinds of charts`.formats {
                let kind = "\(type(of: chart)) of \(name) at \(format.size)"
                `Kinds of charts`().expectLegible(chart, kind, format)
                #expect(!chart.altText.isEmpty)
            }
        }
    }

    @Test func `five hundred members are counted or shown`() {
        let rows = (0..<500).map { index in [Optional("Somebody \(index)"), "5"] }
        let table = TableChart(
            title: "T", columns: [.init("Name"), .init("Keys", isNumeric: true)], rows: rows)
        #expect(layout(table, format: .discord).texts.contains { text in text.hasPrefix("and 4") })
        let tall = layout(table, format: .dashboard.showingAllRows()).texts
        #expect(tall.count { text in text.hasPrefix("Somebody") } == 500)
    }

    @Test func `every script has a font here, and a made-up character has none`() {
        let typesetter = Typesetter()
        #expect(typesetter.missingScripts.isEmpty)
        #expect(typesetter.lacksGlyphs(for: "\u{10FFFD}"))
        for name in Samples.names { #expect(!typesetter.lacksGlyphs(for: name), "\(name)") }
    }
}
