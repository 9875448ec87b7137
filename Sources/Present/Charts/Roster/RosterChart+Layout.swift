import Canvas

extension RosterChart {
    /// Draws the sizes above and the joins and leaves below, on one time axis; unknown weeks are shaded.
    package func draw(on page: inout Page) {
        guard weeks.contains(where: { week in week.size != nil || week.joins != nil || week.leaves != nil })
        else {
            page.explainEmptiness(
                weeks.isEmpty ? "No weeks recorded yet" : "Nothing is known about these weeks yet")
            return
        }
        let panels = RosterPanels(self, page: page)
        drawSizes(on: &page, panels)
        drawFlows(on: &page, panels)
        page.timeAxis(panels.timeTicks, panels.x, in: panels.flows)
    }

    private func drawSizes(on page: inout Page, _ panels: RosterPanels) {
        let plot = panels.sizes
        let gaps = gaps { week in week.size != nil }
        for gap in gaps {
            page.gap(fromX: panels.x(gap.lowerBound), toX: panels.x(gap.upperBound), in: plot)
        }
        page.drawing.text(
            page.text("Members", Page.TextSize.heading, page.theme.primary, .bold),
            at: Point(page.body.minX, panels.sizesHeading))
        if hasGaps { page.gapKey(endingAt: Point(page.body.maxX, panels.sizesHeading)) }
        guard let ticks = panels.sizeTicks else { return }
        let y = LinearScale(ticks.domain, from: plot.maxY, to: plot.minY)
        page.valueAxis(ticks.values, y, in: plot) { value in numberText(value) }
        let runs = runs { week in week.size != nil }.map { run in
            run.compactMap { week in
                week.size.map { size in Point(panels.x(middle(of: week)), y(Double(size))) }
            }
        }
        page.line(runs, color: page.theme.primary, width: 4)
        guard let end = runs.last?.last, let last = weeks.last(where: { week in week.size != nil })?.size
        else { return }
        page.dot(end, radius: 7, color: page.theme.primary)
        page.drawing.text(
            page.text(numberText(last), Page.TextSize.value, page.theme.primary, .bold),
            at: Point(end.x + 16, end.y), anchor: Anchor(.start, .middle))
    }

    private func drawFlows(on page: inout Page, _ panels: RosterPanels) {
        let plot = panels.flows
        let y = LinearScale(panels.flowDomain, from: plot.maxY, to: plot.minY)
        let zero = y(0)
        let upper = Rect(x: plot.x, y: plot.minY, width: plot.width, height: zero - plot.minY)
        let lower = Rect(x: plot.x, y: zero, width: plot.width, height: plot.maxY - zero)
        for (half, gaps) in [
            (upper, gaps { week in week.joins != nil }), (lower, gaps { week in week.leaves != nil }),
        ] {
            for gap in gaps {
                page.gap(fromX: panels.x(gap.lowerBound), toX: panels.x(gap.upperBound), in: half)
            }
        }
        page.valueAxis(panels.flowTicks, y, in: plot) { value in numberText(abs(value)) }
        drawFlowKeys(on: &page, panels)
        for week in weeks {
            if let joins = week.joins {
                bar(joins, of: week, up: true, y, on: &page, panels)
            }
            if let leaves = week.leaves {
                bar(leaves, of: week, up: false, y, on: &page, panels)
            }
        }
        page.drawing.stroke(
            .line(from: Point(plot.minX, zero), to: Point(plot.maxX, zero)),
            Stroke(page.theme.axis, width: 2))
    }

    private func drawFlowKeys(on page: inout Page, _ panels: RosterPanels) {
        let baseline = panels.flowsHeading
        var x = page.body.minX
        for (color, name, count) in [
            (page.theme.joins, "Joined per week", \Week.joins),
            (page.theme.leaves, "Left per week", \Week.leaves),
        ] {
            x = page.key(color, name, at: Point(x, baseline)) - 20
            let total = total(count).map { total in "\(numberText(total)) in all" } ?? "no data"
            let sum = page.text(total, Page.TextSize.label, page.theme.label)
            page.drawing.text(sum, at: Point(x, baseline))
            x += page.measure(sum).width + 36
        }
    }

    /// A bar from the zero line; a known zero is the zero line itself in the bar's colour.
    private func bar(
        _ count: Int, of week: Week, up: Bool, _ y: LinearScale, on page: inout Page,
        _ panels: RosterPanels
    ) {
        let color = up ? page.theme.joins : page.theme.leaves
        let center = panels.x(middle(of: week))
        let width = panels.barWidth
        let zero = y(0)
        let end = y(Double(up ? count : -count))
        let radius = min(3, width / 4)
        let height = max(abs(end - zero), 2.5)
        page.drawing.fill(
            .rectangle(
                Rect(x: center - width / 2, y: up ? zero - height : zero, width: width, height: height),
                topRadius: up ? radius : 0, bottomRadius: up ? 0 : radius), color)
        guard count > 0, panels.labelsBars else { return }
        let label = page.text(numberText(count), Page.TextSize.footnote, color, .bold)
        page.drawing.text(
            label, at: Point(center, up ? end - 7 : end + 7 + label.capHeight), anchor: Anchor(.middle))
    }
}
