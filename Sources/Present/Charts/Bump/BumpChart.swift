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

    /// Ten places, unless told otherwise.
    package init(
        title: String, subtitle: String = "", footnote: String = "", columns: [String], lines: [Line],
        lowest: Int = 10
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.columns = columns
        self.lines = lines
        self.lowest = max(1, lowest)
    }

    /// The lowest place that any line reaches, as far as it is drawn.
    var depth: Int {
        min(lowest, lines.flatMap(\.places).compactMap(\.self).max() ?? 1)
    }

    /// Every place needs a row.
    package var isDense: Bool { depth > 3 }

    /// The places of each line at its first and last ranking.
    package func story(in locale: ChartLocale) -> String {
        let kind = locale.phrase(.rankChart)
        guard let first = columns.first, let last = columns.last, !lines.isEmpty else {
            return "\(kind). \(locale.phrase(.nothingYet))."
        }
        let moves = lines.map { line in
            let known = line.places.compactMap(\.self)
            guard let from = known.first, let to = known.last else {
                return locale.phrase(.unranked, line.name)
            }
            return from == to
                ? locale.phrase(.place, line.name, locale.number(to))
                : locale.phrase(.places, line.name, locale.number(from), locale.number(to))
        }
        return "\(kind): \(first) \u{2013} \(last). \(moves.joined(separator: "; "))."
    }
}
