import Canvas

extension StackChart {
    /// Draws the axis, the bars and their names; the number of a part stands in it where there is room.
    package func draw(on page: inout Page) {
        guard !columns.isEmpty, !parts.isEmpty else { return page.explainEmptiness(.nothingYet) }
        guard highest > 0 else {
            return page.explainEmptiness(.onlyZero, page.locale.number(columns.count))
        }
        let frame = StackFrame(self, page: page)
        page.heading(measure, baseline: page.firstBaseline)
        page.valueAxis(frame.ticks, frame.y, in: frame.plot)
        for (index, column) in columns.enumerated() {
            if arrangement == .stacked {
                stack(column, center: frame.center(of: index), frame, on: &page)
            } else {
                group(column, center: frame.center(of: index), frame, on: &page)
            }
        }
        page.drawing.stroke(
            .line(
                from: Point(frame.plot.minX, frame.y(0)), to: Point(frame.plot.maxX, frame.y(0))),
            Stroke(page.theme.axis, width: 2 * page.hairline))
        frame.namesParts ? drawNames(on: &page, frame) : drawKey(on: &page)
        drawLabels(on: &page, frame)
    }

    private func color(of part: Int, _ page: Page) -> Color { page.mark(parts[part].color, part) }

    private func stack(_ column: Column, center: Double, _ frame: StackFrame, on page: inout Page) {
        var base = 0.0
        let width = frame.barWidth
        for (part, value) in zip(parts.indices, column.values) where value > 0 {
            let box = frame.box(center - width / 2, width, from: base, to: base + value)
            base += value
            draw(box, part, value, on: &page)
        }
        guard column.unknown > 0 else { return }
        drawUnknown(
            frame.box(center - width / 2, width, from: base, to: base + column.unknown), on: &page)
    }

    private func group(_ column: Column, center: Double, _ frame: StackFrame, on page: inout Page) {
        let count = parts.count + (hasUnknown ? 1 : 0)
        let width = frame.barWidth / Double(count)
        let start = center - frame.barWidth / 2
        for (part, value) in zip(parts.indices, column.values) {
            let box = frame.box(start + Double(part) * width, width, from: 0, to: value)
            draw(box, part, value, on: &page)
        }
        guard column.unknown > 0 else { return }
        drawUnknown(
            frame.box(start + Double(parts.count) * width, width, from: 0, to: column.unknown).inset(
                right: 1.5),
            on: &page)
    }

    private func draw(_ box: Rect, _ part: Int, _ value: Double, on page: inout Page) {
        guard value > 0 else { return }
        let color = color(of: part, page)
        // A line of background parts neighbours whose colours are alike.
        let inner =
            arrangement == .stacked
            ? box.inset(top: min(1.5, box.height / 3)) : box.inset(right: min(1.5, box.width / 4))
        page.drawing.fill(.rectangle(inner), color)
        let size = page.type.footnote
        let label = page.text(
            page.locale.number(value), size, page.theme.ink(on: color), .bold)
        guard box.height >= size * 1.2, page.measure(label).width + 6 <= box.width else { return }
        page.drawing.text(label, at: Point(box.midX, box.midY), anchor: Anchor(.middle, .middle))
    }

    private func drawUnknown(_ box: Rect, on page: inout Page) {
        page.drawing.fill(.rectangle(box), page.theme.gap)
        page.drawing.stroke(
            .rectangle(box), Stroke(page.theme.axis, width: 1.5 * page.hairline, dash: [5, 4]))
    }

    /// What each colour stands for, beside the measure and in as many lines as needed.
    private func drawKey(on page: inout Page) {
        let line = page.type.label * 1.5
        var baseline = page.firstBaseline
        var x = page.body.minX + page.widest([measure], size: page.type.heading, weight: .bold) + 30
        for (color, label) in keyEntries(page) {
            if x + page.keyWidth(label, weight: .regular) > page.body.maxX, x > page.body.minX {
                (x, baseline) = (page.body.minX, baseline + line)
            }
            x = page.key(color, label, at: Point(x, baseline), weight: .regular)
        }
    }

    private func keyEntries(_ page: Page) -> [(Color, String)] {
        let entries = parts.indices.map { part in (color(of: part, page), parts[part].name) }
        return entries + (hasUnknown ? [(page.theme.gap, page.locale.phrase(.noData))] : [])
    }

    /// The names beside the last column's parts, moved apart where they would overlap.
    private func drawNames(on page: inout Page, _ frame: StackFrame) {
        guard let last = columns.last else { return }
        var base = 0.0
        var wanted = zip(parts.indices, last.values).map { part, value in
            defer { base += value }
            return (part: Optional(part), y: frame.y(base + value / 2))
        }
        if hasUnknown { wanted.append((nil, frame.y(base + last.unknown / 2))) }
        let heights = spread(
            wanted.map(\.y), apart: page.type.label * 1.3, within: frame.plot.minY...frame.plot.maxY)
        let side = page.type.label * 0.5
        for ((part, _), height) in zip(wanted, heights) {
            guard let height else { continue }
            let start = Point(frame.plot.maxX + 12, height)
            let box = Rect(x: start.x, y: height - side / 2, width: side, height: side)
            if let part {
                page.drawing.fill(.rectangle(box, radius: 2), color(of: part, page))
            } else {
                page.drawing.fill(.rectangle(box), page.theme.gap)
                page.drawing.stroke(.rectangle(box), Stroke(page.theme.axis, width: 1.5, dash: [4, 3]))
            }
            let name = part.map { part in parts[part].name } ?? page.locale.phrase(.noData)
            page.drawing.text(
                page.text(name, page.type.label, page.theme.ink, maxWidth: frame.nameWidth - side - 20),
                at: Point(start.x + side + 8, height), anchor: Anchor(.start, .middle))
        }
    }

    private func drawLabels(on page: inout Page, _ frame: StackFrame) {
        let every = page.labelStep(columns: columns.map(\.label), slot: frame.slot)
        let shown = stride(from: (columns.count - 1) % every, to: columns.count, by: every)
        page.labels(
            shown.map { index in (frame.center(of: index), columns[index].label) },
            at: frame.plot.maxY + 16, .top)
    }
}

/// Where the columns lie.
struct StackFrame {
    let plot: Rect
    let ticks: NiceTicks
    let y: LinearScale
    let slot: Double
    let barWidth: Double
    /// Whether the parts are named beside the last column instead of in a key.
    let namesParts: Bool
    let nameWidth: Double

    init(_ chart: StackChart, page: Page) {
        let line = page.type.label * 1.3
        let bottom = page.type.label * 1.05 + 16
        let names = chart.parts.map(\.name) + (chart.hasUnknown ? [page.locale.phrase(.noData)] : [])
        let head = page.type.heading + 16
        let free = page.body.height - head - bottom
        namesParts =
            chart.arrangement == .stacked && Double(names.count) * line <= free && chart.columns.count <= 60
        nameWidth =
            namesParts
            ? min(
                page.widest(names, size: page.type.label) + 22 + page.type.label * 0.5, page.body.width * 0.3)
            : 0
        let keyLines = namesParts ? 0 : Self.keyLines(names, chart.measure, page)
        let top = head + Double(keyLines) * page.type.label * 1.5
        let height = page.body.height - top - bottom
        ticks = page.ticks(
            covering: 0...chart.highest, count: 4, most: page.format.labels(inHeight: height),
            wholeNumbers: chart.highest >= 4)
        plot = page.body.inset(
            left: page.widest(page.labels(of: ticks), size: page.type.label) + 12, top: top,
            right: nameWidth, bottom: bottom)
        y = LinearScale(ticks.domain, from: plot.maxY, to: plot.minY)
        slot = plot.width / Double(max(chart.columns.count, 1))
        let most = chart.arrangement == .stacked ? 4.5 : 9
        barWidth = min(max(slot * 0.76, 1), page.type.label * most)
    }

    /// How many further lines the key takes, below the measure's.
    private static func keyLines(_ names: [String], _ measure: String, _ page: Page) -> Int {
        var x = page.body.minX + page.widest([measure], size: page.type.heading, weight: .bold) + 30
        var lines = 0
        for name in names {
            let width = page.keyWidth(name, weight: .regular)
            if x + width > page.body.maxX, x > page.body.minX { (x, lines) = (page.body.minX, lines + 1) }
            x += width + 30
        }
        return lines
    }

    func center(of index: Int) -> Double { plot.minX + (Double(index) + 0.5) * slot }

    func box(_ x: Double, _ width: Double, from low: Double, to high: Double) -> Rect {
        Rect(x: x, y: y(high), width: width, height: y(low) - y(high))
    }
}
