import Testing

@testable import Canvas

@Suite struct `Setting text` {
    static func text(_ string: String, size: Double = 20, maxWidth: Double? = nil, lines: Int = 1) -> Text {
        Text(string, size: size, color: .black, maxWidth: maxWidth, maxLines: lines)
    }

    @Test func `width grows in proportion to size`() {
        let typesetter = Typesetter()
        let small = typesetter.extents(of: Self.text("Avalerion", size: 10)).width
        let large = typesetter.extents(of: Self.text("Avalerion", size: 40)).width
        #expect(small > 30 && abs(large - 4 * small) < 0.1)
    }

    @Test(arguments: ["Гильдия", "길드", "公會", "Ärger", "حارس", "🙂", "e\u{301}", "\u{10FFFF}"])
    func `every script leaves ink`(string: String) throws {
        let places = try ink { canvas in canvas.text(Self.text(string), at: Point(10, 50)) }
        #expect(places.count > 10)
        #expect(Typesetter().extents(of: Self.text(string)).width > 3)
    }

    @Test func `a long text is shortened to its width`() {
        let typesetter = Typesetter()
        let long = String(repeating: "Братство ", count: 600)
        let one = typesetter.extents(of: Self.text(long, maxWidth: 300))
        #expect(one.lines == 1 && one.width <= 300 && one.width > 200)
        let two = typesetter.extents(of: Self.text(long, maxWidth: 300, lines: 2))
        #expect(two.lines == 2 && two.width <= 300)
        let word = typesetter.extents(
            of: Self.text(String(repeating: "x", count: 400), maxWidth: 99, lines: 3))
        #expect(word.lines == 3 && word.width <= 99)
    }

    @Test(arguments: ["", " ", "\n", "a\u{0}b\nc\td"])
    func `control characters do not break lines`(string: String) {
        #expect(Typesetter().extents(of: Self.text(string)).lines == 1)
    }

    @Test(arguments: [(Anchor.Horizontal.start, 50...99), (.middle, 20...80), (.end, 0...50)])
    func `an anchor says which side stays`(horizontal: Anchor.Horizontal, range: ClosedRange<Int>) throws {
        let places = try ink { canvas in
            canvas.text(Self.text("wwi"), at: Point(50, 50), anchor: Anchor(horizontal))
        }
        #expect(places.allSatisfy { place in range.contains(place[0]) })
    }

    @Test func `the middle of capitals can be the anchor`() throws {
        let places = try ink { canvas in
            canvas.text(Self.text("HH", size: 40), at: Point(10, 50), anchor: Anchor(.start, .middle))
        }
        let rows = places.map { place in place[1] }
        #expect(abs((rows.min() ?? 0) + (rows.max() ?? 0) - 99) <= 2)
    }

    @Test func `texts and shapes lie on each other in the order of drawing`() throws {
        let white = Text("HH", size: 60, color: .white)
        let black = Text("HH", size: 60, color: .black)
        let square = Path.rectangle(Rect(x: 0, y: 0, width: 100, height: 100))
        let place = Point(5, 70)
        func spots(_ draw: (inout Canvas) -> Void) throws -> Int { try ink(Size(100, 100), draw).count }
        let letters = try spots { canvas in canvas.text(black, at: place) }
        let hidden = try spots { canvas in
            canvas.text(black, at: place)
            canvas.text(white, at: place)
        }
        let shown = try spots { canvas in
            canvas.text(white, at: place)
            canvas.text(black, at: place)
        }
        let covered = try spots { canvas in
            canvas.text(black, at: place)
            canvas.fill(square, .white)
        }
        let cut = try spots { canvas in
            canvas.fill(square, .black)
            canvas.text(white, at: place)
        }
        #expect(letters > 500 && hidden < letters / 2 && shown == letters && covered == 0)
        #expect(cut < 10_000 - letters / 2)
    }

    @Test func `texts beside each other look like each by itself`() throws {
        var texts = ["7", "7", "Ash", "Мир", "風行", "7", "\u{10FFFF}", "e\u{301}", "12"]
            .map { word in Text(word, size: 12, color: .black) }
        texts.append(Text("9", size: 20, color: .black))
        texts.append(Text("8", size: 20, color: Color(0xCC3311)))
        texts.append(Text("88", size: 20, color: Color(0xCC3311, alpha: 0.5)))
        texts.append(Text("88", size: 20, color: Color(0xCC3311, alpha: 0.5)))
        let size = Size(400, 40)
        func pixels(_ draw: (inout Canvas) -> Void) throws -> [UInt32] {
            var canvas = try Canvas(size: size)
            draw(&canvas)
            return try canvas.withPixels { pixels in pixels.indices.map { index in pixels[index] } }
        }
        func place(_ index: Int) -> Point { Point(Double(28 * index) + 4, 25) }
        let together = try pixels { canvas in
            for (index, text) in texts.enumerated() { canvas.text(text, at: place(index)) }
        }
        let alone = try pixels { canvas in
            for (index, text) in texts.enumerated() {
                canvas.text(text, at: place(index))
                canvas.flushGlyphs()
            }
        }
        #expect(together == alone)
        #expect(together.contains { pixel in pixel != 0xFFFF_FFFF })
    }

    @Test func `letters of one meaning have their own glyphs, whichever is asked for first`() {
        let typesetter = Typesetter()
        let whole = typesetter.layout(of: Self.text("é"))
        #expect(typesetter.layout(of: Self.text("e\u{301}")) !== whole)
        #expect(typesetter.layout(of: Self.text("é")) === whole)
    }

    @Test func `turned by a quarter, text runs down`() throws {
        let places = try ink { canvas in canvas.text(Self.text("Iron"), at: Point(50, 20), degrees: 90) }
        let (columns, rows) = (places.map { place in place[0] }, places.map { place in place[1] })
        #expect((columns.max() ?? 0) - (columns.min() ?? 0) < 20)
        #expect((rows.max() ?? 0) - (rows.min() ?? 0) > 30)
    }
}
