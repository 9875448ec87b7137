/// A table as a picture, for where a table is asked for and text would lose its columns.
package struct TableChart: Chart {
    /// What stands above a column and on which side its cells are aligned.
    package struct Column: Hashable, Sendable {
        /// Above the cells.
        package var name: String
        /// Numbers stand at the right end of their column, words at its left.
        package var isNumeric: Bool

        /// Words, unless told otherwise.
        package init(_ name: String, isNumeric: Bool = false) {
            self.name = name
            self.isNumeric = isNumeric
        }
    }

    /// In bold at the top; two lines at most, then an ellipsis.
    package var title: String
    /// Below the title; two lines at most. Empty takes no room.
    package var subtitle: String
    /// At the bottom; two lines at most. Empty takes no room.
    package var footnote: String
    /// From left to right; those at the right end that have no room are left out.
    package var columns: [Column]
    /// One cell per column, nil where nothing is known; those that do not fit are counted instead of drawn.
    package var rows: [[String?]]

    /// A table of cells that are already written in the reader's form.
    package init(
        title: String, subtitle: String = "", footnote: String = "", columns: [Column], rows: [[String?]]
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.columns = columns
        self.rows = rows
    }

    /// What a row of a tall picture takes.
    package func height(showingAllIn format: ChartFormat) -> Double? {
        format.type.label * 15 + format.rows(of: rows.count) * format.type.label * 1.7
    }

    /// Every row counts.
    package var isDense: Bool { rows.count > 3 }

    /// The rows in words, as far as a thousand characters reach.
    package func story(in locale: ChartLocale) -> String {
        let kind = locale.phrase(.table)
        guard !rows.isEmpty else { return "\(kind). \(locale.phrase(.nothingYet))." }
        let lines = rows.prefix(40).map { row in
            zip(columns, row).map { column, cell in
                "\(column.name) \(cell ?? locale.phrase(.noData))"
            }.joined(separator: ", ")
        }
        return "\(kind), \(locale.phrase(.rows, locale.number(rows.count))) "
            + lines.joined(separator: "; ") + "."
    }

    func cell(_ row: Int, _ column: Int) -> String? { column < rows[row].count ? rows[row][column] : nil }
}
