import Canvas

extension BarChart {
    /// Draws as many bars as have room, in their order, and says how many are left out.
    package func draw(on page: inout Page) {
        guard !bars.isEmpty else { return page.explainEmptiness(.nothingYet) }
        let frame = BarFrame(self, page: page)
        drawHead(on: &page)
        for (row, bar) in bars.prefix(frame.rows).enumerated() {
            draw(bar, middle: frame.rowsTop + (Double(row) + 0.5) * frame.rowHeight, on: &page, frame)
        }
        page.drawing.stroke(
            .line(
                from: Point(frame.x(0), frame.rowsTop),
                to: Point(frame.x(0), frame.rowsTop + Double(frame.rows) * frame.rowHeight)),
            Stroke(page.theme.axis, width: 2))
        if frame.rows < bars.count {
            page.remainder(
                bars.count - frame.rows,
                at: Point(page.body.minX, frame.rowsTop + (Double(frame.rows) + 0.5) * frame.rowHeight),
                size: frame.textSize)
        }
    }

    private func drawHead(on page: inout Page) {
        guard hasHead else { return }
        let baseline = page.firstBaseline
        let start = measure.isEmpty ? page.body.minX : page.heading(measure, baseline: baseline)
        guard let intervalLabel, bars.contains(where: { bar in bar.interval != nil }) else { return }
        let label = page.text(intervalLabel, page.type.label, page.theme.label)
        let side = page.type.label * 1.6
        guard start + side + 9 + page.measure(label).width <= page.body.maxX else { return }
        let middle = baseline - label.capHeight / 2
        page.whiskers(
            from: Point(start, middle), to: Point(start + side, middle), reach: page.type.label * 0.3,
            color: page.theme.ink)
        page.drawing.text(label, at: Point(start + side + 9, baseline))
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
            let color = page.mark(bar.color)
            page.drawing.fill(.rectangle(rect, radii: radii), color)
        }
        let reach = reach(of: bar)
        if let interval = bar.interval {
            page.whiskers(
                from: Point(frame.x(interval.lowerBound), middle),
                to: Point(frame.x(interval.upperBound), middle), reach: frame.rowHeight * 0.16,
                color: theme.ink)
        }
        let outer = isLeft(bar) ? reach.lowerBound : reach.upperBound
        drawValue(of: bar, at: Point(frame.x(outer), middle), on: &page, frame)
    }

    private func drawValue(of bar: Bar, at end: Point, on page: inout Page, _ frame: BarFrame) {
        let theme = page.theme
        let isLeft = isLeft(bar)
        let value = page.text(
            drawnText(bar, page.locale), frame.textSize, bar.value == nil ? theme.note : theme.ink,
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
