import Canvas

/// Where a trend chart's plot lies, and its scales.
struct TrendFrame {
    /// From the end of the plot to the labels; leader lines run here.
    static func gap(before chart: TrendChart) -> Double { chart.series.count == 1 ? 22 : 46 }

    let plot: Rect
    /// The baseline of the heading above the value axis.
    let heading: Double
    let x: LinearScale
    let y: LinearScale

    init(_ chart: TrendChart, ticks: NiceTicks, page: Page) {
        let numbers = ticks.values.map { value in numberText(value, decimals: ticks.decimals) }
        let left = page.widest(numbers, size: Page.TextSize.label) + 12
        let widest = chart.series.map { series in
            page.measure(Self.label(of: series, chart, page, page.theme.ink)).width
        }.max()
        heading = page.body.minY + Page.TextSize.heading * 0.729
        plot = page.body.inset(
            left: left, top: Page.TextSize.heading + 20, right: (widest ?? 0) + Self.gap(before: chart),
            bottom: Page.timeAxisHeight)
        let times = chart.times
        x = LinearScale((times.first ?? 0)...(times.last ?? 0), from: plot.minX, to: plot.maxX)
        y = LinearScale(ticks.domain, from: plot.maxY, to: plot.minY)
    }

    func place(_ point: TrendChart.Sample) -> Point? {
        point.value.map { value in Point(x(Double(point.time)), y(value)) }
    }

    func label(of series: TrendChart.Series, _ chart: TrendChart, _ page: Page, _ color: Color) -> Text {
        Self.label(of: series, chart, page, color)
    }

    static func labelHeight(several: Bool) -> Double {
        (several ? Page.TextSize.label : Page.TextSize.value) * 1.3
    }

    /// "Healers 631": only the value when there is one line, whose name the title tells.
    private static func label(
        of series: TrendChart.Series, _ chart: TrendChart, _ page: Page, _ color: Color
    ) -> Text {
        let value = series.last?.value.map { value in numberText(value, decimals: chart.decimals) } ?? ""
        if chart.series.count == 1 { return page.text(value, Page.TextSize.value, color, .bold) }
        return page.text(
            "\(value)  \(series.name)", Page.TextSize.label, color, .bold, maxWidth: page.body.width * 0.26)
    }
}

/// The heights moved apart to at least `apart`, as little as possible, in their order and inside the range.
///
/// Nil for those that find no room, from the last one on.
func spread(_ heights: [Double], apart: Double, within range: ClosedRange<Double>) -> [Double?] {
    let room = Int((range.upperBound - range.lowerBound) / apart) + 1
    let chosen = heights.indices.prefix(max(room, 0)).sorted { left, right in
        heights[left] == heights[right] ? left < right : heights[left] < heights[right]
    }
    // Labels that touch form a block, which sits at the mean of the places its labels want.
    var blocks: [(wanted: [Double], top: Double)] = []
    for index in chosen {
        var block = (wanted: [heights[index]], top: 0.0)
        while true {
            let height = Double(block.wanted.count - 1) * apart
            let offsets = block.wanted.enumerated().map { place, wanted in wanted - Double(place) * apart }
            let mean = offsets.reduce(0, +) / Double(offsets.count)
            block.top = max(min(mean, range.upperBound - height), range.lowerBound)
            guard let above = blocks.last,
                above.top + Double(above.wanted.count) * apart > block.top
            else { break }
            blocks.removeLast()
            block.wanted = above.wanted + block.wanted
        }
        blocks.append(block)
    }
    let places = blocks.flatMap { block in
        block.wanted.indices.map { place in block.top + Double(place) * apart }
    }
    var result = [Double?](repeating: nil, count: heights.count)
    for (index, place) in zip(chosen, places) { result[index] = place }
    return result
}
