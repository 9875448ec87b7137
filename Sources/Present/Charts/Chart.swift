package import Canvas

/// Measures a text before it is drawn; a layout decides with it how much room labels get.
package typealias TextMeasure = (Text) -> TextExtents

/// A description of a chart: everything it shows, and nothing about where it came from or how large it is drawn.
package protocol Chart: Hashable, Sendable {
    /// What the chart shows, in a few words; also the title of the file.
    var title: String { get }
    /// What is measured, where and when, in one sentence; may be empty.
    var subtitle: String { get }
    /// Source, as-of and coverage, the most important first, with " · " between them; may be empty.
    var footnote: String { get }
    /// The kind and what it tells, in plain words, for people who do not see it; without the title.
    func story(in locale: ChartLocale) -> String
    /// The height at which every row is shown; nil where there are no rows.
    func height(showingAllIn format: ChartFormat) -> Double?
    /// Whether rows need every pixel of a small picture, so that it does without a subtitle.
    var isDense: Bool { get }

    /// Draws what is the chart's own into the page's body.
    func draw(on page: inout Page)
}

extension Chart {
    /// Nil: most charts have no rows.
    package func height(showingAllIn format: ChartFormat) -> Double? { nil }
    /// Most charts leave room for a subtitle.
    package var isDense: Bool { false }

    /// Title and story, at most 1,000 characters: what Discord and screen readers take.
    package func altText(in locale: ChartLocale) -> String {
        let text = title.isEmpty ? story(in: locale) : "\(title). \(story(in: locale))"
        return text.count <= 1_000 ? text : text.prefix(999) + "\u{2026}"
    }

    /// The English alt text, with dates in UTC.
    package var altText: String { altText(in: .english) }

    /// The layout: a pure function of the description, the style and the widths of the texts.
    package func drawing(in style: ChartStyle, measure: @escaping TextMeasure) -> Drawing {
        var page = Page(self, style: style, measure: measure)
        draw(on: &page)
        return page.drawing
    }
}

/// The chart as a PNG file with title and alt text; the same chart and style give the same bytes.
///
/// A typesetter of the caller's saves looking for fonts again when many charts are drawn in a row.
package func png(
    of chart: some Chart, style: ChartStyle = ChartStyle(), typesetter: Typesetter = Typesetter()
) throws(CanvasError) -> [UInt8] {
    let drawing = chart.drawing(in: style) { text in typesetter.extents(of: text) }
    return try drawing.png(scale: style.format.grown(for: chart).pixelRatio, typesetter: typesetter)
}
