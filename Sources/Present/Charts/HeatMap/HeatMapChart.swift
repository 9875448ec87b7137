/// Who was how active when: a row per person, a column per night or week, a shade per value.
///
/// A known zero is the palest shade, an unknown cell is no shade at all but a dash, and where there is room each
/// cell also says its number, so that nothing is told by colour alone.
package struct HeatMapChart: Chart {
    /// One line of the map.
    package struct Row: Hashable, Sendable {
        /// Left of the cells; shortened with an ellipsis beyond a quarter of the body's width, in small pictures three tenths.
        package var label: String
        /// One per column, nil where nothing is known; missing ones at the end are unknown.
        package var values: [Double?]

        /// A value that is not finite becomes unknown.
        package init(label: String, values: [Double?]) {
            self.label = label
            self.values = values.map { value in value.flatMap { value in value.isFinite ? value : nil } }
        }
    }

    /// In bold at the top; two lines at most, then an ellipsis.
    package var title: String
    /// Below the title; two lines at most. Empty takes no room.
    package var subtitle: String
    /// At the bottom; two lines at most. Empty takes no room.
    package var footnote: String
    /// What the values are, beside the key of shades.
    package var measure: String
    /// Above the columns; those without room for theirs are left out.
    package var columns: [String]
    /// From top to bottom; those that do not fit are counted instead of drawn.
    package var rows: [Row]
    /// Digits after the point of every value.
    package var decimals: Int

    /// Without decimals, unless told otherwise.
    package init(
        title: String, subtitle: String = "", footnote: String = "", measure: String, columns: [String],
        rows: [Row], decimals: Int = 0
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.measure = measure
        self.columns = columns
        self.rows = rows
        self.decimals = decimals
    }

    /// What a comfortable row takes, and what stands around the rows.
    package func height(showingAllIn format: ChartFormat) -> Double? {
        format.type.label * 15 + format.rows(of: rows.count) * HeatMapFrame.comfortableRow(format)
    }

    /// Every person needs a row.
    package var isDense: Bool { rows.count > 4 }

    /// The greatest value; 0 when none is known or positive.
    var greatest: Double { rows.flatMap(\.values).compactMap(\.self).reduce(0, max) }

    /// Size, span of columns, the fullest row and the middle of all, and how much is unknown.
    package func story(in locale: ChartLocale) -> String {
        let kind = locale.phrase(.heatMap)
        guard !rows.isEmpty, let first = columns.first, let last = columns.last else {
            return "\(kind). \(locale.phrase(.nothingYet))."
        }
        let span = columns.count == 1 ? first : "\(first) \u{2013} \(last)"
        let head = locale.phrase(.mapHead, "\(kind): \(measure)", locale.number(rows.count), span)
        let sums = rows.compactMap { row -> (label: String, sum: Double)? in
            let known = row.values.compactMap(\.self)
            return known.isEmpty ? nil : (row.label, known.reduce(0, +))
        }
        guard let most = sums.max(by: { left, right in left.sum < right.sum }) else {
            return "\(head) \(locale.phrase(.nothingKnown))."
        }
        func text(_ value: Double) -> String { locale.number(value, decimals: decimals) }
        // Who has the least is not told: it may be whoever least is known of.
        let middle = sums.map(\.sum).sorted()[sums.count / 2]
        let ends = locale.phrase(.mapMiddle, most.label, text(most.sum), text(middle))
        let cells = rows.count * columns.count
        let unknown =
            cells - rows.reduce(0) { sum, row in sum + row.values.prefix(columns.count).count { $0 != nil } }
        let gaps =
            unknown == 0
            ? "" : " " + locale.phrase(.cellsUnknown, locale.number(unknown), locale.number(cells))
        return "\(head) \(ends)\(gaps)"
    }
}
