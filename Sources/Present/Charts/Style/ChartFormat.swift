package import Canvas

/// How large a picture is and how large its letters and marks are: one description is drawn in any format.
package struct ChartFormat: Hashable, Sendable {
    /// Sizes of letters in logical pixels.
    package struct TypeScale: Hashable, Sendable {
        /// In bold, at the top.
        package var title: Double
        /// Below the title.
        package var subtitle: Double
        /// What a panel shows.
        package var heading: Double
        /// The one number that counts, beside its mark.
        package var value: Double
        /// Axes, keys, names.
        package var label: Double
        /// Source and as-of, and numbers inside marks.
        package var footnote: Double
        /// No letter is smaller; rows that would need smaller ones are counted instead of drawn.
        package var least: Double

        static let wide = TypeScale(
            title: 36, subtitle: 23, heading: 21, value: 28, label: 20, footnote: 17, least: 13.5)
        static let discord = TypeScale(
            title: 44, subtitle: 40, heading: 40, value: 46, label: 40, footnote: 40, least: 40)
        static let square = TypeScale(
            title: 46, subtitle: 31, heading: 30, value: 38, label: 29, footnote: 25, least: 21)
        static let dashboard = TypeScale(
            title: 25, subtitle: 17, heading: 16, value: 21, label: 15, footnote: 13.5, least: 12)
    }

    /// In logical pixels.
    package var size: Size
    /// Device pixels per logical pixel.
    package var pixelRatio: Double
    /// Of everything written.
    package var type: TypeScale
    /// Widths of lines and radii of dots are multiplied by it.
    package var stroke: Double
    /// Left and right of everything; above and below it is a little less.
    package var margin: Double
    /// The most labels on an axis; nil for as many as have room.
    package var mostLabels: Int?
    /// The most rows of a heat map, table or ranking; nil for as many as have room.
    package var mostRows: Int?
    /// Whether what does not fit on a line is left out rather than broken: small pictures for small screens.
    package var isTerse: Bool
    /// Whether the picture grows downwards until every row is shown.
    package var showsAllRows = false

    /// Drawn for Discord, which shows it at a third of its width on a phone: no letter below 40 pixels.
    package static let discord = ChartFormat(
        size: Size(1_120, 600), pixelRatio: 1, type: .discord, stroke: 1.75, margin: 28, mostLabels: 5,
        mostRows: 12, isTerse: true)
    /// 1200 by 675, for desktops and previews of links.
    package static let wide = ChartFormat(
        size: Size(1_200, 675), pixelRatio: 1, type: .wide, stroke: 1, margin: 44, isTerse: false)
    /// 1080 by 1080.
    package static let square = ChartFormat(
        size: Size(1_080, 1_080), pixelRatio: 1, type: .square, stroke: 1.4, margin: 48, isTerse: false)
    /// 840 by 440 CSS pixels with two device pixels each.
    package static let dashboard = ChartFormat(
        size: Size(840, 440), pixelRatio: 2, type: .dashboard, stroke: 0.75, margin: 28, isTerse: false)

    /// The format with every row, or the first `most` of them, however tall it becomes.
    package func showingAllRows(most: Int? = nil) -> ChartFormat {
        var tall = self
        tall.showsAllRows = true
        tall.mostRows = most
        return tall
    }

    /// The format as tall as the chart needs it to show its rows; unchanged unless it shows all of them.
    ///
    /// A picture that would be taller than browsers show is drawn with one device pixel per logical one, and where
    /// that is not enough with the rows that fit.
    package func grown(for chart: some Chart) -> ChartFormat {
        guard showsAllRows, let height = chart.height(showingAllIn: self), height > size.height else {
            return self
        }
        var grown = self
        if height * pixelRatio > Canvas.tallest { grown.pixelRatio = 1 }
        grown.size.height = min(height.rounded(.up), Canvas.tallest / grown.pixelRatio)
        return grown
    }

    /// How many rows of a tall picture stand below each other: those that are drawn, and one for what is left out.
    func rows(of count: Int) -> Double {
        guard let mostRows, count > mostRows else { return Double(count) }
        return Double(mostRows + 1)
    }

    /// The format in another size.
    package func sized(_ size: Size) -> ChartFormat {
        var format = self
        format.size = size
        return format
    }

    /// How many labels have room on an upright axis of this height.
    func labels(inHeight height: Double) -> Int {
        min(mostLabels ?? 12, max(2, Int(min(max(height, 0), 100_000) / (type.label * 1.35)) + 1))
    }
}
