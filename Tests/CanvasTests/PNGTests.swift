import PNGFile
import Testing

@testable import Canvas

@Suite struct `PNG files` {
    /// A soft gradient: far more than 256 colours.
    static func gradient(background: Color) -> Drawing {
        var drawing = Drawing(size: Size(120, 90), background: background)
        for column in 0..<120 {
            for row in 0..<90 {
                drawing.fill(
                    .rectangle(Rect(x: Double(column), y: Double(row), width: 1, height: 1)),
                    Color(UInt32(column * 2) << 16 | UInt32(row * 2) << 8 | UInt32((column + row) % 256)))
            }
        }
        return drawing
    }

    static func chartLike() -> Drawing {
        var drawing = Drawing(size: Size(400, 200), background: .white)
        drawing.fill(.rectangle(Rect(x: 20, y: 20, width: 100, height: 100), radius: 9), Color(0x0072B2))
        drawing.fill(.circle(Point(200, 90), radius: 50), Color(0xD55E00, alpha: 0.6))
        drawing.stroke(
            .polyline([Point(10, 180), Point(150, 30), Point(390, 170)]), Stroke(Color(0x1A7F5A), width: 3))
        drawing.text(Text("Мир, 한글 & É", size: 28, color: Color(0x222222)), at: Point(180, 180))
        return drawing
    }

    /// The largest difference of a colour channel.
    static func difference(_ left: UInt32, _ right: UInt32) -> Int {
        let shifts: [UInt32] = [16, 8, 0]
        let differences = shifts.map { shift in
            abs(Int((left >> shift) & 255) - Int((right >> shift) & 255))
        }
        return differences.max() ?? 0
    }

    @Test func `few colours are a palette of exactly those`() throws {
        var drawing = Drawing(size: Size(30, 20), background: .white)
        drawing.fill(.rectangle(Rect(x: 10, y: 5, width: 10, height: 10)), Color(0xCC3311))
        for colors in [PNGOptions.Colors.exact, .palette] {
            let file = try PNGFile(drawing.png(colors: colors))
            #expect(file.colorType == 3 && file.bitDepth == 8 && file.paletteCount == 2)
            let pixels = try file.pixels()
            #expect(pixels[0] == 0xFFFF_FFFF)
            #expect(pixels[10 * 30 + 15] == 0xFFCC_3311)
            #expect(pixels.count { pixel in pixel == 0xFFCC_3311 } == 100)
        }
    }

    @Test func `transparency survives in a palette`() throws {
        var drawing = Drawing(size: Size(4, 1), background: .clear)
        drawing.fill(.rectangle(Rect(x: 1, y: 0, width: 1, height: 1)), Color(0x0000FF))
        drawing.fill(.rectangle(Rect(x: 2, y: 0, width: 1, height: 1)), Color(0xFF0000, alpha: 0.5))
        let file = try PNGFile(drawing.png())
        #expect(file.colorType == 3 && file.data(of: "tRNS")?.count == 2)
        #expect(try file.pixels() == [0, 0xFF00_00FF, 0x80FF_0000, 0])
    }

    @Test(arguments: [(Color.white, 2), (.clear, 6)])
    func `many colours are kept exactly when asked`(background: Color, type: Int) throws {
        var drawing = Self.gradient(background: background)
        if type == 6 { drawing.commands.removeFirst() }
        let file = try PNGFile(drawing.png(colors: .exact))
        #expect(file.colorType == type)
        let pixels = try file.pixels()
        #expect(pixels[40 * 120 + 100] == 0xFFC8_508C)
        #expect(pixels[0] == (type == 6 ? 0 : 0xFF00_0000))
    }

    @Test func `merging edge shades leaves flat areas and moves nothing far`() throws {
        let exact = try PNGFile(Self.chartLike().png(scale: 2, colors: .exact)).pixels()
        let reduced = try PNGFile(Self.chartLike().png(scale: 2, colors: .palette))
        #expect(reduced.colorType == 3 && reduced.paletteCount <= 256)
        let pixels = try reduced.pixels()
        #expect(pixels[0] == exact[0] && pixels[140 * 800 + 140] == 0xFF00_72B2)
        let farthest = zip(exact, pixels).map { pair in Self.difference(pair.0, pair.1) }.max()
        #expect((farthest ?? 255) <= 12)
    }

    @Test func `a gradient of thousands of colours still fits a palette`() throws {
        let file = try PNGFile(Self.gradient(background: .white).png(colors: .palette))
        #expect(file.colorType == 3 && file.paletteCount <= 256)
    }

    @Test(arguments: [("Roster", "tEXt"), ("Гильдия 길드 “Ä”", "iTXt")])
    func `title and alt text are in the file`(title: String, chunk: String) throws {
        var drawing = Self.chartLike()
        drawing.title = title
        drawing.altText = title + ": 5 joined"
        let file = try PNGFile(drawing.png())
        #expect(file.texts == ["Title": title, "Description": title + ": 5 joined"])
        #expect(file.chunks.count { candidate in candidate.type == chunk } == 2)
        #expect(file.data(of: "tIME") == nil)
    }

    @Test func `the same drawing gives the same bytes, also in parallel`() async throws {
        let first = try Self.chartLike().png()
        let all = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<8 { group.addTask { try Self.chartLike().png() } }
            return try await group.reduce(into: []) { files, file in files.append(file) }
        }
        #expect(all.allSatisfy { file in file == first })
    }

    @Test func `scale multiplies the pixels`() throws {
        let file = try PNGFile(Self.chartLike().png(scale: 1.5))
        #expect(file.width == 600 && file.height == 300)
    }
}
