package import Canvas

/// Two measures of each member against each other; names stand beside their dots as long as they have room.
package struct ScatterChart: Chart {
    /// One dot.
    package struct Dot: Hashable, Sendable {
        /// Beside the dot where there is room; the earlier in the list go first.
        package var label: String
        /// Along the lower axis.
        package var x: Double
        /// Along the upright axis.
        package var y: Double
        /// Nil takes the theme's first colour.
        package var color: Color?

        /// A dot; one that is not finite is not drawn.
        package init(label: String, x: Double, y: Double, color: Color? = nil) {
            self.label = label
            self.x = x
            self.y = y
            self.color = color
        }
    }

    /// In bold at the top; two lines at most, then an ellipsis.
    package var title: String
    /// Below the title; two lines at most. Empty takes no room.
    package var subtitle: String
    /// At the bottom; two lines at most. Empty takes no room.
    package var footnote: String
    /// What x is, at the end of its axis.
    package var xMeasure: String
    /// What y is, above its axis.
    package var yMeasure: String
    /// The most important first: their names are placed first.
    package var dots: [Dot]

    /// A scatter of dots, with what both axes measure.
    package init(
        title: String, subtitle: String = "", footnote: String = "", xMeasure: String, yMeasure: String,
        dots: [Dot]
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.xMeasure = xMeasure
        self.yMeasure = yMeasure
        self.dots = dots
    }

    var known: [Dot] { dots.filter { dot in dot.x.isFinite && dot.y.isFinite } }

    /// How many there are, the span of both measures, and whoever lies highest and furthest right.
    package func story(in locale: ChartLocale) -> String {
        let known = known
        let kind = locale.phrase(.scatterChart)
        guard let right = known.max(by: { $0.x < $1.x }), let high = known.max(by: { $0.y < $1.y }),
            let left = known.map(\.x).min(), let low = known.map(\.y).min()
        else { return "\(kind). \(locale.phrase(.nothingYet))." }
        func text(_ value: Double) -> String { locale.number(value) }
        return "\(kind). "
            + locale.phrase(
                .dots, locale.number(known.count), xMeasure, text(left), text(right.x), right.label, yMeasure,
                text(low), text(high.y), high.label)
    }
}
