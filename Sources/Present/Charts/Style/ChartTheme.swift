package import Canvas

/// The colours of a chart.
///
/// Series colours differ in lightness as well as hue, so that they are told apart with any kind of colour
/// vision, and reach a contrast of 3:1 with the background.
package struct ChartTheme: Hashable, Sendable {
    /// Of the whole page; everything else is measured against it for contrast.
    package var background: Color
    /// Titles and values.
    package var ink: Color
    /// Subtitles and axis labels.
    package var label: Color
    /// Footnotes.
    package var note: Color
    /// Lines at the ticks of a value axis, faint enough not to compete with the data.
    package var grid: Color
    /// Zero lines.
    package var axis: Color
    /// The band behind a time that nothing is known of.
    package var gap: Color
    /// The roster's size, and every series where `series` is empty.
    package var primary: Color
    /// Members who came, and the line of a trend chart that has only one.
    package var joins: Color
    /// Members who went; with `joins` a pair of blue and orange that any kind of colour vision tells apart.
    package var leaves: Color
    /// For several lines or bars without colours of their own.
    package var series: [Color]
    /// From little to much, in steps of lightness that any kind of colour vision tells apart.
    package var shades: [Color]

    /// Dark on white.
    package static let light = ChartTheme(
        background: Color(0xFFFFFF), ink: Color(0x16202C), label: Color(0x465364), note: Color(0x66717F),
        grid: Color(0xDDE2E8), axis: Color(0x8793A1), gap: Color(0xE9ECF1), primary: Color(0x1B3A5C),
        joins: Color(0x0072B2), leaves: Color(0xD55E00),
        series: [0x392AE5, 0xE17503, 0x00A677, 0xA759AE, 0xA46EFE, 0x534C12, 0x7D1E52, 0x040A62]
            .map { hex in Color(hex) },
        shades: [0xDCE9F5, 0xA9CBE6, 0x6FA8D3, 0x3A7FB5, 0x12548C, 0x082F57].map { hex in Color(hex) })

    /// Light on the grey of Discord's dark mode, opaque: the light mode shows the same picture.
    package static let dark = ChartTheme(
        background: Color(0x242429), ink: Color(0xF3F5F8), label: Color(0xC3CAD4), note: Color(0xA6AFBC),
        grid: Color(0x3B3C44), axis: Color(0x8B94A1), gap: Color(0x36373F), primary: Color(0xE8EDF4),
        joins: Color(0x56B4E9), leaves: Color(0xFF9554),
        series: [0x9D9EED, 0xEDA80A, 0x0CA458, 0xFADBBC, 0xAB5CFF, 0xCEFF87, 0xCB4D8F, 0x79F3FF]
            .map { hex in Color(hex) },
        shades: [0x2F4256, 0x31587F, 0x3A76AB, 0x5A9BD0, 0x93C5EC, 0xDAEEFF].map { hex in Color(hex) })

    /// The shade of a value between 0 and 1.
    func shade(_ share: Double) -> Color {
        guard !shades.isEmpty else { return primary }
        return shades[min(max(Int(share * Double(shades.count)), 0), shades.count - 1)]
    }

    /// Ink that can be read on a mark of this colour.
    func ink(on mark: Color) -> Color {
        ink.contrast(with: mark) >= background.contrast(with: mark) ? ink : background
    }

    /// The colour of the series at `index`; they repeat when there are more.
    func color(_ index: Int) -> Color { series.isEmpty ? primary : series[index % series.count] }
}
