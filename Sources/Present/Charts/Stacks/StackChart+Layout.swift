import Canvas

extension StackChart {
    /// Draws the key, the axis and the bars; the number of a part stands in it where there is room.
    package func draw(on page: inout Page) {
        guard !columns.isEmpty, !parts.isEmpty else { return page.explainEmptiness("Nothing recorded yet") }
        guard highest > 0 else {
            return page.explainEmptiness("Nothing but zero in \(numberText(columns.count)) of them")
        }
        let ticks = NiceTicks(covering: 0...highest, count: 4, wholeNumbers: highest >= 4)
        let keyHeight = drawKey(on: &page)
        let numbers = ticks.values.map { value in numberText(value, decimals: ticks.decimals) }
        let plot = page.body.inset(
            left: page.widest(numbers, size: Page.TextSize.label) + 12, top: keyHeight + 16,
            bottom: Page.TextSize.label * 1.05 + 16)
        let y = LinearScale(ticks.domain, from: plot.maxY, to: plot.minY)
        page.valueAxis(ticks.values, y, in: plot) { value in numberText(value, decimals: ticks.decimals) }
        let slot = plot.width / Double(columns.count)
        for (index, column) in columns.enumerated() {
            let center = plot.minX + (Double(index) + 0.5) * slot
            draw(column, center: center, width: min(max(slot * 0.7, 1), 90), y, on: &page)
        }
        page.drawing.stroke(
            .line(from: Point(plot.minX, y(0)), to: Point(plot.maxX, y(0))),
            Stroke(page.theme.axis, width: 2))
        drawLabels(slot: slot, plot, on: &page)
    }

    private func color(of part: Int, _ page: Page) -> Color { parts[part].color ?? page.theme.color(part) }

    private func draw(
        _ column: Column, center: Double, width: Double, _ y: LinearScale, on page: inout Page
    ) {
        var base = 0.0
        let size = Page.TextSize.footnote
        for (part, value) in zip(parts.indices, column.values) where value > 0 {
            let box = Rect(
                x: center - width / 2, y: y(base + value), width: width, height: y(base) - y(base + value))
            base += value
            let color = color(of: part, page)
            // A line of background parts neighbours whose colours are alike.
            page.drawing.fill(
                .rectangle(box.inset(top: min(1.5, box.height / 3))), color)
            let label = page.text(numberText(value), size, page.theme.ink(on: color), .bold)
            guard box.height >= size * 1.25, page.measure(label).width + 6 <= width else { continue }
            page.drawing.text(label, at: Point(box.midX, box.midY), anchor: Anchor(.middle, .middle))
        }
        guard column.unknown > 0 else { return }
        let top = y(base + column.unknown)
        let box = Rect(x: center - width / 2, y: top, width: width, height: y(base) - top)
        page.drawing.fill(.rectangle(box), page.theme.gap)
        page.drawing.stroke(.rectangle(box), Stroke(page.theme.axis, width: 1.5, dash: [5, 4]))
    }

    /// The measure and what each colour stands for, in as many lines as needed; the height it takes.
    private func drawKey(on page: inout Page) -> Double {
        let line = Page.TextSize.label * 1.5
        var baseline = page.body.minY + Page.TextSize.heading * 0.729
        let name = page.text(measure, Page.TextSize.heading, page.theme.ink, .bold)
        page.drawing.text(name, at: Point(page.body.minX, baseline))
        var x = page.body.minX + page.measure(name).width + 30
        var entries = parts.indices.map { part in (color(of: part, page), parts[part].name) }
        if hasUnknown { entries.append((page.theme.gap, "no data")) }
        for (color, label) in entries {
            let width = page.widest([label], size: Page.TextSize.label) + 25
            if x + width > page.body.maxX, x > page.body.minX {
                (x, baseline) = (page.body.minX, baseline + line)
            }
            x = page.key(color, label, at: Point(x, baseline), weight: .regular)
        }
        return baseline - page.body.minY + 6
    }

    private func drawLabels(slot: Double, _ plot: Rect, on page: inout Page) {
        let width = page.widest(columns.map(\.label), size: Page.TextSize.label) + 16
        let every = max(1, Int((width / slot).rounded(.up)))
        let shown = stride(from: (columns.count - 1) % every, to: columns.count, by: every)
        page.labels(
            shown.map { index in (plot.minX + (Double(index) + 0.5) * slot, columns[index].label) },
            at: plot.maxY + 16, .top)
    }
}
