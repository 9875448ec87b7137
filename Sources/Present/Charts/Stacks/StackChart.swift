package import Canvas

/// Upright bars over time or categories, each made of parts that add up, with the unknown as a part of its own.
package struct StackChart: Chart {
    /// What a layer of all bars stands for.
    package struct Part: Hashable, Sendable {
        /// In the key above the bars.
        package var name: String
        /// Nil takes the theme's colour for the part's place.
        package var color: Color?

        /// A part in its own colour or the theme's.
        package init(_ name: String, color: Color? = nil) {
            self.name = name
            self.color = color
        }
    }

    /// How the parts of a column stand.
    package enum Arrangement: String, Sendable {
        /// On each other: they add up to a whole.
        case stacked
        /// Beside each other: they are compared.
        case grouped
    }

    /// One bar, or one group of bars.
    package struct Column: Hashable, Sendable {
        /// Below the bar; left out where there is no room.
        package var label: String
        /// One number per part, from the bottom up; negative or not finite counts as 0.
        package var values: [Double]
        /// How much of the whole nothing is known of; drawn on top in a tone of its own.
        package var unknown: Double

        /// Parts and what is unknown beside them.
        package init(label: String, values: [Double], unknown: Double = 0) {
            self.label = label
            self.values = values.map { value in value.isFinite ? max(value, 0) : 0 }
            self.unknown = unknown.isFinite ? max(unknown, 0) : 0
        }

        /// What is known, added up.
        var known: Double { values.reduce(0, +) }
    }

    /// In bold at the top; two lines at most, then an ellipsis.
    package var title: String
    /// Below the title; two lines at most. Empty takes no room.
    package var subtitle: String
    /// At the bottom; two lines at most. Empty takes no room.
    package var footnote: String
    /// What the heights are, above their axis.
    package var measure: String
    /// From the bottom up.
    package var parts: [Part]
    /// From left to right.
    package var columns: [Column]
    /// On or beside each other.
    package var arrangement: Arrangement

    /// Stacked, unless told otherwise.
    package init(
        title: String, subtitle: String = "", footnote: String = "", measure: String, parts: [Part],
        columns: [Column], arrangement: Arrangement = .stacked
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.measure = measure
        self.parts = parts
        self.columns = columns
        self.arrangement = arrangement
    }

    var hasUnknown: Bool { columns.contains { column in column.unknown > 0 } }
    var highest: Double {
        columns.map { column in
            arrangement == .stacked
                ? column.known + column.unknown : max(column.values.max() ?? 0, column.unknown)
        }.max() ?? 0
    }

    /// The last column part by part, how its known whole compares with the first, and what is unknown.
    package func story(in locale: ChartLocale) -> String {
        let kind = locale.phrase(arrangement == .stacked ? .stackChart : .groupChart)
        guard let first = columns.first, let last = columns.last else {
            return "\(kind). \(locale.phrase(.nothingYet))."
        }
        let items = zip(parts, last.values).map { part, value in "\(part.name) \(locale.number(value))" }
        let unknown =
            last.unknown > 0 ? [locale.phrase(.unknownPart, locale.number(last.unknown))] : []
        let head =
            columns.count == 1
            ? "\(kind): \(measure)." : locale.phrase(.fromTo, "\(kind): \(measure)", first.label, last.label)
        let whole =
            columns.count == 1 || arrangement == .grouped
            ? "" : " " + locale.phrase(.allFromTo, locale.number(first.known), locale.number(last.known))
        return "\(head)\(whole) \(last.label): \((items + unknown).joined(separator: ", "))."
    }
}
