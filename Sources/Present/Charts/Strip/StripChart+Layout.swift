import Canvas

extension StripChart {
    /// Draws each group's dots, stacked where they would lie on each other, and its median.
    package func draw(on page: inout Page) {
        let values = groups.flatMap(\.values)
        guard let ticks = page.ticks(forLine: values, count: 5, height: .infinity) else {
            return page.explainEmptiness(groups.isEmpty ? .nothingYet : .nothingKnown)
        }
        let plot = plot(page)
        let x = LinearScale(ticks.domain, from: plot.minX, to: plot.maxX)
        page.heading(measure, baseline: page.firstBaseline)
        page.numberAxis(ticks, x, in: plot, drawsGrid: true)
        let row = plot.height / Double(groups.count)
        for (index, group) in groups.enumerated() {
            let band = Rect(
                x: plot.minX, y: plot.minY + Double(index) * row, width: plot.width, height: row)
            draw(group, page.mark(group.color, index), in: band, x, on: &page)
        }
    }

    /// Whether a row is too low for two lines: then the number of members is left out, and the median stands at the end.
    private func isLow(_ page: Page) -> Bool {
        let height = page.body.height - page.type.heading - 26 - page.numberAxisHeight(named: false)
        return height / Double(max(groups.count, 1)) < (page.type.label + page.type.footnote) * 1.5
    }

    private func plot(_ page: Page) -> Rect {
        let names = page.widest(groups.map(\.label), size: page.type.label, weight: .bold)
        let counts =
            isLow(page)
            ? 0 : page.widest(groups.map { group in group.countText(page.locale) }, size: page.type.footnote)
        let medians = groups.compactMap(\.median).map { median in
            page.locale.number(median, decimals: decimals)
        }
        let right = isLow(page) ? page.widest(medians, size: page.type.label, weight: .bold) + 24 : 26
        let left = min(max(names, counts), page.body.width * (isLow(page) ? 0.37 : 0.3)) + 24
        return page.body.inset(
            left: left, top: page.type.heading + 26, right: right,
            bottom: page.numberAxisHeight(named: false))
    }

    private func drawLabel(of group: Group, in band: Rect, on page: inout Page) {
        let width = band.minX - page.body.minX - 24
        let end = band.minX - 24
        let isLow = isLow(page)
        page.drawing.text(
            page.text(group.label, page.type.label, page.theme.ink, .bold, maxWidth: width),
            at: Point(end, isLow ? band.midY : band.midY - 4),
            anchor: Anchor(.end, isLow ? .middle : .baseline))
        guard !isLow else { return }
        page.drawing.text(
            page.text(group.countText(page.locale), page.type.footnote, page.theme.label, maxWidth: width),
            at: Point(end, band.midY + 8), anchor: Anchor(.end, .top))
    }

    private func draw(_ group: Group, _ color: Color, in band: Rect, _ x: LinearScale, on page: inout Page) {
        drawLabel(of: group, in: band, on: &page)
        let isLow = isLow(page)
        // The median's number stands above the dots, or at the end of a low row.
        let top = isLow ? band.minY + 3 : band.minY + page.type.footnote * 1.5
        let dots = Rect(x: band.minX, y: top, width: band.width, height: band.maxY - top - (isLow ? 3 : 0))
        let radius = min(7 * page.format.stroke, max(2.5, dots.height / 10))
        let places = swarm(
            group.values.map { value in x(value) }, radius: radius, height: dots.height * 0.85)
        for place in places {
            page.drawing.fill(
                .circle(Point(place.x, dots.midY + place.y), radius: radius), color.opacity(0.85))
        }
        guard let median = group.median else { return }
        let place = x(median)
        page.drawing.stroke(
            .line(from: Point(place, top), to: Point(place, dots.maxY - 2)),
            Stroke(page.theme.ink, width: 3 * page.hairline))
        let label = page.text(
            page.locale.number(median, decimals: decimals), isLow ? page.type.label : page.type.footnote,
            page.theme.ink, .bold)
        if isLow {
            return page.drawing.text(
                label, at: Point(page.body.maxX, band.midY), anchor: Anchor(.end, .middle))
        }
        let half = page.measure(label).width / 2
        page.drawing.text(
            label, at: Point(min(max(place, band.minX + half), band.maxX + 26 - half), top - 5),
            anchor: Anchor(.middle))
    }
}

/// Places for dots at these ascending x, moved up and down in turn as little as needed so that they do not overlap;
/// where the height does not suffice, they do.
func swarm(_ xs: [Double], radius: Double, height: Double) -> [Point] {
    let step = radius * 2 + 1
    let lanes = max(1, Int(height / step))
    // From the middle outwards: 0, up, down, further up, …
    let offsets = (0..<lanes).map { lane in
        Double((lane + 1) / 2) * step * (lane.isMultiple(of: 2) ? 1 : -1)
    }
    var ends = [Double](repeating: -.infinity, count: lanes)
    return xs.map { x in
        let free = ends.firstIndex { end in x - end >= step }
        let lane = free ?? ends.indices.min { left, right in ends[left] < ends[right] } ?? 0
        ends[lane] = x
        return Point(x, offsets[lane])
    }
}
