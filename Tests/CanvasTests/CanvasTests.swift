import Testing

@testable import Canvas

/// What is drawn on white, as the places whose pixel is not white.
func ink(_ size: Size = Size(100, 100), _ draw: (inout Canvas) -> Void) throws -> Set<[Int]> {
    var canvas = try Canvas(size: size)
    draw(&canvas)
    let width = canvas.pixelSize.width
    return try canvas.withPixels { pixels in
        Set(
            pixels.indices.filter { index in pixels[index] != 0xFFFF_FFFF }.map { index in
                [index % width, index / width]
            })
    }
}

@Suite struct `Drawing on a canvas` {
    @Test func `a rectangle covers its pixels`() throws {
        let places = try ink { canvas in
            canvas.fill(.rectangle(Rect(x: 10, y: 20, width: 30, height: 5)), .black)
        }
        #expect(places.count == 150 && places.contains([10, 20]) && places.contains([39, 24]))
    }

    @Test func `rounded corners are cut, by half the short side at most`() throws {
        let places = try ink { canvas in
            canvas.fill(.rectangle(Rect(x: 0, y: 0, width: 60, height: 40), radius: 500), .black)
        }
        #expect(!places.contains([0, 0]) && !places.contains([59, 39]))
        #expect(places.contains([0, 20]) && places.contains([30, 0]))
    }

    @Test func `a polygon and a circle are filled`() throws {
        let triangle = try ink { canvas in
            canvas.fill(.polygon([Point(0, 0), Point(100, 0), Point(0, 100)]), .black)
        }
        #expect(triangle.contains([10, 10]) && !triangle.contains([90, 90]))
        let circle = try ink { canvas in canvas.fill(.circle(Point(50, 50), radius: 10), .black) }
        #expect(abs(Double(circle.count) - 314) < 40)
    }

    @Test func `dashes leave gaps`() throws {
        let places = try ink { canvas in
            canvas.stroke(
                .line(from: Point(0, 50), to: Point(100, 50)), Stroke(.black, width: 2, dash: [10, 10]))
        }
        #expect(places.contains([5, 50]) && !places.contains([15, 50]) && places.contains([25, 50]))
    }

    @Test(arguments: [(Stroke.Cap.butt, 20), (.square, 25), (.round, 25)])
    func `caps reach beyond the end`(cap: Stroke.Cap, end: Int) throws {
        let places = try ink { canvas in
            canvas.stroke(
                .line(from: Point(10, 50), to: Point(20, 50)), Stroke(.black, width: 10, cap: cap))
        }
        #expect((places.map { place in place[0] }.max() ?? 0) == end - 1)
    }

    @Test func `a clip hides what is outside and ends`() throws {
        let places = try ink { canvas in
            canvas.clip(to: .rectangle(Rect(x: 0, y: 0, width: 10, height: 10))) { canvas in
                canvas.fill(.rectangle(Rect(x: 0, y: 0, width: 100, height: 100)), .black)
            }
            canvas.fill(.rectangle(Rect(x: 90, y: 90, width: 1, height: 1)), .black)
        }
        #expect(places.count == 101)
    }

    @Test func `opacity mixes with what is below`() throws {
        var canvas = try Canvas(size: Size(1, 1))
        canvas.fill(.rectangle(Rect(x: 0, y: 0, width: 1, height: 1)), Color(0x000000, alpha: 0.5))
        let pixel = try canvas.withPixels { pixels in pixels[0] & 255 }
        #expect((126...129).contains(pixel))
    }

    @Test(arguments: [Size(0, 10), Size(10, -1), Size(.nan, 10), Size(.infinity, 10), Size(20_000, 10)])
    func `a size that cannot be is refused`(size: Size) {
        var code: CanvasError.Code?
        do { _ = try Canvas(size: size) } catch { code = error.code }
        #expect(code == .invalidSize)
    }

    @Test func `the fingerprint names libraries and fonts`() {
        for part in [
            "cairo 1.", "pango 1.", "libpng 1.", "libdeflate 1.", "freetype 2.", "DejaVuSans.ttf 2.",
        ] {
            #expect(Canvas.rendererVersion.contains(part))
        }
    }

    @Test func `a drawing reads as text`() {
        var drawing = Drawing(size: Size(10, 20.5), background: .white)
        drawing.stroke(
            .line(from: Point(0, -0.04), to: Point(1.26, 2)), Stroke(Color(0x0A0B0C, alpha: 0.5), width: 2))
        drawing.text(Text("a", size: 9, color: .black, maxWidth: 5), at: Point(1, 2), anchor: Anchor(.end))
        #expect(
            drawing.description == """
                drawing 10x20.5 #FFFFFF
                stroke #0A0B0C@50% 2 M0,0 L1.3,2
                text "a" 9 #000000 within 5x1 at 1,2 end baseline

                """)
    }
}
