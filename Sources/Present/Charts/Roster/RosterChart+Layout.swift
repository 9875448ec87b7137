import Canvas

extension RosterChart {
    /// Draws the sizes above and the joins and leaves below, on one time axis; unknown weeks are shaded.
    package func draw(on page: inout Page) {
        guard weeks.contains(where: { week in week.size != nil || week.joins != nil || week.leaves != nil })
        else {
            return page.explainEmptiness(weeks.isEmpty ? .nothingYet : .nothingKnown)
        }
        let panels = RosterPanels(self, page: page)
        drawSizes(on: &page, panels)
        drawFlows(on: &page, panels)
        page.marks(marks, panels.x, in: [panels.sizes, panels.flows])
        page.timeAxis(panels.timeTicks, panels.x, in: panels.flows)
    }

    private func drawSizes(on page: inout Page, _ panels: RosterPanels) {
        let plot = panels.sizes
        let gaps = gaps { week in week.size != nil }
        for gap in gaps {
            page.gap(fromX: panels.x(gap.lowerBound), toX: panels.x(gap.upperBound), in: plot)
        }
        let end = page.heading(page.locale.phrase(.members), baseline: panels.sizesHeading)
        if hasGaps, !page.format.isTerse {
            page.gapKey(endingAt: Point(page.body.maxX, panels.sizesHeading), after: end)
        }
        guard let ticks = panels.sizeTicks else { return }
        let y = LinearScale(ticks.domain, from: plot.maxY, to: plot.minY)
        page.valueAxis(ticks, y, in: plot)
        let runs = runs { week in week.size != nil }.map { run in
            steps(of: run, panels, y)
        }
        page.line(runs, color: page.theme.primary)
        guard let end = runs.last?.last, let last = weeks.last(where: { week in week.size != nil })?.size
        else { return }
        page.dot(end, radius: 7, color: page.theme.primary)
        page.drawing.text(
            page.text(page.locale.number(last), page.type.value, page.theme.primary, .bold),
            at: Point(end.x + 16, end.y), anchor: Anchor(.start, .middle))
    }

    /// Level through each week, upright where one follows the other.
    private func steps(of run: [Week], _ panels: RosterPanels, _ y: LinearScale) -> [Point] {
        run.enumerated().flatMap { index, week -> [Point] in
            guard let size = week.size else { return [] }
            let end = index + 1 < run.count ? Double(run[index + 1].start) : Double(week.start) + weekLength
            return [
                Point(panels.x(Double(week.start)), y(Double(size))), Point(panels.x(end), y(Double(size))),
            ]
        }
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
        page.valueAxis(panels.flowTicks, y, in: plot)
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
        let locale = page.locale
        if page.format.isTerse { return drawFlowSums(on: &page, baseline: panels.sizesHeading) }
        var x = page.body.minX
        for (color, name, count) in [
            (page.theme.joins, Phrase.joined, \Week.joins), (page.theme.leaves, .left, \Week.leaves),
        ] {
            x = page.key(color, locale.phrase(name), at: Point(x, panels.flowsHeading)) - 20
            let total = total(count).map { total in locale.phrase(.inAll, locale.number(total)) }
            let sum = page.text(total ?? locale.phrase(.noData), page.type.label, page.theme.label)
            page.drawing.text(sum, at: Point(x, panels.flowsHeading))
            x += page.measure(sum).width + 36
        }
    }

    /// "▲ 201 ▼ 199" at the right end of the heading: how many came and went in all.
    private func drawFlowSums(on page: inout Page, baseline: Double) {
        var x = page.body.maxX
        let size = page.type.label
        for (color, count, isUp) in [
            (page.theme.leaves, \Week.leaves, false), (page.theme.joins, \Week.joins, true),
        ] {
            let number = total(count).map { total in page.locale.number(total) } ?? "?"
            let text = page.text(number, size, page.words(in: color), .bold)
            page.drawing.text(text, at: Point(x, baseline), anchor: Anchor(.end))
            x -= page.measure(text).width + size * 0.9
            let (low, high) = (baseline - size * 0.05, baseline - size * 0.68)
            page.drawing.fill(
                .polygon([
                    Point(x, isUp ? low : high), Point(x + size * 0.7, isUp ? low : high),
                    Point(x + size * 0.35, isUp ? high : low),
                ]), color)
            x -= size * 0.8
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
        let label = page.text(
            page.locale.number(count), page.type.footnote, page.words(in: color), .bold)
        page.drawing.text(
            label, at: Point(center, up ? end - 7 : end + 7 + label.capHeight), anchor: Anchor(.middle))
    }
}
