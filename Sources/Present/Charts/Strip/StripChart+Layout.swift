import Canvas

extension StripChart {
    /// Draws each group's dots, stacked where they would lie on each other, and its median.
    package func draw(on page: inout Page) {
        let values = groups.flatMap(\.values)
        guard let ticks = NiceTicks.forLine(values, count: 5) else {
            return page.explainEmptiness(
                groups.isEmpty ? "Nothing recorded yet" : "Nothing is known about this yet")
        }
        let plot = plot(page)
        let x = LinearScale(ticks.domain, from: plot.minX, to: plot.maxX)
        page.drawing.text(
            page.text(measure, Page.TextSize.heading, page.theme.ink, .bold),
            at: Point(page.body.minX, page.body.minY + Page.TextSize.heading * 0.729))
        page.numberAxis(ticks, x, in: plot, drawsGrid: true)
        let row = plot.height / Double(groups.count)
        for (index, group) in groups.enumerated() {
            let band = Rect(
                x: plot.minX, y: plot.minY + Double(index) * row, width: plot.width, height: row)
            draw(group, group.color ?? page.theme.color(index), in: band, x, on: &page)
        }
    }

    private func plot(_ page: Page) -> Rect {
        let names = page.widest(groups.map(\.label), size: Page.TextSize.label, weight: .bold)
        let counts = page.widest(groups.map(countText), size: Page.TextSize.footnote)
        let left = min(max(names, counts), page.body.width * 0.3) + 24
        return page.body.inset(
            left: left, top: Page.TextSize.heading + 26, right: 26,
            bottom: Page.numberAxisHeight(named: false))
    }

    private func countText(_ group: Group) -> String {
        group.unknown == 0
            ? numberText(group.values.count)
            : "\(numberText(group.values.count)), \(numberText(group.unknown)) no data"
    }

    private func draw(
        _ group: Group, _ color: Color, in band: Rect, _ x: LinearScale, on page: inout Page
    ) {
        let width = band.minX - page.body.minX - 24
        page.drawing.text(
            page.text(group.label, Page.TextSize.label, page.theme.ink, .bold, maxWidth: width),
            at: Point(band.minX - 24, band.midY - 4), anchor: Anchor(.end))
        page.drawing.text(
            page.text(countText(group), Page.TextSize.footnote, page.theme.label, maxWidth: width),
            at: Point(band.minX - 24, band.midY + 8), anchor: Anchor(.end, .top))
        // The median's number stands above the dots.
        let top = band.minY + Page.TextSize.footnote * 1.5
        let dots = Rect(x: band.minX, y: top, width: band.width, height: band.maxY - top)
        let radius = min(7, max(2.5, dots.height / 10))
        for place in swarm(group.values.map { value in x(value) }, radius: radius, height: dots.height * 0.85)
        {
            page.drawing.fill(
                .circle(Point(place.x, dots.midY + place.y), radius: radius), color.opacity(0.75))
        }
        guard let median = group.median else { return }
        let place = x(median)
        page.drawing.stroke(
            .line(from: Point(place, top), to: Point(place, dots.maxY - 2)),
            Stroke(page.theme.ink, width: 3))
        let label = page.text(
            numberText(median, decimals: decimals), Page.TextSize.footnote, page.theme.ink, .bold)
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
