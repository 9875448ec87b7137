import Canvas

extension Page {
    /// Round numbers for a line's values, no more than fit an axis of this height.
    func ticks(
        forLine values: [Double], count: Int, height: Double, wholeNumbers: Bool = false
    ) -> NiceTicks? {
        let most = format.labels(inHeight: height)
        for count in stride(from: min(count, most), through: 1, by: -1) {
            let ticks = NiceTicks.forLine(values, count: count, wholeNumbers: wholeNumbers)
            if let ticks, ticks.values.count > most, count > 1 { continue }
            return ticks
        }
        return nil
    }

    /// Round numbers that cover the range, no more than `most`.
    func ticks(
        covering range: ClosedRange<Double>, count: Int, most: Int, wholeNumbers: Bool = false
    ) -> NiceTicks {
        var ticks = NiceTicks(covering: range, count: min(count, most), wholeNumbers: wholeNumbers)
        for count in stride(from: min(count, most) - 1, through: 1, by: -1) where ticks.values.count > most {
            ticks = NiceTicks(covering: range, count: count, wholeNumbers: wholeNumbers)
        }
        return ticks
    }

    /// The numbers of an axis as they are written.
    func labels(of ticks: NiceTicks) -> [String] {
        let greatest = ticks.values.map(abs).max() ?? 0
        return ticks.values.map { value in
            locale.tick(value, decimals: ticks.decimals, greatest: greatest)
        }
    }

    /// Horizontal lines with their values to the left of the plot.
    mutating func valueAxis(_ ticks: NiceTicks, _ y: LinearScale, in plot: Rect) {
        valueAxis(Array(zip(ticks.values, labels(of: ticks))), y, in: plot)
    }

    /// Horizontal lines with these labels to the left of the plot.
    mutating func valueAxis(_ ticks: [(value: Double, label: String)], _ y: LinearScale, in plot: Rect) {
        for (value, label) in ticks {
            let height = y(value)
            drawing.stroke(
                .line(from: Point(plot.minX, height), to: Point(plot.maxX, height)),
                Stroke(theme.grid, width: 1.5 * hairline))
            drawing.text(
                text(label, type.label, theme.label), at: Point(plot.minX - 12, height),
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
            let label = text(string, type.label, theme.label)
            let half = measure(label).width / 2
            let center = max(body.minX + half, min(place, body.maxX - half))
            guard center - half >= end + 10 else { continue }
            end = center + half
            drawing.text(label, at: Point(center, y), anchor: Anchor(.middle, vertical))
        }
    }

    /// Every how many of the columns can be labelled, given their widest label.
    func labelStep(columns: [String], slot: Double) -> Int {
        let width = widest(columns, size: type.label) + 16
        let fitting = max(1, Int((width / slot).rounded(.up)))
        guard let most = format.mostLabels else { return fitting }
        return max(fitting, (columns.count + most - 1) / most)
    }

    /// Numbers under the plot, with upright lines through it where they are asked for, and at the axis's end what
    /// they measure.
    mutating func numberAxis(
        _ ticks: NiceTicks, _ x: LinearScale, in plot: Rect, drawsGrid: Bool, measure name: String = "",
        weight: Text.Weight = .regular
    ) {
        let shown = zip(ticks.values, labels(of: ticks)).filter { tick, _ in x.domain.contains(tick) }
        for (tick, _) in shown {
            let place = x(tick)
            let top = Point(place, drawsGrid ? plot.minY : plot.maxY)
            drawing.stroke(
                .line(from: top, to: Point(place, drawsGrid ? plot.maxY : plot.maxY + 7)),
                Stroke(drawsGrid ? theme.grid : theme.axis, width: 1.5 * hairline))
        }
        labels(
            shown.map { tick, label in (place: x(tick), string: label) }, at: plot.maxY + axisGap(14), .top)
        guard !name.isEmpty else { return }
        drawing.text(
            text(name, type.label, theme.label, weight, maxWidth: body.width),
            at: Point(plot.maxX, plot.maxY + axisGap(14) + type.label * 1.35), anchor: Anchor(.end, .top))
    }

    /// The height that `numberAxis` takes below the plot.
    func numberAxisHeight(named: Bool) -> Double { axisGap(14) + type.label * (named ? 2.3 : 1) }

    /// From the plot to the labels below it: large ones would touch the lowest label beside the plot.
    func axisGap(_ usual: Double) -> Double { max(usual, type.label * 0.365 + 6) }

    /// Dates for a time axis of this width.
    func timeTicks(for times: [Double], in domain: ClosedRange<Double>, width: Double) -> [TimeTick] {
        TimeTicks(locale: locale, scale: type.label / 20, most: format.mostLabels)
            .ticks(for: times, in: domain, width: width)
    }

    /// Dates under the plots: a tick of each, the year below where it begins, or behind it where room is scarce.
    ///
    /// Labels that would reach beyond the page's body are shifted inwards.
    mutating func timeAxis(_ ticks: [TimeTick], _ x: LinearScale, in plot: Rect) {
        for tick in ticks {
            let place = x(tick.time)
            drawing.stroke(
                .line(from: Point(place, plot.maxY), to: Point(place, plot.maxY + 7)),
                Stroke(theme.axis, width: 1.5 * hairline))
        }
        labels(
            ticks.map { tick in (place: x(tick.time), string: tick.label) }, at: plot.maxY + axisGap(16), .top
        )
        for tick in ticks {
            guard let string = tick.year else { continue }
            let label = text(string, type.label, theme.note)
            let half = measure(label).width / 2
            drawing.text(
                label,
                at: Point(
                    min(max(x(tick.time), body.minX + half), body.maxX - half),
                    plot.maxY + axisGap(16) + label.leading
                ),
                anchor: Anchor(.middle, .top))
        }
    }

    /// The height that `timeAxis` takes below the plot.
    var timeAxisHeight: Double { axisGap(16) + type.label * (format.isTerse ? 0.8 : 2.05) }

    /// Fine lines grow less than marks do.
    var hairline: Double { 0.5 + format.stroke / 2 }
}
