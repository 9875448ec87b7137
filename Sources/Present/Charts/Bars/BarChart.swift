package import Canvas

/// Horizontal bars, one per category, from a common zero line.
package struct BarChart: Chart {
    /// One category with its value.
    package struct Bar: Hashable, Sendable {
        /// Left of the bar; shortened with an ellipsis beyond a third of the body's width.
        package var label: String
        /// Nil is "no data", as is a value that is not a number; never a bar of length zero.
        package var value: Double?
        /// Nil takes the theme's first series colour.
        package var color: Color?
        /// Written after the value: a share, a change.
        package var note: String

        /// A value that is not finite becomes nil.
        package init(label: String, value: Double?, color: Color? = nil, note: String = "") {
            self.label = label
            self.value = value.flatMap { value in value.isFinite ? value : nil }
            self.color = color
            self.note = note
        }
    }

    /// In bold at the top; two lines at most, then an ellipsis.
    package var title: String
    /// Below the title; two lines at most. Empty takes no room.
    package var subtitle: String
    /// At the bottom; two lines at most. Empty takes no room.
    package var footnote: String
    /// What the values are, above the bars; may be empty.
    package var measure: String
    /// Digits after the point of every value; 0 rounds to whole numbers.
    package var decimals: Int
    /// From top to bottom.
    package var bars: [Bar]
    /// In logical pixels; bars that do not fit its height are counted instead of drawn.
    package var size: Size

    /// Without decimals and 1200 by 675 logical pixels large, unless told otherwise.
    package init(
        title: String, subtitle: String = "", footnote: String = "", measure: String = "",
        decimals: Int = 0, bars: [Bar], size: Size = Size(1_200, 675)
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.measure = measure
        self.decimals = decimals
        self.bars = bars
        self.size = size
    }

    /// The title and every bar with its value and note, also those that the picture has no room for.
    package var altText: String {
        guard !bars.isEmpty else { return "\(title). Nothing recorded yet." }
        let items = bars.map { bar in
            let note = bar.note.isEmpty ? "" : " (\(bar.note))"
            return "\(bar.label) \(valueText(bar))\(note)"
        }
        let head = measure.isEmpty ? "" : "\(measure): "
        return "\(title). \(head)\(items.joined(separator: ", "))."
    }

    func valueText(_ bar: Bar) -> String {
        bar.value.map { value in numberText(value, decimals: decimals) } ?? "no data"
    }
}
