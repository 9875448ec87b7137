package import Canvas

/// What a chart shows, row by row: for readers who want the numbers, or point at a place of the picture.
package struct ChartReading: Hashable, Sendable {
    /// What the picture shows at one time, or of one thing.
    package struct Row: Hashable, Sendable {
        /// One per column, as people read them; a dash where nothing is known.
        package var cells: [String]
        /// Where the picture shows it, as shares of its width and height; nil where it does not.
        package var place: Point?
    }

    /// Along which direction rows follow each other in the picture.
    package enum Direction: String, Sendable {
        case across
        case down
    }

    /// What the cells are; the first names the row.
    package var columns: [String]
    /// In the order of the picture.
    package var rows: [Row]
    /// Which way a pointer has to go from row to row.
    package var direction: Direction
}

extension Chart {
    /// The numbers behind the picture in this style, and where it shows them; nil for kinds that do not tell.
    package func reading(in style: ChartStyle, measure: @escaping TextMeasure) -> ChartReading? {
        guard let readable = self as? any ReadableChart else { return nil }
        return readable.reading(on: Page(self, style: style, measure: measure))
    }
}

/// A chart that can tell its numbers with their places.
protocol ReadableChart: Chart {
    func reading(on page: Page) -> ChartReading
}

extension Page {
    /// A place of the page as shares of its width and height, to a thousandth.
    func share(of place: Point) -> Point? {
        let size = drawing.size
        guard place.x.isFinite, place.y.isFinite, size.width > 0, size.height > 0 else { return nil }
        return Point(
            (place.x / size.width * 1_000).rounded() / 1_000,
            (place.y / size.height * 1_000).rounded() / 1_000)
    }

    /// A number as a reading tells it; a dash where it is unknown.
    func cell(_ value: Double?, decimals: Int = 0) -> String {
        value.map { value in locale.number(value, decimals: decimals) } ?? "\u{2013}"
    }
}
