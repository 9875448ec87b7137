import Testing

@testable import Charts

@Suite struct `Axes` {
    @Test(
        arguments: [
            (0.0...97.0, 5, true, [0, 20, 40, 60, 80, 100]), (0...1, 4, true, [0, 1]),
            (-3.2...7.9, 4, true, [-5, 0, 5, 10]), (0...1, 4, false, [0, 0.25, 0.5, 0.75, 1]),
            (5...5, 4, true, [5, 6]),
        ] as [(ClosedRange<Double>, Int, Bool, [Double])])
    func `ticks are round`(range: ClosedRange<Double>, count: Int, whole: Bool, expected: [Double]) {
        #expect(NiceTicks(covering: range, count: count, wholeNumbers: whole).values == expected)
    }

    @Test(arguments: [([412.0, 412], 390.0...430.0), ([0, 0], 0...4), ([3, 900], 0...1_000)])
    func `a line's axis shows small changes small`(values: [Double], domain: ClosedRange<Double>) throws {
        #expect(try #require(NiceTicks.forLine(values, count: 4, wholeNumbers: true)).domain == domain)
    }

    @Test(arguments: [
        (0.0, "1 Jan 1970"), (951_782_400, "29 Feb 2000"), (1_746_590_400, "7 May 2025"),
        (-1, "31 Dec 1969"), (4_107_542_399, "28 Feb 2100"),
    ])
    func `seconds become days`(seconds: Double, day: String) {
        #expect(ChartLocale.english.date(at: seconds) == day)
    }

    @Test func `each day of 400 years comes back`() {
        for day in -10_000..<140_000 {
            let seconds = Double(day) * 86_400
            #expect(CalendarDay(secondsSince1970: seconds + 86_399).secondsSince1970 == seconds)
        }
    }

    @Test func `a year has months, with years where they begin`() {
        let day = 86_400.0
        let start = CalendarDay(year: 2025, month: 5, day: 7).secondsSince1970
        let weeks = (0..<52).map { week in start + Double(week) * 7 * day }
        let ticks = TimeTicks(locale: .english).ticks(
            for: weeks, in: start...(start + 364 * day), width: 1_000)
        #expect(ticks.map(\.label).prefix(3) == ["Jun", "Jul", "Aug"])
        #expect(ticks.compactMap(\.year) == ["2025", "2026"])
        let few = TimeTicks(locale: .english).ticks(
            for: Array(weeks[..<4]), in: start...(start + 28 * day), width: 1_000)
        #expect(few.map(\.label) == ["7 May", "14 May", "21 May", "28 May"])
    }

    @Test(arguments: [
        (1_234_567.0, 0, "1,234,567"), (-0.04, 1, "0.0"), (-12.35, 1, "\u{2212}12.4"), (999.95, 1, "1,000.0"),
        (.nan, 0, "no data"), (7.05, 2, "7.05"),
    ])
    func `numbers read well`(value: Double, decimals: Int, expected: String) {
        #expect(ChartLocale.english.number(value, decimals: decimals) == expected)
    }
}
