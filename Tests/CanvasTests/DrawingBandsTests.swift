import Testing

@testable import Canvas

@Suite struct `Drawings in bands` {
    /// Curves, miters, dashes, clips, turned and stacked texts, and shapes beside and beyond the picture.
    static func everything(height: Double) -> Drawing {
        var drawing = Drawing(size: Size(300, height), background: Color(0x242429))
        for step in stride(from: -20.0, to: height + 20, by: 37) {
            drawing.fill(.circle(Point(40, step), radius: 23), Color(0x0072B2, alpha: 0.7))
            drawing.text(
                Text("Ǻŗṩë Мир 한글", size: 18, color: .white), at: Point(70, step),
                anchor: Anchor(.start, .top))
            drawing.text(
                Text("e\u{301}\u{302}\u{303}\u{308}g", size: 24, color: .white), at: Point(230, step))
        }
        let zigzag = (0..<30).map { index in
            Point(index.isMultiple(of: 2) ? 150 : 290, Double(index) * height / 30)
        }
        drawing.stroke(.polyline(zigzag), Stroke(Color(0xE69F00), width: 3))
        drawing.stroke(.polyline(zigzag), Stroke(.white, dash: [9, 5], cap: .round, join: .round))
        var pieces = Path()
        for step in stride(from: 3.0, to: height, by: 11) {
            pieces.move(to: Point(10, step))
            pieces.curve(Point(30, step + 30), Point(60, step - 30), to: Point(90, step + 6))
            pieces.line(to: Point(10, step + 6))
            pieces.close()
        }
        drawing.fill(pieces, Color(0xCC79A7, alpha: 0.5))
        drawing.text(
            Text("turned by a quarter", size: 20, color: Color(0x56B4E9)), at: Point(200, height / 2),
            anchor: Anchor(.middle, .middle), degrees: -90)
        drawing.text(
            Text(
                String(repeating: "many words ", count: 40), size: 15, color: .white, maxWidth: 90,
                maxLines: 20),
            at: Point(5, 40))
        drawing.commands.append(
            .clip(
                .circle(Point(150, height / 2), radius: 70),
                [.fill(pieces, .white), .stroke(pieces, Stroke(.black))]))
        return drawing
    }

    static func pixels(_ drawing: Drawing, rowsAtOnce: Int, scale: Double) throws -> [UInt32] {
        var pixels: [UInt32] = []
        try drawing.forEachBand(rowsAtOnce: rowsAtOnce, scale: scale, typesetter: Typesetter()) { band in
            for index in band.indices { pixels.append(band[index]) }
        }
        return pixels
    }

    @Test(arguments: [(1.0, 64), (1.0, 37), (2.0, 128), (1.5, 100), (1.0, 1)])
    func `look as if drawn at once`(scale: Double, rows: Int) throws {
        let drawing = Self.everything(height: 300)
        let whole = try Self.pixels(drawing, rowsAtOnce: .max, scale: scale)
        let banded = try Self.pixels(drawing, rowsAtOnce: rows, scale: scale)
        #expect(whole.count == banded.count && whole.count == Int(300 * scale) * Int(300 * scale))
        let different = zip(whole, banded).filter { left, right in left != right }
        // Where Cairo takes another way to fill fewer pieces, a soft edge may be a shade off.
        #expect(different.count < whole.count / 1_000)
        #expect((different.map { pair in `PNG files`.difference(pair.0, pair.1) }.max() ?? 0) <= 2)
    }

    @Test func `a command is only told to the bands it reaches`() {
        var drawing = Drawing(size: Size(100, 400), background: .white)
        drawing.fill(.rectangle(Rect(x: 0, y: 120, width: 9, height: 40)), .black)
        drawing.stroke(.line(from: Point(0, 250), to: Point(9, 250)), Stroke(.black, width: 4))
        drawing.text(Text("7", size: 20, color: .black), at: Point(0, 380))
        let bands = DrawingBands(drawing.commands, height: 100, count: 4, extents: Typesetter().ink).bands
        #expect(bands.map(\.count) == [0, 1, 1, 1])
    }

    @Test func `a path tells each band only the pieces that reach it`() {
        var path = Path()
        for step in stride(from: 5.0, to: 1_000, by: 10) {
            path.move(to: Point(0, step))
            path.line(to: Point(5, step))
            path.line(to: Point(5, step + 2))
            path.close()
        }
        let bands = DrawingBands([.fill(path, .black)], height: 100, count: 10, extents: Typesetter().ink)
            .bands
        for band in bands {
            guard case .fill(let part, _) = band.first else { return #expect(Bool(false), "no fill") }
            #expect(part.elements.count == 40)
        }
    }

    @Test(arguments: [Point(.nan, 50), Point(50, .nan), Point(50, .infinity)])
    func `a place that is not a number takes nothing else from the picture`(point: Point) throws {
        var drawing = Drawing(size: Size(100, 400), background: .white)
        drawing.stroke(.line(from: Point(0, 0), to: point), Stroke(.black))
        drawing.fill(.rectangle(Rect(x: 10, y: 300, width: 50, height: 50)), .black)
        drawing.text(Text("7", size: 20, color: .black), at: point)
        let pixels = try Self.pixels(drawing, rowsAtOnce: 64, scale: 1)
        #expect(pixels[320 * 100 + 30] == 0xFF00_0000 && pixels[380 * 100 + 30] == 0xFFFF_FFFF)
    }

    @Test(arguments: [Double.nan, .infinity]) func `what has no place is told to every band`(y: Double) {
        var path = Path.line(from: Point(0, 0), to: Point(50, y))
        path.line(to: Point(60, 20))
        let commands: [Drawing.Command] = [
            .stroke(path, Stroke(.black)),
            .text(Text("7", size: 20, color: .black), at: Point(0, y), anchor: Anchor(.start), degrees: 0),
        ]
        let bands = DrawingBands(commands, height: 100, count: 4, extents: Typesetter().ink).bands
        #expect(bands.map(\.count) == [2, 2, 2, 2])
    }

    @Test func `what Cairo refuses is an error`() {
        var drawing = Drawing(size: Size(100, 400), background: .white)
        drawing.stroke(.line(from: Point(0, 390), to: Point(9, 390)), Stroke(.black, dash: [-1, 2]))
        #expect(throws: CanvasError.self) { try drawing.png() }
    }

    @Test func `a tall picture is drawn like a small one`() throws {
        let tall = try Self.pixels(Self.everything(height: 3_000), rowsAtOnce: 128, scale: 1)
        #expect(tall.count == 900_000 && tall[899_999] == 0xFF24_2429)
    }
}
