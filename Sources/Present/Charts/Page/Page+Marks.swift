import Canvas

/// The marks that several charts share.
extension Page {
    /// A line through the known points; a lone point between gaps is a dot.
    mutating func line(_ runs: [[Point]], color: Color, width: Double) {
        for run in runs {
            if run.count == 1 {
                drawing.fill(.circle(run[0], radius: width * 1.2), color)
            } else {
                drawing.stroke(.polyline(run), Stroke(color, width: width, cap: .round, join: .round))
            }
        }
    }

    /// A dot with a rim of the background, so that it stands out from its line.
    mutating func dot(_ point: Point, radius: Double, color: Color) {
        drawing.fill(.circle(point, radius: radius + 2), theme.background)
        drawing.fill(.circle(point, radius: radius), color)
    }

    /// The band of a time that nothing is known of.
    mutating func gap(fromX start: Double, toX end: Double, in plot: Rect) {
        drawing.fill(
            .rectangle(Rect(x: start, y: plot.minY, width: end - start, height: plot.height)), theme.gap)
    }

    /// A coloured square and what it stands for; returns where the next one can begin.
    mutating func key(_ color: Color, _ label: String, at point: Point, weight: Text.Weight = .bold) -> Double
    {
        let side = 16.0
        drawing.fill(
            .rectangle(Rect(x: point.x, y: point.y - side + 1, width: side, height: side), radius: 3), color)
        let text = text(label, TextSize.label, theme.ink, weight)
        drawing.text(text, at: Point(point.x + side + 9, point.y))
        return point.x + side + 9 + measure(text).width + 30
    }

    /// The key for gaps, at the right end of a heading's line.
    mutating func gapKey(endingAt point: Point) {
        let label = text("no data", TextSize.label, theme.label)
        let width = measure(label).width
        drawing.text(label, at: point, anchor: Anchor(.end))
        let box = Rect(x: point.x - width - 9 - 26, y: point.y - 16, width: 26, height: 18)
        drawing.fill(.rectangle(box, radius: 3), theme.gap)
        drawing.stroke(.rectangle(box, radius: 3), Stroke(theme.axis, width: 1))
    }
}
