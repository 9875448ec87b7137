import Canvas

@testable import Charts

/// Charts that tests draw: invented guilds, the same on every run.
enum Samples {
    /// Wednesday, 7 May 2025, 04:00 UTC.
    static let firstWeek: Int64 = 1_746_590_400
    static let week: Int64 = 604_800

    /// A roster that grows, loses people in a crisis and recovers; some weeks unknown.
    static func weeks(_ count: Int, unknown: Set<Int> = [], start size: Int = 412) -> [RosterChart.Week] {
        var state: UInt64 = 42
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        var size = size
        return (0..<count).map { index in
            let crisis = index % 40 == 24
            let joins = random(9) + (index % 26 == 15 ? 14 : 0)
            let leaves = random(7) + (crisis ? 31 : 0)
            size += joins - leaves
            let isKnown = !unknown.contains(index)
            return RosterChart.Week(
                start: firstWeek + Int64(index) * week, size: isKnown ? size : nil,
                joins: isKnown ? joins : nil, leaves: isKnown ? leaves : nil)
        }
    }

    static func roster(_ weeks: [RosterChart.Week], title: String = "A lost autumn, slowly made up for")
        -> RosterChart
    {
        RosterChart(
            title: title, subtitle: "Roster of Iron Lanterns, EU-Silverpine, at the end of each week",
            footnote: "Source: Battle.net API, as of 29 Apr 2026 04:10 UTC.",
            weeks: weeks)
    }

    static let roster52 = roster(weeks(52, unknown: [18, 19, 33]))

    static let trend = TrendChart(
        title: "Item level still climbs, a little slower each week",
        subtitle: "Median item level of active members, Iron Lanterns",
        footnote: "Source: Battle.net API, as of 29 Apr 2026. Between 61 and 84 members a week.",
        measure: "Item level", bandLabel: "middle 80 % of members", decimals: 1,
        series: [
            TrendChart.Series(
                name: "Median",
                samples: (0..<26).map { index in
                    let value = 680 - 62 / (1 + Double(index) / 6)
                    let isKnown = index != 11 && index != 12
                    return TrendChart.Sample(
                        time: firstWeek + Int64(index) * week, value: isKnown ? value : nil,
                        band: isKnown ? (value - 14 + Double(index) / 4)...(value + 9) : nil)
                })
        ])

    static let ratings = TrendChart(
        title: "Healers lead the keystone ladder", subtitle: "Mean keystone rating by role, Iron Lanterns",
        footnote: "Source: Battle.net API, as of 29 Apr 2026.", measure: "Keystone rating",
        series: ["Healers", "Tanks", "Melee damage", "Ranged damage"].enumerated().map { place, name in
            TrendChart.Series(
                name: name,
                samples: (0..<16).map { index in
                    let wave = Double((index * (place + 3)) % 5) * 12
                    let value = 2_450 - Double(place) * 30 - 1_400 / (1 + Double(index) / 3) + wave
                    let isKnown = !(place == 2 && (5...7).contains(index))
                    return TrendChart.Sample(
                        time: firstWeek + Int64(index) * week, value: isKnown ? value : nil)
                })
        })

    static let classes = BarChart(
        title: "Every third member plays a hybrid", subtitle: "Members by class, Iron Lanterns",
        footnote: "Source: Battle.net API, as of 29 Apr 2026. Class known for 436 of 440 members.",
        bars: [
            ("Paladin", 58, 0xF48CBA), ("Druid", 55, 0xFF7C0A), ("Priest", 47, 0xFFFFFF),
            ("Shaman", 43, 0x0070DD), ("Mage", 40, 0x3FC7EB), ("Hunter", 39, 0xAAD372),
            ("Warrior", 36, 0xC69B6D), ("Death Knight", 29, 0xC41E3A), ("Demon Hunter", 27, 0xA330C9),
            ("Warlock", 22, 0x8788EE), ("Rogue", 18, 0xFFF468), ("Monk", 14, 0x00FF98),
            ("Evoker", 8, 0x33937F),
        ].map { label, value, color in
            BarChart.Bar(
                label: label, value: Double(value), color: Color(color),
                note: "\((value * 100 + 218) / 436) %")
        })

    static let movers = BarChart(
        title: "Who moved", subtitle: "Change of keystone rating in four weeks", measure: "Rating points",
        decimals: 1,
        bars: [
            BarChart.Bar(label: "Вольджин", value: 182.5, note: "2,410"),
            BarChart.Bar(label: "전설의용사", value: 97, note: "1,980"),
            BarChart.Bar(label: "Ängström", value: 0, note: "1,200"),
            BarChart.Bar(label: "Åse", value: nil),
            BarChart.Bar(label: "Mortimer the Very Long Named Who Never Ends", value: -64.25, note: "900"),
            BarChart.Bar(label: "Bob", value: -140, note: "850"),
        ])
}
