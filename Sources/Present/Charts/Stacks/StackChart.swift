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

    /// One bar.
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
    /// In logical pixels.
    package var size: Size

    /// 1200 by 675 logical pixels large, unless told otherwise.
    package init(
        title: String, subtitle: String = "", footnote: String = "", measure: String, parts: [Part],
        columns: [Column], size: Size = Size(1_200, 675)
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.measure = measure
        self.parts = parts
        self.columns = columns
        self.size = size
    }

    var hasUnknown: Bool { columns.contains { column in column.unknown > 0 } }
    var highest: Double { columns.map { column in column.known + column.unknown }.max() ?? 0 }

    /// The last bar part by part, how its known whole compares with the first, and what is unknown.
    package var altText: String {
        guard let first = columns.first, let last = columns.last else {
            return "\(title). Nothing recorded yet."
        }
        let items = zip(parts, last.values).map { part, value in "\(part.name) \(numberText(value))" }
        let unknown = last.unknown > 0 ? ["unknown \(numberText(last.unknown))"] : []
        let span = columns.count == 1 ? "" : " from \(first.label) to \(last.label)"
        let whole =
            columns.count == 1
            ? "" : " In all from \(numberText(first.known)) to \(numberText(last.known))."
        return "\(title). \(measure)\(span).\(whole) "
            + "\(last.label): \((items + unknown).joined(separator: ", "))."
    }
}
