package import Canvas

/// Measures a text before it is drawn; a layout decides with it how much room labels get.
package typealias TextMeasure = (Text) -> TextExtents

/// A description of a chart: everything it shows, and nothing about where it came from.
package protocol Chart: Hashable, Sendable {
    /// What the chart shows, in a few words; also the title of the file.
    var title: String { get }
    /// What is measured, where and when, in one sentence; may be empty.
    var subtitle: String { get }
    /// Source, as-of and coverage; may be empty.
    var footnote: String { get }
    /// In logical pixels. The layout is made for 1200 by 675 and crowds below 800 by 450.
    var size: Size { get }
    /// The chart in plain words, for people who do not see it.
    var altText: String { get }

    /// Draws what is the chart's own into the page's body.
    func draw(on page: inout Page)
}

extension Chart {
    /// The layout: a pure function of the description, the theme and the widths of the texts.
    package func drawing(theme: ChartTheme, measure: @escaping TextMeasure) -> Drawing {
        var page = Page(self, theme: theme, measure: measure)
        draw(on: &page)
        return page.drawing
    }
}

/// The chart as a PNG file with title and alt text; the same chart gives the same bytes.
package func png(
    of chart: some Chart, theme: ChartTheme = .light, scale: Double = 1
) throws(CanvasError) -> [UInt8] {
    let typesetter = Typesetter()
    let drawing = chart.drawing(theme: theme) { text in typesetter.extents(of: text) }
    return try drawing.png(scale: scale, typesetter: typesetter)
}
