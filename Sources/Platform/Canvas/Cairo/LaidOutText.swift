import CCairo

/// A text as Pango has laid it out: its lines, and their glyphs ready for Cairo.
///
/// A text is measured before it is drawn, and numbers come again and again: all of it is worked out once.
@safe final class LaidOutText {
    let raw: OpaquePointer?
    let lines: [Line]
    /// How far the ink reaches, stacked accents included.
    let ink: InkExtents

    /// A line with its place in the layout.
    @safe struct Line {
        fileprivate(set) var raw: UnsafeMutablePointer<PangoLayoutLine>
        /// As the letters advance, in logical pixels.
        fileprivate(set) var width: Double
        /// Nil where only Pango knows how to draw it, such as the boxes for what no font has.
        fileprivate(set) var runs: [GlyphRun]?
    }

    /// Takes the layout over; lines stand `leading` below each other.
    init(_ raw: OpaquePointer?, leading: Double) {
        unsafe self.raw = raw
        var (lines, ink): ([Line], _) = ([], InkExtents(rise: 0, fall: 0, width: 0))
        for index in 0..<(unsafe pango_layout_get_line_count(raw)) {
            guard let line = unsafe pango_layout_get_line_readonly(raw, index) else { continue }
            var (drawn, logical) = (PangoRectangle(), PangoRectangle())
            unsafe pango_layout_line_get_extents(line, &drawn, &logical)
            let top = pixels(drawn.y) + Double(index) * leading
            ink.rise = max(ink.rise, -top)
            ink.fall = max(ink.fall, top + pixels(drawn.height))
            ink.width = max(ink.width, pixels(logical.width), pixels(drawn.x + drawn.width), -pixels(drawn.x))
            unsafe lines.append(Line(raw: line, width: pixels(logical.width), runs: glyphRuns(of: line)))
        }
        self.lines = lines
        self.ink = ink
    }

    deinit { unsafe g_object_unref(UnsafeMutableRawPointer(raw)) }
}

/// Glyphs of one font beside each other, placed from the beginning of their line in logical pixels.
struct GlyphRun {
    let font: ScaledFont
    let glyphs: [cairo_glyph_t]
}

/// A font at a size, kept alive by whoever still has glyphs of it.
@safe final class ScaledFont {
    let raw: OpaquePointer

    fileprivate init(_ raw: OpaquePointer) { unsafe self.raw = cairo_scaled_font_reference(raw) }

    deinit { unsafe cairo_scaled_font_destroy(raw) }
}

private func pixels(_ units: some BinaryInteger) -> Double { Double(units) / Double(PANGO_SCALE) }

/// Nil when a glyph is not one of a font.
private func glyphRuns(of line: UnsafeMutablePointer<PangoLayoutLine>) -> [GlyphRun]? {
    var runs: [GlyphRun] = []
    var x = 0
    var rest = unsafe line.pointee.runs
    while let node = unsafe rest {
        let item = unsafe node.pointee.data.assumingMemoryBound(to: PangoGlyphItem.self).pointee
        unsafe rest = node.pointee.next
        guard let font = unsafe guildscope_scaled_font(item.item.pointee.analysis.font) else { return nil }
        x += Int(unsafe item.start_x_offset)
        var glyphs: [cairo_glyph_t] = []
        for index in 0..<Int(unsafe item.glyphs.pointee.num_glyphs) {
            let glyph = unsafe item.glyphs.pointee.glyphs[index]
            guard !guildscope_is_unknown(glyph.glyph) else { return nil }
            if !guildscope_is_empty(glyph.glyph) {
                let place = glyph.geometry
                let y = unsafe place.y_offset - item.y_offset
                glyphs.append(
                    cairo_glyph_t(index: UInt(glyph.glyph), x: pixels(x + Int(place.x_offset)), y: pixels(y)))
            }
            x += Int(glyph.geometry.width)
        }
        x += Int(unsafe item.end_x_offset)
        unsafe runs.append(GlyphRun(font: ScaledFont(font), glyphs: glyphs))
    }
    return runs
}
