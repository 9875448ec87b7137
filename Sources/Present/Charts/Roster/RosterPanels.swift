import Canvas

/// Where the two panels of a roster chart lie, and their common time scale.
struct RosterPanels {
    let sizes: Rect
    let flows: Rect
    /// Baselines of the panels' headings.
    let sizesHeading: Double
    let flowsHeading: Double
    let x: LinearScale
    let timeTicks: [TimeTick]
    /// Nil when no size is known.
    let sizeTicks: NiceTicks?
    let flowTicks: [(value: Double, label: String)]
    let flowDomain: ClosedRange<Double>
    let barWidth: Double
    /// Whether there is room for a number at each bar, which then needs no axis.
    let labelsBars: Bool

    init(_ chart: RosterChart, page: Page) {
        let marked = page.markHeight(chart.marks)
        let heading = page.type.heading
        // A small picture has one heading for both panels.
        let heads = page.format.isTerse ? heading + 68 : 2 * (heading + 25)
        let free = page.body.height - page.timeAxisHeight - heads - marked
        let upper = free * (page.format.isTerse ? 0.62 : 0.6)
        sizeTicks = page.ticks(
            forLine: chart.weeks.compactMap(\.size).map { size in Double(size) }, count: 4, height: upper,
            wholeNumbers: true)
        let share = chart.weekLength / (chart.span.upperBound - chart.span.lowerBound)
        labelsBars = !page.format.isTerse && page.body.width * share >= page.type.label * 2
        let flowTicks: NiceTicks?
        (flowDomain, flowTicks) = Self.flowAxis(
            chart, labelsBars: labelsBars, height: free - upper, number: page.type.footnote,
            most: page.format.labels(inHeight: free - upper))
        self.flowTicks = Self.flowLabels(flowTicks, page)
        let numbers = (sizeTicks.map(page.labels) ?? []) + self.flowTicks.map(\.label)
        let left = page.widest(numbers, size: page.type.label) + 12
        let last = chart.weeks.last { week in week.size != nil }?.size
        let right = page.widest(
            last.map { size in [page.locale.number(size)] } ?? [], size: page.type.value, weight: .bold)

        let body = page.body.inset(left: left, right: max(right, 24) + 8, bottom: page.timeAxisHeight)
        sizesHeading = page.firstBaseline
        sizes = Rect(x: body.x, y: sizesHeading + 20 + marked, width: body.width, height: max(upper, 1))
        flowsHeading = page.format.isTerse ? sizesHeading : sizes.maxY + 28 + heading * 0.729
        let top = page.format.isTerse ? sizes.maxY + 48 : flowsHeading + 24
        flows = Rect(x: body.x, y: top, width: body.width, height: body.maxY - top)

        x = LinearScale(chart.span, from: body.minX, to: body.maxX)
        let slot = x(chart.span.lowerBound + chart.weekLength) - x(chart.span.lowerBound)
        barWidth = min(max(slot * 0.68, 1), 44)
        timeTicks = Self.timeTicks(chart, page, width: body.width)
    }

    /// Weeks are named by the day they begin, written under their middle; months begin where they begin.
    private static func timeTicks(_ chart: RosterChart, _ page: Page, width: Double) -> [TimeTick] {
        let starts = chart.weeks.map { week in Double(week.start) }
        let ticks = page.timeTicks(for: starts, in: chart.span, width: width)
        let known = Set(starts)
        return ticks.map { tick in
            guard known.contains(tick.time) else { return tick }
            return TimeTick(time: tick.time + chart.weekLength / 2, label: tick.label, year: tick.year)
        }
    }

    private static func flowAxis(
        _ chart: RosterChart, labelsBars: Bool, height: Double, number size: Double, most: Int
    ) -> (domain: ClosedRange<Double>, ticks: NiceTicks?) {
        let up = Double(chart.weeks.compactMap(\.joins).max() ?? 0)
        let down = Double(chart.weeks.compactMap(\.leaves).max() ?? 0)
        if labelsBars {
            // Beyond the longest bars there is room for a number, clear of the heading and the ticks.
            let needed = min(7 + size + 6, height / 3)
            let room = max(up + down, 1) * needed / (height - 2 * needed)
            return (-down - room...up + room, nil)
        }
        // At least a third of the panel for the smaller side, so that its labels have room.
        let least = max(max(up, down) / 3, 1)
        let range = -max(down, least)...max(up, least)
        for count in stride(from: min(4, most), through: 1, by: -1) {
            let ticks = NiceTicks(covering: range, count: count, wholeNumbers: true)
            if ticks.values.count <= max(most, 3) { return (ticks.domain, ticks) }
        }
        return (range, nil)
    }

    /// How many came or went, without a sign: the side of the zero line tells which.
    private static func flowLabels(_ ticks: NiceTicks?, _ page: Page) -> [(value: Double, label: String)] {
        guard let ticks else { return [(0, page.locale.number(0))] }
        let greatest = ticks.values.map(abs).max() ?? 0
        return ticks.values.map { value in
            (value, page.locale.tick(abs(value), decimals: ticks.decimals, greatest: greatest))
        }
    }
}
