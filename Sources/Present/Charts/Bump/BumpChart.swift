package import Canvas

/// How places in a ranking changed from week to week.
package struct BumpChart: Chart {
    /// One of the ranked.
    package struct Line: Hashable, Sendable {
        /// Beside its first and its last place.
        package var name: String
        /// One per column, 1 being the best; nil where unranked, which interrupts the line.
        package var places: [Int?]
        /// Nil takes the theme's colour for the line's place.
        package var color: Color?

        /// Places below 1 count as unranked.
        package init(name: String, places: [Int?], color: Color? = nil) {
            self.name = name
            self.places = places.map { place in place.flatMap { $0 >= 1 ? $0 : nil } }
            self.color = color
        }
    }

    /// In bold at the top; two lines at most, then an ellipsis.
    package var title: String
    /// Below the title; two lines at most. Empty takes no room.
    package var subtitle: String
    /// At the bottom; two lines at most. Empty takes no room.
    package var footnote: String
    /// Below the columns; those without room are left out.
    package var columns: [String]
    /// Drawn in this order.
    package var lines: [Line]
    /// Places beyond this one are not drawn.
    package var lowest: Int
    /// In logical pixels.
    package var size: Size

    /// Ten places and 1200 by 675 logical pixels large, unless told otherwise.
    package init(
        title: String, subtitle: String = "", footnote: String = "", columns: [String], lines: [Line],
        lowest: Int = 10, size: Size = Size(1_200, 675)
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.columns = columns
        self.lines = lines
        self.lowest = max(1, lowest)
        self.size = size
    }

    /// The lowest place that any line reaches, as far as it is drawn.
    var depth: Int {
        min(lowest, lines.flatMap(\.places).compactMap(\.self).max() ?? 1)
    }

    /// The places of each line at its first and last ranking.
    package var altText: String {
        guard let first = columns.first, let last = columns.last, !lines.isEmpty else {
            return "\(title). Nothing recorded yet."
        }
        let moves = lines.map { line in
            let known = line.places.compactMap(\.self)
            guard let from = known.first, let to = known.last else { return "\(line.name): never ranked" }
            return from == to ? "\(line.name): place \(to)" : "\(line.name): from place \(from) to \(to)"
        }
        return "\(title). From \(first) to \(last). \(moves.joined(separator: "; "))."
    }
}
