import Canvas

extension RosterChart: ReadableChart {
    /// A row per week: size, joins and leaves, at the middle of the week on the line of sizes.
    func reading(on page: Page) -> ChartReading {
        let panels = RosterPanels(self, page: page)
        let y = panels.sizeTicks.map { ticks in
            LinearScale(ticks.domain, from: panels.sizes.maxY, to: panels.sizes.minY)
        }
        let rows = weeks.map { week in
            let place = week.size.flatMap { size in
                y.flatMap { y in page.share(of: Point(panels.x(middle(of: week)), y(Double(size)))) }
            }
            let counts = [week.size, week.joins, week.leaves].map { count in page.cell(count.map(Double.init))
            }
            return ChartReading.Row(cells: [page.locale.date(at: Double(week.start))] + counts, place: place)
        }
        let columns = [Phrase.weekColumn, .members, .joinedColumn, .leftColumn].map { page.locale.phrase($0) }
        return ChartReading(columns: columns, rows: rows, direction: .across)
    }
}

extension TrendChart: ReadableChart {
    /// A row per moment, known or expected, at the first series that knows it.
    func reading(on page: Page) -> ChartReading {
        let frame = TrendFrame(self, page: page)
        let expected = Set(series.flatMap { series in series.fan.map { step in Double(step.time) } })
        let rows = Set(times).union(expected).sorted().map { time in
            let places = series.compactMap { series in
                series.value(at: time).flatMap { value in
                    frame.flatMap { frame in page.share(of: Point(frame.x(time), frame.y(value))) }
                }
            }
            let cells = series.map { series in series.cell(at: time, on: page, decimals: decimals) }
            return ChartReading.Row(cells: [page.locale.date(at: time)] + cells, place: places.first)
        }
        let columns = [page.locale.phrase(.weekColumn)] + series.map(\.name)
        return ChartReading(columns: columns, rows: rows, direction: .across)
    }
}

extension TrendChart.Series {
    /// What was seen at a moment, or else the middle of what is expected.
    fileprivate func value(at time: Double) -> Double? {
        let seen = samples.first { sample in Double(sample.time) == time }?.value
        return seen ?? fan.first { step in Double(step.time) == time }?.value
    }

    /// What is expected is told with its range.
    fileprivate func cell(at time: Double, on page: Page, decimals: Int) -> String {
        let value = page.cell(value(at: time), decimals: decimals)
        guard let step = fan.first(where: { step in Double(step.time) == time }),
            let range = step.outer ?? step.inner
        else { return value }
        let ends = [range.lowerBound, range.upperBound].map { end in page.cell(end, decimals: decimals) }
        return "\(value) (\(ends[0])\u{2013}\(ends[1]))"
    }
}

extension BarChart: ReadableChart {
    /// A row per bar, at the bar's end.
    func reading(on page: Page) -> ChartReading {
        let frame = bars.isEmpty ? nil : BarFrame(self, page: page)
        let rows = bars.enumerated().map { index, bar in
            let place = frame.flatMap { frame -> Point? in
                guard index < frame.rows else { return nil }
                let middle = frame.rowsTop + (Double(index) + 0.5) * frame.rowHeight
                return page.share(of: Point(frame.x(bar.value ?? 0), middle))
            }
            return ChartReading.Row(
                cells: [bar.label, page.cell(bar.value, decimals: decimals)], place: place)
        }
        return ChartReading(
            columns: [page.locale.phrase(.nameColumn), measure], rows: rows, direction: .down)
    }
}
