import Canvas

/// Where the two panels of a roster chart lie, and their common time scale.
struct RosterPanels {
    /// Above this many weeks the bars are too narrow for a number each.
    private static let labelledBars = 24

    let sizes: Rect
    let flows: Rect
    /// Baselines of the panels' headings.
    let sizesHeading: Double
    let flowsHeading: Double
    let x: LinearScale
    let timeTicks: [TimeTick]
    /// Nil when no size is known.
    let sizeTicks: NiceTicks?
    let flowTicks: NiceTicks
    let barWidth: Double
    /// Whether there is room for a number at each bar.
    let labelsBars: Bool

    init(_ chart: RosterChart, page: Page) {
        sizeTicks = NiceTicks.forLine(
            chart.weeks.compactMap(\.size).map { size in Double(size) }, count: 4, wholeNumbers: true)
        flowTicks = Self.flowTicks(chart, labelsBars: chart.weeks.count <= Self.labelledBars)
        let numbers = ((sizeTicks?.values ?? []) + flowTicks.values).map { value in numberText(abs(value)) }
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
        labelsBars = chart.weeks.count <= Self.labelledBars && slot >= 34
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

    private static func flowTicks(_ chart: RosterChart, labelsBars: Bool) -> NiceTicks {
        let up = Double(chart.weeks.compactMap(\.joins).max() ?? 0)
        let down = Double(chart.weeks.compactMap(\.leaves).max() ?? 0)
        // At least a third of the panel for the smaller side, so that its labels have room.
        let least = max(max(up, down) / 3, 1)
        let headroom = labelsBars ? 1.35 : 1
        return NiceTicks(
            covering: -max(down, least) * headroom...max(up, least) * headroom, count: 4, wholeNumbers: true)
    }
}
