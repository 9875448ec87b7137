import Canvas

@testable import Charts

/// Charts of the kinds that look ahead, compare and list, and the list of all kinds.
extension Samples {
    private static let source = "As of 29 Apr 2026 · 97 % seen · Battle.net API"
    private static let day: Int64 = 86_400

    static let growth: RosterChart = {
        var chart = roster(weeks(40, unknown: [18]), title: "A lost spring, slowly made up for")
        chart.marks = [
            TimeMark(time: firstWeek + 15 * week, label: "Season 3", kind: .season),
            TimeMark(time: firstWeek + 26 * week, label: "merged with Lost Tide"),
        ]
        return chart
    }()

    static let outlook = TrendChart(
        title: "Item level 676 by June, give or take six",
        subtitle: "Median of active members, Iron Lanterns",
        footnote: source, measure: "Item level", fanLabels: ["50 %", "80 %"],
        series: [
            TrendChart.Series(
                name: "Median",
                samples: (0..<20).map(outlookSample), fan: (1...8).map(outlookStep))
        ],
        marks: [
            TimeMark(time: firstWeek + 6 * week, label: "Season 3", kind: .season),
            TimeMark(time: firstWeek + 19 * week, label: "today", kind: .today),
        ])

    private static func wobble(_ index: Int) -> Int { (index * 5 + index * index) % 7 - 3 }

    static let comparison = BarChart(
        title: "Three raiders are clearly ahead", subtitle: "Rating against the median raider, Iron Lanterns",
        footnote: source, measure: "Rating", isChange: true, intervalLabel: "95 % interval",
        bars: zip(names, [212.0, 164, 131, 40, 12, -25, -88, -140]).map(lead)
    ).ranked()

    private static func lead(_ name: String, _ value: Double) -> BarChart.Bar {
        BarChart.Bar(label: name, value: value, interval: (value - 48)...(value + 55))
    }

    static let progress = StackChart(
        title: "Heroic is done, mythic has begun", subtitle: "Bosses down by difficulty, Iron Lanterns",
        footnote: source, measure: "Bosses down",
        parts: [StackChart.Part("Normal"), StackChart.Part("Heroic"), StackChart.Part("Mythic")],
        columns: ["Feb", "Mar", "Apr"].enumerated().map { index, month in
            progressColumn(index, month)
        }, arrangement: .grouped)

    static let killDates = CurveChart(
        title: "Ovinax by mid May, more likely than not", subtitle: "Chance that the boss is down, mythic",
        footnote: source, measure: "Chance of the kill", axis: "day", bandLabel: "80 % interval",
        lines: ["Ovinax", "Silken Court"].enumerated().map { place, name in
            CurveChart.Line(
                name: name,
                points: (0...12).map { index in killPoint(index, place) })
        }, scale: .dates, marksHalf: true)

    private static func killPoint(_ index: Int, _ place: Int) -> CurveChart.Line.Point {
        let pace = Double(2 + 4 * place)
        let share: Double = 1 - 1 / (1 + Double(index) / pace)
        let band: ClosedRange<Double> = max(0, share - 0.12)...min(1, share + 0.1)
        return CurveChart.Line.Point(
            x: Double(firstWeek + Int64(51 + index) * week), share: share, band: band)
    }

    private static func calendarDay(_ index: Int) -> CalendarChart.Day {
        let isRaid = [2, 4, 6].contains((index + 2) % 7)
        let value = (isRaid ? 24 : 7) + (index * 13 + index / 7) % 11
        let isKnown = index < 60 || index > 65
        return CalendarChart.Day(
            time: firstWeek + Int64(index) * day, value: isKnown ? Double(value) : nil)
    }

    private static func roleSample(_ index: Int, _ place: Int) -> TrendChart.Sample {
        let pace = Double(3 + place)
        let value: Double = 682 - Double(place) * 6 - 50 / (1 + Double(index) / pace)
        let isKnown = place != 4 || index >= 6
        return TrendChart.Sample(
            time: firstWeek + Int64(index) * week, value: isKnown ? value : nil)
    }

    private static func standing(_ index: Int) -> [String?] {
        let locale = ChartLocale.english
        let change: String? = index == 3 ? nil : locale.change(Double(60 - index * 9))
        return [names[index], "+\(18 - index / 2)", locale.number(3_012 - index * 87), change]
    }

    private static func progressColumn(_ index: Int, _ month: String) -> StackChart.Column {
        let bosses: [[Double]] = [[6, 3, 0], [8, 7, 1], [8, 8, 3]]
        return StackChart.Column(label: month, values: bosses[index], unknown: index == 0 ? 2 : 0)
    }

    private static func outlookSample(_ index: Int) -> TrendChart.Sample {
        let value: Double = 672 - 52 / (1 + Double(index) / 6) + Double(wobble(index)) * 0.4
        return TrendChart.Sample(
            time: firstWeek + Int64(index) * week, value: index == 8 ? nil : value)
    }

    private static func outlookStep(_ step: Int) -> TrendChart.Expected {
        let reach: Double = Double(step).squareRoot() * 2.1
        let middle: Double = 660.5 + Double(step) * 1.9
        return TrendChart.Expected(
            time: firstWeek + Int64(19 + step) * week, value: middle,
            inner: (middle - reach)...(middle + reach), outer: (middle - 2 * reach)...(middle + 2 * reach))
    }

    static let days = CalendarChart(
        title: "Raid nights stand out, Mondays rest", subtitle: "Members seen playing per day, Iron Lanterns",
        footnote: source, measure: "Members seen",
        days: (0..<182).map(calendarDay))

    static let roles = MultiplesChart(
        title: "Healers and tanks improve fastest", subtitle: "Median item level by role, Iron Lanterns",
        footnote: source, measure: "Item level",
        panels: ["Tanks", "Healers", "Melee", "Ranged", "Alts", "Socials"].enumerated().map { place, name in
            MultiplesChart.Panel(
                name: name,
                samples: (0..<20).map { index in roleSample(index, place) })
        })

    static let standings = TableChart(
        title: "The week's best keys", subtitle: "Highest timed key per member, Iron Lanterns",
        footnote: source,
        columns: [
            TableChart.Column("Member"), TableChart.Column("Key", isNumeric: true),
            TableChart.Column("Rating", isNumeric: true), TableChart.Column("Change", isNumeric: true),
        ],
        rows: (0..<14).map(standing))

    /// Every kind, by the name of its picture.
    static let kinds: [(name: String, chart: any Chart)] = [
        ("roster", growth), ("trend", trend), ("ratings", ratings), ("forecast", outlook),
        ("classes", classes), ("movers", movers), ("comparison", comparison), ("heatmap", heatMap(rows: 500)),
        ("calendar", days), ("vault", vault), ("progress", progress), ("roles", roles), ("spread", spread),
        ("retention", retention), ("kill-dates", killDates), ("ranking", ranking), ("scatter", people),
        ("table", standings),
    ]
}
