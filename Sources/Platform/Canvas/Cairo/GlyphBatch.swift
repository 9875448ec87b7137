import CCairo

/// Glyphs of one font and colour that are drawn in one go: what a call of Cairo costs, a thousand numbers cost once.
struct GlyphBatch {
    private(set) var color = Color.clear
    private var font: ScaledFont?
    private var glyphs: [cairo_glyph_t] = []

    var isEmpty: Bool { glyphs.isEmpty }

    /// Whether a line of glyphs can be drawn with those already there and looks as if drawn after them: where an
    /// opaque colour covers itself, nobody sees the order.
    ///
    /// Only to the right of them: Cairo takes a detour over a mask of all when a glyph lies within the bounds of
    /// those before it.
    func takes(_ run: GlyphRun, _ color: Color, at start: Point) -> Bool {
        isEmpty
            || (self.color == color && color.alpha == 1 && isSame(run.font)
                && start.x >= (glyphs.last?.x ?? .infinity))
    }

    /// Adds the glyphs of a line that begins at this point.
    mutating func add(_ run: GlyphRun, _ color: Color, at start: Point) {
        self.color = color
        font = run.font
        for glyph in run.glyphs {
            glyphs.append(cairo_glyph_t(index: glyph.index, x: start.x + glyph.x, y: start.y + glyph.y))
        }
    }

    /// Draws all of them with the current colour, and is empty.
    mutating func draw(on cairo: OpaquePointer) {
        guard let font else { return }
        unsafe cairo_set_scaled_font(cairo, font.raw)
        unsafe cairo_show_glyphs(cairo, glyphs, Int32(glyphs.count))
        glyphs.removeAll(keepingCapacity: true)
    }

    private func isSame(_ other: ScaledFont) -> Bool {
        font.map { font in unsafe font.raw == other.raw } ?? false
    }
}
