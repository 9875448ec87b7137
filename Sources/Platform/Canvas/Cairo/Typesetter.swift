import CCairo
import Synchronization

/// Measures and lays out text with Pango.
///
/// No hinting, no rounding of advances and a fixed language: widths grow in proportion to the size and depend
/// on the font files alone. Not for use by two tasks at once; making one costs under a millisecond.
@safe package final class Typesetter {
    private let map: UnsafeMutablePointer<PangoFontMap>?
    private let context: OpaquePointer?
    /// By what they say and how.
    private var layouts: [LayoutKey: LaidOutText] = [:]
    /// Those asked for last, by a few bits of what they say: a thousand numbers of a map are a dozen texts.
    private var recent = [(key: LayoutKey, layout: LaidOutText)?](repeating: nil, count: LayoutKey.places)
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
        let lines = layout(of: text).lines
        return TextExtents(
            width: lines.reduce(0) { widest, line in max(widest, line.width) }, lines: lines.count)
    }

    /// How far the text's ink reaches, stacked accents and further lines included.
    func ink(of text: Text) -> InkExtents { layout(of: text).ink }

    /// The text laid out, the same as long as it is asked for again and again.
    func layout(of text: Text) -> LaidOutText {
        let key = LayoutKey(text)
        let place = key.place
        if let recent = recent[place], recent.key == key { return recent.layout }
        let layout = layouts[key] ?? newLayout(of: text, key)
        recent[place] = (key, layout)
        return layout
    }

    private func newLayout(of text: Text, _ key: LayoutKey) -> LaidOutText {
        if layouts.count == Self.mostLayouts { layouts.removeAll() }
        let kept = unsafe LaidOutText(newLayout(of: text), leading: text.leading)
        layouts[key] = kept
        return kept
    }

    private func newLayout(of text: Text) -> OpaquePointer? {
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

/// What a layout depends on: everything of a text but its colour, letter by letter. Strings that Unicode holds for the
/// same, such as é in one piece and in two, may have other glyphs.
private struct LayoutKey: Hashable {
    private let text: Text

    init(_ text: Text) { self.text = text }

    static func == (left: LayoutKey, right: LayoutKey) -> Bool {
        let (left, right) = (left.text, right.text)
        return left.size == right.size && left.weight == right.weight && left.family == right.family
            && left.maxWidth == right.maxWidth && left.maxLines == right.maxLines
            && left.string.isSpelt(like: right.string)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(text.string)
        hasher.combine(text.size)
        hasher.combine(text.maxWidth)
    }

    /// How many places there are.
    static let places = 64

    /// A place that texts often have to themselves, found faster than a hash.
    var place: Int {
        let letters = text.string.utf8Span.span
        var mixed = UInt(truncatingIfNeeded: text.size.bitPattern >> 40) &+ UInt(bitPattern: letters.count)
        for index in 0..<min(letters.count, 8) { mixed = mixed &* 31 &+ UInt(letters[index]) }
        return Int(bitPattern: mixed % UInt(Self.places))
    }
}

extension String {
    /// Whether both have the same letters in the same bytes.
    fileprivate func isSpelt(like other: String) -> Bool {
        let (left, right) = (utf8Span.span, other.utf8Span.span)
        return left.count == right.count && left.indices.allSatisfy { index in left[index] == right[index] }
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
