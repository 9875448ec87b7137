import CCairo

extension Canvas {
    /// Draws the text turned clockwise by `degrees` about the point.
    package mutating func text(
        _ text: Text, at point: Point, anchor: Anchor = Anchor(.start), degrees: Double = 0
    ) {
        guard degrees != 0 else { return draw(text, at: point, anchor) }
        flushGlyphs()
        unsafe cairo_save(cairo)
        unsafe cairo_translate(cairo, point.x, point.y)
        unsafe cairo_rotate(cairo, degrees * .pi / 180)
        unsafe cairo_translate(cairo, -point.x, -point.y)
        draw(text, at: point, anchor)
        flushGlyphs()
        unsafe cairo_restore(cairo)
    }

    private mutating func draw(_ text: Text, at point: Point, _ anchor: Anchor) {
        let layout = typesetter.layout(of: text)
        // Its lines live as long as it does.
        defer { withExtendedLifetime(layout) {} }
        for (index, line) in layout.lines.enumerated() {
            let start = Point(
                point.x - anchor.shift(ofLine: line.width),
                point.y + anchor.rise(of: text) + Double(index) * text.leading)
            if let runs = line.runs {
                for run in runs { draw(run, text.color, at: start) }
            } else {
                flushGlyphs()
                setColor(text.color)
                unsafe cairo_move_to(cairo, start.x, start.y)
                unsafe pango_cairo_show_layout_line(cairo, line.raw)
            }
        }
    }

    private mutating func draw(_ run: GlyphRun, _ color: Color, at start: Point) {
        if !glyphs.takes(run, color, at: start) { flushGlyphs() }
        glyphs.add(run, color, at: start)
    }

    /// Draws the glyphs that wait, before anything that lies above them or is drawn otherwise.
    mutating func flushGlyphs() {
        guard !glyphs.isEmpty else { return }
        setColor(glyphs.color)
        unsafe glyphs.draw(on: cairo)
    }
}

extension Anchor {
    /// How far left of the point a line of this width begins.
    fileprivate func shift(ofLine width: Double) -> Double {
        switch horizontal {
        case .start: 0
        case .middle: width / 2
        case .end: width
        }
    }

    /// How far below the point the first baseline lies.
    fileprivate func rise(of text: Text) -> Double {
        switch vertical {
        case .baseline: 0
        case .top: text.capHeight
        case .middle: text.capHeight / 2
        }
    }
}
