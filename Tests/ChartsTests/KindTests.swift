import Canvas
import Testing

@testable import Charts

/// A text with the room it takes, from the top of its capitals to below its descenders.
private struct TextBox {
    let string: String
    let rect: Rect

    init?(_ command: Drawing.Command) {
        guard case .text(let text, let point, let anchor, _) = command, !text.string.isEmpty else {
            return nil
        }
        let extents = evenWidth(text)
        let shift =
            switch anchor.horizontal {
            case .start: 0.0
            case .middle: extents.width / 2
            case .end: extents.width
            }
        let top =
            switch anchor.vertical {
            case .baseline: point.y - text.capHeight
            case .top: point.y
            case .middle: point.y - text.capHeight / 2
            }
        string = text.string
        rect = Rect(
            x: point.x - shift, y: top, width: extents.width,
            height: text.capHeight + Double(extents.lines - 1) * text.leading)
    }
}

@Suite struct `Kinds of charts` {
    static let formats = [ChartFormat.wide, .discord, .square, .dashboard]

    func expectLegible(_ chart: some Chart, _ name: String, _ format: ChartFormat) {
        let drawing = layout(chart, format: format)
        #expect(drawing.isFinite, "\(name)")
        let boxes = drawing.commands.compactMap(TextBox.init)
        let canvas = Rect(x: -0.5, y: -0.5, width: drawing.size.width + 1, height: drawing.size.height + 1)
        for box in boxes { #expect(canvas.contains(box.rect), "\(name): \(box.string) leaves the canvas") }
        let sorted = boxes.sorted { left, right in left.rect.minY < right.rect.minY }
        for (index, one) in sorted.enumerated() {
            for other in sorted[(index + 1)...] {
                guard other.rect.minY < one.rect.maxY else { break }
                guard one.rect.overlaps(other.rect) else { continue }
                Issue.record("\(name): \"\(one.string)\" and \"\(other.string)\" collide")
            }
        }
    }

    @Test(arguments: Samples.kinds.map(\.name)) func `no text collides or leaves the canvas`(name: String) {
        guard let chart = Samples.kinds.first(where: { kind in kind.name == name })?.chart else { return }
        for format in Self.formats { expectLegible(chart, name, format) }
    }

    @Test(arguments: [0, 1, 2, 40]) func `heat maps of any size are legible`(rows: Int) {
        for (columns, format) in zip([1, 26, 60, 7], Self.formats) {
            let chart = Samples.heatMap(rows: rows, columns: columns)
            expectLegible(chart, "\(rows) rows, \(columns) columns", format)
            expectLegible(chart, "\(rows) rows, all shown", format.showingAllRows())
            let drawn = layout(chart, format: format.showingAllRows()).texts
            #expect(!drawn.contains { text in text.hasPrefix("and ") })
        }
    }

    @Test func `a heat map in words tells the most and the middle, not whom least is known of`() {
        let rows = [("Ada", [3, 3]), ("Bea", [nil, 1]), ("Cleo", [2, 2])] as [(String, [Double?])]
        let map = HeatMapChart(
            title: "T", measure: "Runs", columns: ["a", "b"],
            rows: rows.map { row in HeatMapChart.Row(label: row.0, values: row.1) })
        #expect(map.altText.contains("Most: Ada with 6; in the middle 4. 1 of 6 cells have no data."))
        #expect(!map.altText.contains("Bea"))
    }

    @Test func `rows that have no room are counted`() {
        let texts = layout(Samples.heatMap(rows: 500, columns: 8)).texts
        let shown = texts.count { text in Samples.names.contains(text) }
        #expect(texts.contains("and \(500 - shown) more"))
    }

    @Test func `a known zero has a shade, the unknown has a dash`() {
        let map = HeatMapChart(
            title: "T", measure: "Runs", columns: ["a", "b", "c"],
            rows: [HeatMapChart.Row(label: "x", values: [0, nil, .nan])])
        let drawing = layout(map)
        let key = 1
        #expect(drawing.fills(ChartTheme.light.shades[0]) == 1 + key)
        #expect(drawing.strokes(width: 1.5).map(\.elements.count) == [4])
        #expect(map.altText.contains("2 of 3 cells have no data"))
    }

    @Test(arguments: [0, 1, 2, 52, 130]) func `stacks of any length are legible`(count: Int) {
        for format in Self.formats {
            var chart = Samples.vault
            chart.columns = (0..<count).map { index in
                StackChart.Column(
                    label: "\(index % 28 + 1) Aug", values: [1e9, Double(index), .nan, -3], unknown: .infinity
                )
            }
            expectLegible(chart, "\(count) columns", format)
        }
    }

    @Test func `the unknown part has a tone and a key of its own`() {
        let drawing = layout(Samples.vault)
        #expect(drawing.fills(ChartTheme.light.gap) == 2 + 1)
        #expect(drawing.texts.contains("no data"))
        #expect(
            Samples.vault.altText.hasSuffix("23 Jul: none 2, 1 slot 8, 2 slots 7, 3 slots 23, unknown 6."))
        var known = Samples.vault
        for index in known.columns.indices { known.columns[index].unknown = 0 }
        #expect(!layout(known).texts.contains("no data"))
    }

    @Test(arguments: [[], [nil], [5], [7, 7, 7], [-1e9, 1e9], [.nan, 3, .infinity]] as [[Double?]])
    func `strips of any values are legible`(values: [Double?]) {
        for format in Self.formats {
            let groups = ["Tanks", "Healers", "A group with an endless name that has no room"].map { name in
                StripChart.Group(label: name, values: values)
            }
            let chart = StripChart(title: "T", measure: "Item level", groups: groups)
            expectLegible(chart, "\(values)", format)
        }
    }

    @Test func `dots in a strip lie apart as long as there is room`() {
        let places = swarm((0..<40).map { index in Double(index / 4) * 3 }, radius: 4, height: 500)
        for (index, one) in places.enumerated() {
            for other in places[(index + 1)...] {
                let distance = (one.x - other.x) * (one.x - other.x) + (one.y - other.y) * (one.y - other.y)
                #expect(distance >= 64)
            }
        }
    }

    @Test(arguments: [0, 1, 2, 157]) func `curves of any length are legible`(count: Int) {
        for format in Self.formats {
            let points = (0..<count).map { index in
                CurveChart.Line.Point(x: Double(index), share: 1.5 - Double(index) / 50, band: -1...2)
            }
            let lines = ["One", "Another with a long name", "A third"].map { name in
                CurveChart.Line(name: name, points: points)
            }
            let chart = CurveChart(
                title: "T", measure: "Share", axis: "weeks", bandLabel: "80 % interval", lines: lines,
                marks: [CurveChart.Mark(x: Double(count) - 1, label: "the end of it")])
            expectLegible(chart, "\(count) points", format)
        }
    }

    @Test func `a stepped curve is level between its points`() {
        let drawing = layout(Samples.retention)
        #expect(drawing.strokes(width: 4).map(\.elements.count) == [79])
        #expect(Samples.retention.altText.contains("50 % at 26"))
    }

    @Test(arguments: [0, 1, 30]) func `rankings of any size are legible`(count: Int) {
        for (columns, format) in zip([1, 8, 60, 2], Self.formats) {
            let lines = (0..<count).map { index in
                BumpChart.Line(
                    name: Samples.names[index % Samples.names.count],
                    places: Array(repeating: index + 1, count: columns))
            }
            let chart = BumpChart(
                title: "T", columns: (0..<columns).map { index in "\(index) May" }, lines: lines)
            expectLegible(chart, "\(count) lines", format)
        }
    }

    @Test func `a week without a place interrupts the line`() {
        let drawing = layout(Samples.ranking)
        #expect(drawing.strokes(width: 4).map(\.elements.count) == [8, 8, 5, 2, 8, 8, 6])
    }

    @Test(arguments: [0, 1, 2, 60, 120]) func `names in a scatter never collide`(count: Int) {
        for format in Self.formats {
            let dots = (0..<count).map { index in
                ScatterChart.Dot(
                    label: Samples.names[index % Samples.names.count], x: Double(index * index % 97),
                    y: index == 7 ? .nan : Double(index * 31 % 89))
            }
            let chart = ScatterChart(
                title: "T", xMeasure: "Item level", yMeasure: "Rating", dots: dots)
            expectLegible(chart, "\(count) dots", format)
            if count == 60 { #expect(layout(chart).texts.count > 25) }
        }
    }
}
