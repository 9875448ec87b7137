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

    /// Labels beside each other, each centred on its place, shifted inwards where it would leave the page's body and
    /// left out where it would touch the one before.
    mutating func labels(
        _ labels: [(place: Double, string: String)], at y: Double, _ vertical: Anchor.Vertical
    ) {
        var end = -Double.infinity
        for (place, string) in labels {
            let label = text(string, TextSize.label, theme.label)
            let half = measure(label).width / 2
            let center = max(body.minX + half, min(place, body.maxX - half))
            guard center - half >= end + 10 else { continue }
            end = center + half
            drawing.text(label, at: Point(center, y), anchor: Anchor(.middle, vertical))
        }
    }

    /// Numbers under the plot, with upright lines through it where they are asked for, and at the axis's end what
    /// they measure.
    mutating func numberAxis(
        _ ticks: NiceTicks, _ x: LinearScale, in plot: Rect, drawsGrid: Bool, measure name: String = "",
        weight: Text.Weight = .regular
    ) {
        let shown = ticks.values.filter { tick in x.domain.contains(tick) }
        for tick in shown {
            let place = x(tick)
            let top = Point(place, drawsGrid ? plot.minY : plot.maxY)
            drawing.stroke(
                .line(from: top, to: Point(place, drawsGrid ? plot.maxY : plot.maxY + 7)),
                Stroke(drawsGrid ? theme.grid : theme.axis, width: 1.5))
        }
        let numbers = shown.map { tick in (place: x(tick), string: numberText(tick, decimals: ticks.decimals))
        }
        labels(numbers, at: plot.maxY + 14, .top)
        guard !name.isEmpty else { return }
        drawing.text(
            text(name, TextSize.label, weight == .bold ? theme.ink : theme.label, weight),
            at: Point(plot.maxX, plot.maxY + 14 + TextSize.label * 1.3), anchor: Anchor(.end, .top))
    }

    /// The height that `numberAxis` takes below the plot.
    static func numberAxisHeight(named: Bool) -> Double { 14 + TextSize.label * (named ? 2.3 : 1) }

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
