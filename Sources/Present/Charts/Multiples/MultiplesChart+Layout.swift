import Canvas

extension MultiplesChart {
    /// Draws as many panels as stay legible, and says how many are left out.
    package func draw(on page: inout Page) {
        guard !panels.isEmpty, let ticks = MultiplesGrid.ticks(self, page) else {
            return page.explainEmptiness(panels.isEmpty ? .nothingYet : .nothingKnown)
        }
        let grid = MultiplesGrid(self, ticks, page: page)
        let end = page.heading(measure, baseline: page.firstBaseline, width: page.body.width * 0.6)
        let labels = page.labels(of: ticks)
        for index in 0..<grid.shown {
            let plot = grid.plot(index)
            let y = LinearScale(ticks.domain, from: plot.maxY, to: plot.minY)
            // One row of numbers at the left is enough: the axes are common.
            let isFirst = index % grid.columns == 0
            page.valueAxis(zip(ticks.values, labels).map { ($0, isFirst ? $1 : "") }, y, in: plot)
            draw(panels[index], plot, y, grid, on: &page)
        }
        drawAxes(on: &page, grid)
        guard grid.shown < panels.count else { return }
        let rest = page.text(
            page.locale.phrase(.more, page.locale.number(panels.count - grid.shown)), page.type.label,
            page.theme.note)
        guard end + page.measure(rest).width <= page.body.maxX else { return }
        page.drawing.text(rest, at: Point(page.body.maxX, page.firstBaseline), anchor: Anchor(.end))
    }

    private func draw(
        _ panel: Panel, _ plot: Rect, _ y: LinearScale, _ grid: MultiplesGrid, on page: inout Page
    ) {
        let x = LinearScale(span, from: plot.minX, to: plot.maxX)
        let color = page.mark(panel.color ?? page.theme.joins)
        let last = panel.samples.last { sample in sample.value != nil }?.value
        let value = page.text(
            last.map { last in page.locale.number(last, decimals: decimals) } ?? page.locale.phrase(.noData),
            page.type.label, last == nil ? page.theme.note : page.words(in: color), .bold)
        let baseline = plot.minY - page.type.label * 0.45
        page.drawing.text(value, at: Point(plot.maxX, baseline), anchor: Anchor(.end))
        let room = plot.width - page.measure(value).width - 14
        if room > page.type.label * 2 {
            page.drawing.text(
                page.text(panel.name, page.type.label, page.theme.ink, .bold, maxWidth: room),
                at: Point(plot.minX, baseline))
        }
        let runs = panel.samples.split { sample in sample.value == nil }.map { run in
            run.compactMap { sample in
                sample.value.map { value in Point(x(Double(sample.time)), y(value)) }
            }
        }
        page.line(runs, color: color, width: page.lineWidth * 0.8)
        if let end = runs.last?.last { page.dot(end, radius: 4, color: color) }
    }

    /// The first and the last day, below the lowest panel of each column.
    private func drawAxes(on page: inout Page, _ grid: MultiplesGrid) {
        let ends = [span.lowerBound, span.upperBound].map { time in page.locale.day(at: time) }
        for column in 0..<min(grid.columns, grid.shown) {
            let row = (grid.shown - 1 - column) / grid.columns
            let plot = grid.plot(row * grid.columns + column)
            let texts = ends.map { end in page.text(end, page.type.label, page.theme.label) }
            let widths = texts.map { text in page.measure(text).width }
            let top = plot.maxY + 10
            if widths[0] + widths[1] + 16 <= plot.width, span.upperBound > span.lowerBound {
                page.drawing.text(texts[0], at: Point(plot.minX, top), anchor: Anchor(.start, .top))
                page.drawing.text(texts[1], at: Point(plot.maxX, top), anchor: Anchor(.end, .top))
            } else if widths[1] <= plot.width {
                page.drawing.text(texts[1], at: Point(plot.maxX, top), anchor: Anchor(.end, .top))
            }
        }
    }
}

/// Where the panels lie.
private struct MultiplesGrid {
    let columns: Int
    /// How many panels are drawn.
    let shown: Int
    private let area: Rect
    private let cell: Size
    private let left: Double
    private let head: Double
    private let foot: Double
    private let gap: Double

    /// Two or three numbers: the panels are low.
    static func ticks(_ chart: MultiplesChart, _ page: Page) -> NiceTicks? {
        page.ticks(forLine: chart.values, count: 3, height: page.type.label * 3)
    }

    init(_ chart: MultiplesChart, _ ticks: NiceTicks, page: Page) {
        let label = page.type.label
        gap = label * 1.2
        left = page.widest(page.labels(of: ticks), size: label) + 12
        head = label * 1.5
        foot = label + 12
        area = page.body.inset(left: left, top: page.type.heading + 14)
        let most = max(1, Int((area.width + gap) / (label * 6.5 + gap)))
        let rows = max(1, Int((area.height - foot) / (head + label * 2.4 + 8)))
        let count = chart.panels.count
        // As square a grid as possible: four are two by two.
        let balanced = Int(Double(count).squareRoot().rounded(.up))
        let wanted = max(balanced, (count + rows - 1) / rows)
        columns = max(1, min(wanted, most, count))
        shown = min(count, columns * rows)
        let used = (shown + columns - 1) / columns
        cell = Size(
            (area.width - gap * Double(columns - 1)) / Double(columns),
            (area.height - foot) / Double(max(used, 1)))
    }

    func plot(_ index: Int) -> Rect {
        let (row, column) = index.quotientAndRemainder(dividingBy: columns)
        return Rect(
            x: area.minX + Double(column) * (cell.width + gap),
            y: area.minY + Double(row) * cell.height + head,
            width: cell.width, height: max(cell.height - head - 8, 1))
    }
}
