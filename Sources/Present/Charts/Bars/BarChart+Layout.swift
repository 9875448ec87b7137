import Canvas

extension BarChart {
    /// Draws as many bars as have room, in their order, and says how many are left out.
    package func draw(on page: inout Page) {
        guard !bars.isEmpty else { return page.explainEmptiness("Nothing recorded yet") }
        let frame = BarFrame(self, page: page)
        if !measure.isEmpty {
            page.drawing.text(
                page.text(measure, Page.TextSize.heading, page.theme.ink, .bold),
                at: Point(page.body.minX, page.body.minY + Page.TextSize.heading * 0.729))
        }
        for (row, bar) in bars.prefix(frame.rows).enumerated() {
            draw(bar, middle: frame.rowsTop + (Double(row) + 0.5) * frame.rowHeight, on: &page, frame)
        }
        page.drawing.stroke(
            .line(
                from: Point(frame.x(0), frame.rowsTop),
                to: Point(frame.x(0), frame.rowsTop + Double(frame.rows) * frame.rowHeight)),
            Stroke(page.theme.axis, width: 2))
        if frame.rows < bars.count {
            page.drawing.text(
                page.text(
                    "and \(numberText(bars.count - frame.rows)) more", frame.textSize, page.theme.note),
                at: Point(frame.x(0) + 12, frame.rowsTop + (Double(frame.rows) + 0.5) * frame.rowHeight),
                anchor: Anchor(.start, .middle))
        }
    }

    private func draw(_ bar: Bar, middle: Double, on page: inout Page, _ frame: BarFrame) {
        let theme = page.theme
        page.drawing.text(
            page.text(bar.label, frame.textSize, theme.ink, maxWidth: frame.labelWidth),
            at: Point(page.body.minX + frame.labelWidth, middle), anchor: Anchor(.end, .middle))
        let zero = frame.x(0)
        let value = bar.value ?? 0
        let end = frame.x(value)
        if bar.value != nil {
            let thickness = frame.rowHeight * 0.66
            let rect = Rect(
                x: min(zero, end), y: middle - thickness / 2, width: max(abs(end - zero), 2),
                height: thickness)
            let radii: [Double] = value < 0 ? [4, 0, 0, 4] : [0, 4, 4, 0]
            let color = bar.color ?? theme.color(0)
            page.drawing.fill(.rectangle(rect, radii: radii), color)
            // A white or yellow class colour needs an edge on a light page, a dark one on a dark page.
            if color.contrast(with: theme.background) < 1.6 {
                page.drawing.stroke(.rectangle(rect, radii: radii), Stroke(theme.axis, width: 1.5))
            }
        }
        drawValue(of: bar, at: Point(end, middle), on: &page, frame)
    }

    private func drawValue(of bar: Bar, at end: Point, on page: inout Page, _ frame: BarFrame) {
        let theme = page.theme
        let isLeft = (bar.value ?? 0) < 0
        let value = page.text(
            valueText(bar), frame.textSize, bar.value == nil ? theme.note : theme.ink,
            bar.value == nil ? .regular : .bold)
        let note = page.text(bar.note, frame.textSize, theme.label)
        let step = page.measure(isLeft && !bar.note.isEmpty ? note : value).width + frame.textSize * 0.5
        let start = isLeft ? end.x - BarFrame.valueGap : end.x + BarFrame.valueGap
        let anchor = Anchor(isLeft ? .end : .start, .middle)
        let further = isLeft ? start - step : start + step
        guard !bar.note.isEmpty else {
            return page.drawing.text(value, at: Point(start, end.y), anchor: anchor)
        }
        page.drawing.text(value, at: Point(isLeft ? further : start, end.y), anchor: anchor)
        page.drawing.text(note, at: Point(isLeft ? start : further, end.y), anchor: anchor)
    }
}
