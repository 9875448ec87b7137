import Canvas

extension CalendarChart {
    /// Draws the last weeks that have room, each a column that begins with the reset's day.
    package func draw(on page: inout Page) {
        guard !days.isEmpty else { return page.explainEmptiness(.nothingYet) }
        guard days.contains(where: { day in day.value != nil }) else {
            return page.explainEmptiness(.nothingKnown)
        }
        let grid = CalendarGrid(self, page: page)
        page.heading(measure, baseline: page.firstBaseline, width: page.body.width * 0.5)
        if !page.format.isTerse {
            page.shadeKey(
                from: "0", to: page.locale.number(grid.greatest, decimals: decimals),
                baseline: page.firstBaseline)
        }
        drawNames(on: &page, grid)
        for (day, value) in grid.values { draw(value, in: grid.cell(of: day), on: &page, grid) }
        for column in 0..<grid.weeks {
            for row in 0..<7 {
                let day = grid.firstDay.adding(days: column * 7 + row)
                guard grid.values[day] == nil, grid.span.contains(day.secondsSince1970) else { continue }
                drawDash(in: grid.cell(of: day), on: &page)
            }
        }
    }

    /// The months above the weeks they begin in, and every other weekday.
    private func drawNames(on page: inout Page, _ grid: CalendarGrid) {
        let months = (0..<grid.weeks).compactMap { column -> (place: Double, string: String)? in
            let last = grid.firstDay.adding(days: column * 7 + 6)
            guard last.day <= 7 else { return nil }
            return (grid.cells.minX + (Double(column) + 0.5) * grid.side, page.locale.month(last))
        }
        let every = page.format.mostLabels.map { most in max(1, (months.count + most - 1) / most) } ?? 1
        let shown = stride(from: 0, to: months.count, by: every).map { index in months[index] }
        page.labels(shown, at: grid.cells.minY - 10, .baseline)
        for row in stride(from: 0, to: 7, by: grid.side < page.type.label * 1.2 ? 2 : 1) {
            let name = page.locale.language.weekdays[(firstWeekday + row) % 7]
            page.drawing.text(
                page.text(name, page.type.label, page.theme.label),
                at: Point(grid.cells.minX - 14, grid.cells.minY + (Double(row) + 0.5) * grid.side),
                anchor: Anchor(.end, .middle))
        }
    }

    private func draw(_ value: Double?, in cell: Rect, on page: inout Page, _ grid: CalendarGrid) {
        guard let value else { return drawDash(in: cell, on: &page) }
        let share = grid.greatest > 0 ? max(value, 0) / grid.greatest : 0
        let shade = page.theme.shade(share)
        page.drawing.fill(.rectangle(cell), shade)
        let size = min(page.type.label, cell.height * 0.55)
        let number = page.text(page.locale.number(value, decimals: decimals), size, page.theme.ink(on: shade))
        guard size >= page.type.least, page.measure(number).width + 4 <= cell.width else { return }
        page.drawing.text(number, at: Point(cell.midX, cell.midY), anchor: Anchor(.middle, .middle))
    }

    private func drawDash(in cell: Rect, on page: inout Page) {
        page.drawing.stroke(
            .line(
                from: Point(cell.midX - cell.width * 0.18, cell.midY),
                to: Point(cell.midX + cell.width * 0.18, cell.midY)),
            Stroke(page.theme.axis, width: 1.5 * page.format.stroke))
    }
}

/// Where the days lie.
private struct CalendarGrid {
    let cells: Rect
    /// Of a square cell.
    let side: Double
    let weeks: Int
    /// Of the first column's first row.
    let firstDay: CalendarDay
    /// The midnights that are shown.
    let span: ClosedRange<Double>
    let values: [CalendarDay: Double?]
    let greatest: Double

    init(_ chart: CalendarChart, page: Page) {
        let zone = page.locale.zone
        let dated = chart.days.map { day in (zone.day(at: Double(day.time)), day.value) }
        let times = dated.map { day, _ in day.secondsSince1970 }
        let (first, last) = (times.min() ?? 0, times.max() ?? 0)
        let start = CalendarDay(secondsSince1970: first)
        let begin = start.adding(days: -((start.weekday - chart.firstWeekday + 7) % 7))
        let all = Int((last - begin.secondsSince1970) / (7 * 86_400)) + 1

        let names = page.widest(page.locale.language.weekdays, size: page.type.label) + 14
        let top = page.type.heading + 12 + page.type.label * 1.5
        let free = page.body.inset(left: names, top: top)
        // Cells as large as the height allows; of a long time the last weeks.
        let height = max(free.height / 7, 1)
        let least = min(height, page.type.label * (page.format.isTerse ? 0.55 : 0.75))
        weeks = max(1, min(all, Int(free.width / least)))
        let square = min(height, free.width / Double(weeks), page.type.label * 2.6)
        side = square >= 6 ? square.rounded(.down) : square
        cells = Rect(
            x: free.minX.rounded(), y: free.minY.rounded(), width: side * Double(weeks), height: side * 7)
        firstDay = begin.adding(days: (all - weeks) * 7)
        span = max(first, firstDay.secondsSince1970)...max(last, firstDay.secondsSince1970)
        let from = firstDay.secondsSince1970
        values = Dictionary(
            dated.filter { day, _ in day.secondsSince1970 >= from }, uniquingKeysWith: { _, later in later })
        greatest = values.values.compactMap(\.self).reduce(0, max)
    }

    func cell(of day: CalendarDay) -> Rect {
        let index = Int((day.secondsSince1970 - firstDay.secondsSince1970) / 86_400)
        return Rect(
            x: cells.minX + Double(index / 7) * side + 1, y: cells.minY + Double(index % 7) * side + 1,
            width: max(side - 2, 0.5), height: max(side - 2, 0.5))
    }
}
