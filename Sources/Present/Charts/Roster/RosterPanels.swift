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
    let flowTicks: [Double]
    let flowDomain: ClosedRange<Double>
    let barWidth: Double
    /// Whether there is room for a number at each bar, which then needs no axis.
    let labelsBars: Bool

    init(_ chart: RosterChart, page: Page) {
        sizeTicks = NiceTicks.forLine(
            chart.weeks.compactMap(\.size).map { size in Double(size) }, count: 4, wholeNumbers: true)
        let share = chart.weekLength / (chart.span.upperBound - chart.span.lowerBound)
        labelsBars = page.body.width * share >= 40
        (flowDomain, flowTicks) = Self.flowAxis(chart, labelsBars: labelsBars)
        let numbers = ((sizeTicks?.values ?? []) + flowTicks).map { value in numberText(abs(value)) }
        let left = page.widest(numbers, size: Page.TextSize.label) + 12
        let last = chart.weeks.last { week in week.size != nil }?.size
        let right = page.widest(
            last.map { size in [numberText(size)] } ?? [], size: Page.TextSize.value, weight: .bold)

        let body = page.body.inset(left: left, right: max(right, 24) + 8, bottom: Page.timeAxisHeight)
        let heading = Page.TextSize.heading
        let upper = (body.height - 2 * (heading + 25)) * 0.6
        sizesHeading = body.minY + heading * 0.729
        sizes = Rect(x: body.x, y: sizesHeading + 20, width: body.width, height: upper)
        flowsHeading = sizes.maxY + 28 + heading * 0.729
        let top = flowsHeading + 24
        flows = Rect(x: body.x, y: top, width: body.width, height: body.maxY - top)

        x = LinearScale(chart.span, from: body.minX, to: body.maxX)
        let slot = x(chart.span.lowerBound + chart.weekLength) - x(chart.span.lowerBound)
        barWidth = min(max(slot * 0.68, 1), 44)
        timeTicks = Self.timeTicks(chart, width: body.width)
    }

    /// Weeks are named by the day they begin, written under their middle; months begin where they begin.
    private static func timeTicks(_ chart: RosterChart, width: Double) -> [TimeTick] {
        let starts = chart.weeks.map { week in Double(week.start) }
        let ticks = TimeTicks.ticks(for: starts, in: chart.span, width: width)
        let known = Set(starts)
        return ticks.map { tick in
            guard known.contains(tick.time) else { return tick }
            return TimeTick(time: tick.time + chart.weekLength / 2, label: tick.label, year: tick.year)
        }
    }

    private static func flowAxis(
        _ chart: RosterChart, labelsBars: Bool
    ) -> (domain: ClosedRange<Double>, ticks: [Double]) {
        let up = Double(chart.weeks.compactMap(\.joins).max() ?? 0)
        let down = Double(chart.weeks.compactMap(\.leaves).max() ?? 0)
        if labelsBars {
            // A third of the height above and below is for the numbers.
            let room = max(up + down, 1) / 3
            return (-down - room...up + room, [0])
        }
        // At least a third of the panel for the smaller side, so that its labels have room.
        let least = max(max(up, down) / 3, 1)
        let ticks = NiceTicks(covering: -max(down, least)...max(up, least), count: 4, wholeNumbers: true)
        return (ticks.domain, ticks.values)
    }
}
