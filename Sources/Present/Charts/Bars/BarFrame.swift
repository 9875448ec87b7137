import Canvas

/// Where the rows of a bar chart lie, and the scale of their bars.
struct BarFrame {
    static let valueGap = 10.0
    private static let tallestRow = 3.1

    /// How many bars have room.
    let rows: Int
    let rowsTop: Double
    let rowHeight: Double
    let textSize: Double
    let labelWidth: Double
    let x: LinearScale

    init(_ chart: BarChart, page: Page) {
        let body = page.body.inset(top: chart.hasHead ? page.type.heading + 16 : 0)
        // The last place says how many bars are left out.
        let (rows, places) = page.rows(
            of: chart.bars.count, inHeight: body.height, lowest: page.lowestRow(22))
        self.rows = rows
        rowHeight = min(
            max(body.height, 1) / Double(max(places, 1)), page.type.label * Self.tallestRow)
        rowsTop = body.minY
        let textSize = page.textSize(inRow: rowHeight, most: page.type.subtitle)
        self.textSize = textSize
        let shown = chart.bars.prefix(rows)
        labelWidth = min(page.widest(shown.map(\.label), size: textSize) + 1, body.width * 0.34)
        x = Self.scale(chart, Array(shown), textSize, page, from: body.minX + labelWidth + 14, to: body.maxX)
    }

    /// What a bar takes on one side of the zero line, in units of the value and in pixels.
    private struct Side {
        var length: Double
        var text: Double
    }

    /// Leaves room for each value beyond the end of its own bar, no more: long values beside short bars cost nothing.
    private static func scale(
        _ chart: BarChart, _ bars: [BarChart.Bar], _ textSize: Double, _ page: Page, from start: Double,
        to end: Double
    ) -> LinearScale {
        let ends = bars.map { bar in chart.reach(of: bar) }
        let low = min(ends.map(\.lowerBound).min() ?? 0, 0)
        let high = max(ends.map(\.upperBound).max() ?? 0, 0)
        let span = high > low ? high - low : 1
        let texts = bars.map { bar in
            page.widest([chart.drawnText(bar, page.locale)], size: textSize, weight: .bold)
                + (bar.note.isEmpty ? 0 : page.widest([bar.note], size: textSize) + textSize * 0.5) + valueGap
        }
        // Each pair of a value left of the zero line and one right of it has to fit beside their bars.
        var left = [Side(length: -low, text: 0)]
        var right = [Side(length: high, text: 0)]
        for (index, bar) in bars.enumerated() {
            if chart.isLeft(bar) {
                left.append(Side(length: -ends[index].lowerBound, text: texts[index]))
            } else {
                right.append(Side(length: ends[index].upperBound, text: texts[index]))
            }
        }
        var perUnit = max(end - start, 1) / span
        for one in left {
            for other in right where one.length + other.length > 0 {
                perUnit = min(
                    perUnit, max(end - start - one.text - other.text, 1) / (one.length + other.length))
            }
        }
        let zero = start + (left.map { one in one.length * perUnit + one.text }.max() ?? 0)
        return LinearScale(
            low...(low + span), from: zero + low * perUnit, to: zero + (low + span) * perUnit)
    }
}

extension BarChart {
    var hasHead: Bool { !measure.isEmpty || intervalLabel != nil }

    /// Whether the value stands to the left of its bar.
    func isLeft(_ bar: Bar) -> Bool { (bar.value ?? 0) < 0 }

    /// What bar and whiskers cover, zero included.
    func reach(of bar: Bar) -> ClosedRange<Double> {
        let ends = [0, bar.value ?? 0] + (bar.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
        return (ends.min() ?? 0)...(ends.max() ?? 0)
    }
}
