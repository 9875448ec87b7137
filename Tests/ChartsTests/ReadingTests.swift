import Canvas
import Testing

@testable import Charts

/// The numbers behind a picture, and the places where it shows them.
@Suite struct `Readings` {
    private func reading(_ chart: some Chart, _ format: ChartFormat = .dashboard) throws -> ChartReading {
        try #require(chart.reading(in: ChartStyle(format: format, theme: .light), measure: evenWidth))
    }

    @Test func `a roster tells every week, and a dash for what is unknown`() throws {
        let chart = Samples.roster(Samples.weeks(9, unknown: [3]))
        let reading = try reading(chart)
        #expect(reading.columns == ["Week of", "Members", "Joined", "Left"])
        #expect(reading.rows.count == chart.weeks.count)
        #expect(reading.rows[3].cells.dropFirst() == ["\u{2013}", "\u{2013}", "\u{2013}"])
        #expect(reading.rows[3].place == nil)
        #expect(reading.rows[4].place != nil)
    }

    @Test(arguments: [ChartFormat.dashboard, .discord, .wide])
    func `places go from left to right, and greater values lie higher`(format: ChartFormat) throws {
        let samples = [0, 5, 9, 2].enumerated().map { index, value in
            TrendChart.Sample(time: Samples.firstWeek + Int64(index) * Samples.week, value: Double(value))
        }
        let chart = TrendChart(title: "T", measure: "M", series: [.init(name: "M", samples: samples)])
        let places = try reading(chart, format).rows.map { row in try #require(row.place) }
        #expect(places.map(\.x) == places.map(\.x).sorted() && Set(places.map(\.x)).count == 4)
        #expect(places[2].y < places[1].y && places[1].y < places[3].y && places[3].y < places[0].y)
        #expect(places.allSatisfy { place in (0...1).contains(place.x) && (0...1).contains(place.y) })
    }

    @Test func `the last place is where the line's dot is drawn`() throws {
        let style = ChartStyle(format: .dashboard, theme: .light)
        let place = try #require(try reading(Samples.trend).rows.last { row in row.place != nil }?.place)
        let size = style.format.size
        let drawing = Samples.trend.drawing(in: style, measure: evenWidth)
        let isDrawn = drawing.commands.contains { command in
            guard case .fill(let path, _) = command, let first = path.elements.first,
                case .move(let point) = first
            else { return false }
            let reach = 7.0
            return abs(point.x - place.x * size.width) < reach && abs(point.y - place.y * size.height) < reach
        }
        #expect(isDrawn)
    }

    @Test func `a heat map tells every row, and the places of those that are drawn`() throws {
        let reading = try reading(Samples.heatMap(rows: 500, columns: 8), .dashboard.showingAllRows(most: 40))
        #expect(reading.rows.count == 500 && reading.rows.allSatisfy { row in row.cells.count == 9 })
        let places = reading.rows.compactMap(\.place?.y)
        #expect(places.count == 40 && places == places.sorted() && Set(places).count == 40)
        let map = HeatMapChart(
            title: "T", measure: "Runs", columns: ["a", "b"],
            rows: [HeatMapChart.Row(label: "x", values: [3])])
        let told = try self.reading(map)
        #expect(told.columns == ["Name", "a", "b"] && told.rows[0].cells == ["x", "3", "\u{2013}"])
    }

    @Test func `a curve tells its shares with their bands, and a dash where another goes on alone`() throws {
        let chart = CurveChart(
            title: "T", measure: "M", axis: "weeks since joining",
            lines: [
                .init(name: "A", points: [.init(x: 0, share: 1), .init(x: 2, share: 0.4, band: 0.3...0.52)]),
                .init(name: "B", points: [.init(x: 1, share: 0.7)]),
            ])
        let reading = try reading(chart)
        #expect(reading.columns == ["Weeks since joining", "A", "B"])
        let unknown = "\u{2013}"
        let cells = reading.rows.map { row in
            row.cells.map { cell in cell.replacing("\u{00A0}", with: "").replacing("\u{202F}", with: "") }
        }
        #expect(
            cells == [
                ["0", "100%", unknown], ["1", unknown, "70%"], ["2", "40% (30%\u{2013}52%)", unknown],
            ])
        let places = try reading.rows.map { row in try #require(row.place) }
        #expect(places[0].x < places[1].x && places[1].x < places[2].x && places[0].y < places[2].y)
    }

    @Test func `what is expected is told with its range`() throws {
        let week = Samples.week
        let chart = TrendChart(
            title: "T", measure: "M",
            series: [
                .init(
                    name: "M", samples: [.init(time: 0, value: 10), .init(time: week, value: 11)],
                    fan: [.init(time: 2 * week, value: 12, inner: 11...13, outer: 9...15)])
            ])
        let rows = try reading(chart).rows
        #expect(rows.map { row in row.cells[1] } == ["10", "11", "12 (9\u{2013}15)"])
    }

    @Test func `bars are told in German, the unknown too`() throws {
        let chart = BarChart(
            title: "T", measure: "Mitglieder",
            bars: [.init(label: "Magier", value: 1_234), .init(label: "Mönch", value: nil)])
        let style = ChartStyle(format: .dashboard, theme: .light, locale: .german)
        let reading = try #require(chart.reading(in: style, measure: evenWidth))
        #expect(reading.rows.map(\.cells) == [["Magier", "1.234"], ["Mönch", "\u{2013}"]])
        #expect(reading.direction == .down)
    }

    @Test func `a ranking tells everybody's places, and a dash where there was none`() throws {
        let chart = BumpChart(
            title: "T", columns: ["7 May", "14 May"],
            lines: [.init(name: "Ada", places: [2, 1]), .init(name: "Bo", places: [1, nil])])
        let reading = try #require(chart.reading(in: ChartStyle(), measure: evenWidth))
        #expect(reading.columns == ["Name", "7 May", "14 May"])
        #expect(reading.rows.map(\.cells) == [["Ada", "2", "1"], ["Bo", "1", "\u{2013}"]])
        let places = reading.rows.map(\.place)
        let (ada, bo) = (try #require(places[0]), try #require(places[1]))
        // Both stand on the first row, one at the end and one at the start.
        #expect(ada.y == bo.y && ada.x > bo.x)
    }

    @Test func `a kind that does not tell its numbers has no reading`() {
        #expect(Samples.people.reading(in: ChartStyle(), measure: evenWidth) == nil)
    }
}
