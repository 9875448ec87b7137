import CCairo
import Synchronization

/// Measures and lays out text with Pango.
///
/// No hinting, no rounding of advances and a fixed language: widths grow in proportion to the size and depend
/// on the font files alone. Not for use by two tasks at once; making one costs under a millisecond.
@safe package final class Typesetter {
    private let map: UnsafeMutablePointer<PangoFontMap>?
    private let context: OpaquePointer?
    /// Layouts by what they say and how: a text is measured before it is drawn, and numbers come again and again.
    private var layouts: [LayoutKey: KeptLayout] = [:]
    /// About 2 MB of layouts.
    private static let mostLayouts = 1024

    /// A typesetter with the installed fonts, which are searched for once in the life of the process.
    package init() {
        let map = unsafe FontCatalog.installed.withLock { catalog in unsafe catalog.makeFontMap() }
        unsafe self.map = map
        unsafe context = pango_font_map_create_context(map)
        let options = unsafe cairo_font_options_create()
        unsafe cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        unsafe pango_cairo_context_set_font_options(context, options)
        unsafe cairo_font_options_destroy(options)
        unsafe pango_context_set_language(context, pango_language_from_string("en"))
        unsafe pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
        unsafe pango_context_set_round_glyph_positions(context, gboolean(0))
    }

    deinit {
        unsafe g_object_unref(UnsafeMutableRawPointer(context))
        unsafe g_object_unref(map)
    }

    /// The size the text takes after breaking and shortening.
    package func extents(of text: Text) -> TextExtents {
        unsafe withLayout(of: text) { layout in
            var widest = 0.0
            let lines = unsafe forEachLine(of: layout) { _, width, _ in widest = max(widest, width) }
            return TextExtents(width: widest, lines: lines)
        }
    }

    /// Draws the text with the current transformation and colour of `cairo`.
    func draw(_ text: Text, at point: Point, anchor: Anchor, on cairo: OpaquePointer) {
        let rise =
            switch anchor.vertical {
            case .baseline: 0.0
            case .top: text.capHeight
            case .middle: text.capHeight / 2
            }
        unsafe withLayout(of: text) { layout in
            _ = unsafe forEachLine(of: layout) { line, width, index in
                let shift =
                    switch anchor.horizontal {
                    case .start: 0.0
                    case .middle: width / 2
                    case .end: width
                    }
                unsafe cairo_move_to(
                    cairo, point.x - shift, point.y + rise + Double(index) * text.leading)
                unsafe pango_cairo_show_layout_line(cairo, line)
            }
        }
    }

    private typealias Line = UnsafeMutablePointer<PangoLayoutLine>

    private func forEachLine(of layout: OpaquePointer?, _ body: (Line, Double, Int) -> Void) -> Int {
        let count = unsafe pango_layout_get_line_count(layout)
        for index in 0..<count {
            guard let line = unsafe pango_layout_get_line_readonly(layout, index) else { continue }
            var logical = PangoRectangle()
            unsafe pango_layout_line_get_extents(line, nil, &logical)
            unsafe body(line, Double(logical.width) / Double(PANGO_SCALE), Int(index))
        }
        return Int(count)
    }

    func withLayout<Result>(of text: Text, _ body: (OpaquePointer?) -> Result) -> Result {
        let key = LayoutKey(text)
        if let kept = layouts[key] { return unsafe body(kept.raw) }
        if layouts.count == Self.mostLayouts { layouts.removeAll() }
        let kept = unsafe KeptLayout(layout(of: text))
        layouts[key] = kept
        return unsafe body(kept.raw)
    }

    private func layout(of text: Text) -> OpaquePointer? {
        let layout = unsafe pango_layout_new(context)
        let font = unsafe pango_font_description_new()
        defer { unsafe pango_font_description_free(font) }
        unsafe pango_font_description_set_family(font, text.family.candidates)
        unsafe pango_font_description_set_absolute_size(font, text.size * Double(PANGO_SCALE))
        unsafe pango_font_description_set_weight(
            font, text.weight == .bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        unsafe pango_layout_set_font_description(layout, font)
        let string = text.printable
        unsafe pango_layout_set_text(layout, string, Int32(clamping: string.utf8.count))
        if let width = text.maxWidth, width.isFinite {
            unsafe pango_layout_set_width(layout, Int32(clamping: Int(max(width, 1) * Double(PANGO_SCALE))))
            unsafe pango_layout_set_height(layout, -Int32(clamping: max(text.maxLines, 1)))
            unsafe pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
            unsafe pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
        }
        return unsafe layout
    }
}

/// A laid out text, freed with the value.
@safe private final class KeptLayout {
    let raw: OpaquePointer?

    init(_ raw: OpaquePointer?) { unsafe self.raw = raw }

    deinit { unsafe g_object_unref(UnsafeMutableRawPointer(raw)) }
}

/// What a layout depends on: everything of a text but its colour.
private struct LayoutKey: Hashable {
    private let text: Text

    init(_ text: Text) {
        var text = text
        text.color = .clear
        self.text = text
    }
}

extension Text.Family {
    /// The families in order of preference; the Chinese variant of Noto CJK also has Hangul and kana.
    fileprivate var candidates: String {
        switch self {
        case .sans: "DejaVu Sans,Noto Sans,Noto Sans CJK TC"
        case .monospaced: "DejaVu Sans Mono,Noto Sans Mono CJK TC"
        }
    }
}

extension Text {
    /// The string on one line, and no longer than any picture is wide.
    fileprivate var printable: String {
        let scalars = string.unicodeScalars.prefix(4_000).map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: Unicode.Scalar(UInt8(ascii: " "))
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
