import Canvas
import Foundation
import Testing

@testable import Charts

/// Every character as wide as 0.6 of its size: layouts then do not depend on the installed fonts.
func evenWidth(_ text: Text) -> TextExtents {
    let full = Double(text.string.count) * text.size * 0.6
    guard let limit = text.maxWidth, full > limit else { return TextExtents(width: full, lines: 1) }
    return TextExtents(width: limit, lines: min(text.maxLines, Int((full / limit).rounded(.up))))
}

func layout(
    _ chart: some Chart, _ theme: ChartTheme = .light, format: ChartFormat = .wide,
    locale: ChartLocale = .english
) -> Drawing {
    chart.drawing(in: ChartStyle(format: format, theme: theme, locale: locale), measure: evenWidth)
}

extension Drawing {
    /// Every text in the drawing.
    var texts: [String] {
        commands.compactMap { command in
            if case .text(let text, _, _, _) = command { text.string } else { nil }
        }
    }

    /// The lines of a width, as their corners.
    func strokes(width: Double) -> [Path] {
        commands.compactMap { command in
            if case .stroke(let path, let stroke) = command, stroke.width == width { path } else { nil }
        }
    }

    func fills(_ color: Color) -> Int {
        commands.count { command in
            if case .fill(_, let fill) = command { fill == color } else { false }
        }
    }

    /// Whether every coordinate is a number.
    var isFinite: Bool { !description.contains("nan") && !description.contains("inf") }
}

@Suite struct `Layouts` {
    static let golden: [(String, Drawing)] = [
        ("roster", layout(Samples.roster52)), ("roster-dark", layout(Samples.roster52, .dark)),
        ("roster-short", layout(Samples.roster(Samples.weeks(9, unknown: [3])))),
        ("trend", layout(Samples.trend)), ("ratings", layout(Samples.ratings)),
        ("classes", layout(Samples.classes)), ("movers", layout(Samples.movers)),
        ("heatmap", layout(Samples.heatMap(rows: 16))), ("stack", layout(Samples.vault)),
        ("strip", layout(Samples.spread)), ("retention", layout(Samples.retention)),
        ("forecast", layout(Samples.forecast)), ("bump", layout(Samples.ranking)),
        ("scatter", layout(Samples.people)),
    ]

    @Test(arguments: golden) func `the commands are those of the golden file`(name: String, drawing: Drawing)
        throws
    {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = folder.appending(path: "Golden/\(name).txt")
        if ProcessInfo.processInfo.environment["GUILDSCOPE_GOLDEN"] == "write" {
            try drawing.description.write(to: file, atomically: true, encoding: .utf8)
        }
        let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? "no golden file \(name).txt"
        if expected != drawing.description {
            Attachment.record(drawing.description, named: "\(name).txt")
        }
        #expect(expected == drawing.description)
    }

    @Test func `an unknown week interrupts the line and has no bar`() {
        let drawing = layout(Samples.roster(Samples.weeks(9, unknown: [3])))
        #expect(drawing.strokes(width: 4).map(\.elements.count) == [6, 10])
        #expect(drawing.fills(ChartTheme.light.joins) == 8 + 1)
        #expect(drawing.fills(ChartTheme.light.leaves) == 8 + 1)
        #expect(drawing.fills(ChartTheme.light.gap) == 3 + 1)
        #expect(drawing.texts.contains("no data"))
    }

    @Test func `a week missing from the list is a gap as well`() {
        var weeks = Samples.weeks(9)
        weeks.remove(at: 3)
        let drawing = layout(Samples.roster(weeks))
        #expect(drawing.strokes(width: 4).map(\.elements.count) == [6, 10])
        #expect(drawing.texts.contains("no data"))
    }

    @Test func `a known zero is drawn, an unknown number is not`() {
        let zero = RosterChart.Week(start: Samples.firstWeek, size: 0, joins: 0, leaves: nil)
        let drawing = layout(Samples.roster([zero]))
        #expect(drawing.fills(ChartTheme.light.joins) == 2)
        #expect(drawing.fills(ChartTheme.light.leaves) == 1)
        #expect(drawing.texts.contains("0 in all") && drawing.texts.contains("no data"))
    }

    @Test func `a reset that moves by hours is no gap`() {
        var weeks = Samples.weeks(12)
        for index in 6..<12 { weeks[index].start -= 3 * 3_600 }
        #expect(layout(Samples.roster(weeks)).strokes(width: 4).count == 1)
    }

    @Test func `order and repetition of weeks do not matter`() {
        let weeks = Samples.weeks(20, unknown: [4])
        #expect(layout(Samples.roster(weeks.reversed() + [weeks[7]])) == layout(Samples.roster(weeks)))
    }

    @Test(arguments: [0, 1, 2, 52, 104, 600])
    func `any number of weeks can be laid out`(count: Int) {
        for unknown in [Set<Int>(), Set(0..<count), [0, count - 1]] {
            let drawing = layout(Samples.roster(Samples.weeks(count, unknown: unknown, start: 1_000)))
            #expect(drawing.isFinite && drawing.texts.count >= 4)
        }
    }

    @Test func `nothing known is said, not drawn as zero`() {
        let drawing = layout(Samples.roster(Samples.weeks(9, unknown: Set(0..<9))))
        #expect(drawing.texts.contains("Nothing is known about this yet"))
        #expect(!drawing.texts.contains("0"))
    }

    @Test(arguments: [Int64.min, .max, 0])
    func `absurd times do not crash`(start: Int64) {
        let weeks = [
            RosterChart.Week(start: start, size: .max, joins: .max, leaves: -1),
            RosterChart.Week(start: 1_746_590_400, size: 3, joins: .max, leaves: .max),
        ]
        #expect(!layout(Samples.roster(weeks)).commands.isEmpty)
        let samples = weeks.map { week in TrendChart.Sample(time: week.start, value: 1e300) }
        let chart = TrendChart(title: "", measure: "", series: [.init(name: "", samples: samples)])
        #expect(!layout(chart).commands.isEmpty)
    }
}

@Suite struct `Trends and bars` {
    static func trend(_ values: [Double?]) -> TrendChart {
        let samples = values.enumerated().map { index, value in
            TrendChart.Sample(time: Samples.firstWeek + Int64(index) * Samples.week, value: value)
        }
        return TrendChart(title: "T", measure: "Rating", series: [.init(name: "S", samples: samples)])
    }

    @Test(
        arguments: [
            ([1, 2, .nan, 4, 5], [2, 2]), ([1, 2, nil, 4, 5, .infinity, 7], [2, 2]),
            ([-5, -5, -5], [3]), ([0, 0], [2]), ([1e-9, 2e-9], [2]), ([-1e12, 1e12], [2]),
        ] as [([Double?], [Int])])
    func `what is not a number is a gap`(values: [Double?], runs: [Int]) {
        let drawing = layout(Self.trend(values))
        #expect(drawing.strokes(width: 4).map(\.elements.count) == runs)
        #expect(drawing.isFinite)
    }

    @Test(arguments: [[], [nil], [.nan, nil]] as [[Double?]])
    func `a trend without values says so`(values: [Double?]) {
        #expect(layout(Self.trend(values)).texts.contains("Nothing is known about this yet"))
    }

    @Test func `labels at the lines' ends never overlap`() {
        for heights in [[100, 100, 100, 100], [0, 0, 399], [399, 399, 10, 12], [50, 75, 100, 110]]
            as [[Double]]
        {
            let places = spread(heights, apart: 26, within: 0...400).compactMap { place in place }.sorted()
            #expect(places.count == heights.count)
            #expect(zip(places.dropFirst(), places).allSatisfy { next, place in next - place >= 26 - 1e-9 })
            #expect(places.allSatisfy { place in (0...400).contains(place) })
        }
        #expect(spread([10, 20, 30], apart: 20, within: 0...25) == [5, 25, nil])
        #expect(spread([300, 100], apart: 20, within: 0...400) == [300, 100])
    }

    @Test func `a bar without data has no length`() {
        let chart = BarChart(
            title: "T",
            bars: [
                .init(label: "a", value: nil), .init(label: "b", value: .nan), .init(label: "c", value: 0),
            ])
        let drawing = layout(chart)
        #expect(drawing.fills(ChartTheme.light.color(0)) == 1)
        #expect(drawing.texts.count { text in text == "no data" } == 2 && drawing.isFinite)
    }

    @Test(arguments: [0, 1, 13, 40, 500])
    func `any number of bars fits or is counted`(count: Int) {
        let bars = (0..<count).map { index in
            BarChart.Bar(label: "Гильдия \(index)", value: Double(index - 3))
        }
        let drawing = layout(BarChart(title: "T", bars: bars))
        #expect(drawing.isFinite)
        let shown = drawing.texts.count { text in text.hasPrefix("Гильдия") }
        let rest = drawing.texts.first { text in text.hasPrefix("and ") }
        #expect(rest == (shown < count ? "and \(count - shown) more" : nil))
    }

    @Test(arguments: [ChartTheme.light, .dark])
    func `class colours are moved until they can be seen`(theme: ChartTheme) {
        for color in Samples.classes.bars.compactMap(\.color) {
            #expect(color.visible(on: theme.background, contrast: 3).contrast(with: theme.background) >= 3)
        }
        let seen = Color(0xF48CBA)
        #expect(seen.visible(on: ChartTheme.dark.background, contrast: 3) == seen)
        #expect(Color.white.contrast(with: .black) == 21 && Color.white.contrast(with: .white) == 1)
    }
}
