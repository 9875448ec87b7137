import Canvas

extension Page {
    /// Horizontal lines with their values to the left of the plot.
    mutating func valueAxis(
        _ ticks: [Double], _ y: LinearScale, in plot: Rect, label: (Double) -> String
    ) {
        for tick in ticks {
            let height = y(tick)
            drawing.stroke(
                .line(from: Point(plot.minX, height), to: Point(plot.maxX, height)),
                Stroke(theme.grid, width: 1.5))
            drawing.text(
                text(label(tick), TextSize.label, theme.label), at: Point(plot.minX - 12, height),
                anchor: Anchor(.end, .middle))
        }
    }

    /// Dates under the plots: a tick of each, the year below where it begins.
    ///
    /// Labels that would reach beyond the page's body are shifted inwards.
    mutating func timeAxis(_ ticks: [TimeTick], _ x: LinearScale, in plot: Rect) {
        for tick in ticks {
            let place = x(tick.time)
            drawing.stroke(
                .line(from: Point(place, plot.maxY), to: Point(place, plot.maxY + 7)),
                Stroke(theme.axis, width: 1.5))
            for (row, string) in [tick.label, tick.year].enumerated() {
                guard let string else { continue }
                let label = text(string, TextSize.label, row == 0 ? theme.label : theme.note)
                let half = measure(label).width / 2
                let center = min(max(place, body.minX + half), body.maxX - half)
                drawing.text(
                    label, at: Point(center, plot.maxY + 16 + Double(row) * label.leading),
                    anchor: Anchor(.middle, .top))
            }
        }
    }

    /// The height that `timeAxis` takes below the plot.
    static let timeAxisHeight = 16 + TextSize.label * 2.05
}
