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
    /// In logical pixels.
    package var size: Size

    /// 1200 by 675 logical pixels large, unless told otherwise.
    package init(
        title: String, subtitle: String = "", footnote: String = "", xMeasure: String, yMeasure: String,
        dots: [Dot], size: Size = Size(1_200, 675)
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.xMeasure = xMeasure
        self.yMeasure = yMeasure
        self.dots = dots
        self.size = size
    }

    var known: [Dot] { dots.filter { dot in dot.x.isFinite && dot.y.isFinite } }

    /// How many there are, the span of both measures, and whoever lies highest and furthest right.
    package var altText: String {
        let known = known
        guard let right = known.max(by: { $0.x < $1.x }), let high = known.max(by: { $0.y < $1.y }),
            let left = known.map(\.x).min(), let low = known.map(\.y).min()
        else { return "\(title). Nothing recorded yet." }
        return "\(title). \(numberText(known.count)) dots. "
            + "\(xMeasure) from \(numberText(left)) to \(numberText(right.x)) (\(right.label)), "
            + "\(yMeasure) from \(numberText(low)) to \(numberText(high.y)) (\(high.label))."
    }
}
