import Canvas

@testable import Charts

/// Charts of the further kinds; invented people, the same on every run.
extension Samples {
    static let names = [
        "Mirelune", "Torvald", "Вольджин", "Åsgerd", "전설의용사", "Bob", "Elowenwhisper", "Kjartan", "Zuri",
        "Fennick", "Ombra", "Þórdís", "風行者", "Quill", "Ragnhildur", "Sable", "Tamsin", "Ulfr", "Vesper",
        "Wren",
    ]

    private static func weekName(_ index: Int) -> String {
        ChartLocale.english.day(at: Double(firstWeek + Int64(index) * week))
    }

    private static func vaultColumn(_ index: Int) -> StackChart.Column {
        let values: [Double] = [Double(5 - index / 3), Double(6 + index % 3), 7, Double(12 + index)]
        return StackChart.Column(
            label: weekName(index), values: values, unknown: index == 7 ? 14 : index == 11 ? 6 : 0)
    }

    private static func levels(_ place: Int, _ count: Int, _ centre: Double) -> [Double?] {
        (0..<count).map { index -> Double? in
            place == 1 && index == 3 ? nil : centre + Double(wave(place, index)) * 1.6 - 8
        }
    }

    private static func survivor(_ index: Int) -> CurveChart.Line.Point {
        let share = 1 / (1 + Double(index) / 26)
        let reach = Double(index) * 0.004
        return CurveChart.Line.Point(x: Double(index), share: share, band: (share - reach)...(share + reach))
    }

    private static func chance(_ index: Int, _ place: Int) -> CurveChart.Line.Point {
        let share = 1 - 1 / (1 + Double(index) / Double(2 + 4 * place))
        return CurveChart.Line.Point(
            x: Double(index), share: share, band: max(0, share - 0.12)...min(1, share + 0.1))
    }

    private static func member(_ index: Int) -> ScatterChart.Dot {
        let gear = 640 + Double((index * 37) % 45)
        return ScatterChart.Dot(
            label: names[index % names.count], x: gear, y: (gear - 630) * 48 + Double(wave(index, 3) * 60))
    }

    private static func wave(_ row: Int, _ column: Int) -> Int {
        (row * 7 + column * column * 3 + row * column) % 11
    }

    static func heatMap(rows: Int, columns: Int = 26) -> HeatMapChart {
        HeatMapChart(
            title: "Wednesdays are full, Sundays are not", subtitle: "Keystone runs per week, Iron Lanterns",
            footnote: "Source: Battle.net API, as of 29 Apr 2026.", measure: "Runs",
            columns: (0..<columns).map { index in weekName(index) },
            rows: (0..<rows).map { row in
                HeatMapChart.Row(
                    label: names[row % names.count],
                    values: (0..<columns).map { column in
                        column == 9 || (row == 4 && column < 6) ? nil : Double(max(0, wave(row, column) - 2))
                    })
            })
    }

    static let vault = StackChart(
        title: "Two thirds open all three", subtitle: "Vault slots of raiders per week, Iron Lanterns",
        footnote: "Source: Battle.net API, as of 29 Apr 2026. No data: not seen since the reset.",
        measure: "Raiders",
        parts: [
            StackChart.Part("none"), StackChart.Part("1 slot"), StackChart.Part("2 slots"),
            StackChart.Part("3 slots"),
        ],
        columns: (0..<12).map { index in vaultColumn(index) })

    static let spread = StripChart(
        title: "Tanks are ahead, healers uneven", subtitle: "Item level of raiders by role, Iron Lanterns",
        footnote: "Source: Battle.net API, as of 29 Apr 2026.", measure: "Item level", decimals: 1,
        groups: [
            StripChart.Group(label: "Tanks", values: levels(0, 6, 684)),
            StripChart.Group(label: "Healers", values: levels(1, 14, 668)),
            StripChart.Group(label: "Melee damage", values: levels(2, 31, 673)),
            StripChart.Group(label: "Ranged damage", values: levels(3, 38, 671)),
        ])

    static let retention = CurveChart(
        title: "Half of the newcomers stay half a year", subtitle: "Members since June 2025, Iron Lanterns",
        footnote: "Source: Battle.net API, as of 29 Apr 2026. Shown while at least 10 are watched.",
        measure: "Still members", axis: "weeks since joining", bandLabel: "95 % interval", isStepped: true,
        lines: [
            CurveChart.Line(name: "Newcomers", points: (0..<40).map { index in survivor(index) })
        ], marks: [CurveChart.Mark(x: 4, label: "trial ends")])

    static let forecast = CurveChart(
        title: "Ovinax by mid May, more likely than not",
        subtitle: "Chance that the next boss is down, mythic",
        footnote: "Learnt from 212 kills of 74 guilds of like progress, as of 29 Apr 2026.",
        measure: "Chance of the kill", axis: "weekly resets from now", bandLabel: "80 % interval",
        lines: [
            CurveChart.Line(name: "Ovinax", points: (0...10).map { index in chance(index, 0) }),
            CurveChart.Line(name: "The Silken Court", points: (0...10).map { index in chance(index, 1) }),
        ])

    static let ranking = BumpChart(
        title: "Torvald takes the lead", subtitle: "Places by keystone rating, Iron Lanterns",
        footnote: "Source: Battle.net API, as of 29 Apr 2026.",
        columns: (0..<8).map { index in weekName(index) },
        lines: [
            [2, 2, 1, 1, 1, 1, 1, 1], [1, 1, 2, 3, 3, 2, 2, 2], [4, 3, 3, 2, 2, nil, 4, 3],
            [3, 5, 5, 4, 5, 4, 3, 4], [5, 4, 4, 5, 4, 3, 5, 5], [nil, nil, 6, 6, 6, 5, 6, 6],
        ].enumerated().map { place, places in BumpChart.Line(name: names[place], places: places) })

    static let people = ScatterChart(
        title: "Rating follows gear, with exceptions",
        subtitle: "Members at the highest level, Iron Lanterns",
        footnote: "Source: Battle.net API, as of 29 Apr 2026.", xMeasure: "Item level",
        yMeasure: "Keystone rating",
        dots: (0..<60).map { index in member(index) })
}
