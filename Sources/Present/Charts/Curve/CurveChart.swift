package import Canvas

/// Probabilities or shares over a span of time: a retention curve with its band, or when a boss will fall.
///
/// The value axis is always 0 to 100 %, so that curves of different guilds can be laid side by side.
package struct CurveChart: Chart {
    /// One curve.
    package struct Line: Hashable, Sendable {
        /// A place on the curve.
        package struct Point: Hashable, Sendable {
            /// Along the axis: weeks since joining, resets from now.
            package var x: Double
            /// Between 0 and 1.
            package var share: Double
            /// Where the true share lies; drawn where it is known.
            package var band: ClosedRange<Double>?

            /// A share outside 0 to 1 is brought to the nearer end.
            package init(x: Double, share: Double, band: ClosedRange<Double>? = nil) {
                self.x = x
                self.share = min(1, max(0, share))
                self.band = band.map { band in
                    max(0, min(1, band.lowerBound))...max(0, min(1, band.upperBound))
                }
            }
        }

        /// At the curve's end, and in the alt text.
        package var name: String
        /// In order of x.
        package let points: [Point]
        /// Nil takes the theme's colour for the curve's place.
        package var color: Color?

        /// The points in any order; those that are not finite are left out.
        package init(name: String, points: [Point], color: Color? = nil) {
            self.name = name
            self.points = points.filter { point in point.x.isFinite && point.share.isFinite }
                .sorted { left, right in left.x < right.x }
            self.color = color
        }

        /// The share at or before x; nil before the first point.
        func share(at x: Double) -> Double? { points.last { point in point.x <= x }?.share }

        /// Where the curve first rises to, or falls to, the share; nil when it never does.
        func crossing(_ share: Double) -> Double? {
            guard let first = points.first, let last = points.last else { return nil }
            let rises = last.share >= first.share
            return points.first { point in rises ? point.share >= share : point.share <= share }?.x
        }
    }

    /// A moment worth a line across the chart.
    package struct Mark: Hashable, Sendable {
        /// Where it is.
        package var x: Double
        /// Beside the line, at its top.
        package var label: String

        /// A labelled line.
        package init(x: Double, label: String) {
            self.x = x
            self.label = label
        }
    }

    /// In bold at the top; two lines at most, then an ellipsis.
    package var title: String
    /// Below the title; two lines at most. Empty takes no room.
    package var subtitle: String
    /// At the bottom; two lines at most. Empty takes no room.
    package var footnote: String
    /// What the share is of, above its axis.
    package var measure: String
    /// What x counts, at the end of its axis: "weeks since joining".
    package var axis: String
    /// What the band is: "80 % interval". Nil says nothing about it.
    package var bandLabel: String?
    /// Whether values hold until the next point, as a share of survivors does.
    package var isStepped: Bool
    /// Drawn in this order.
    package var lines: [Line]
    /// Vertical lines with a label.
    package var marks: [Mark]
    /// In logical pixels.
    package var size: Size

    /// Smooth, without marks and 1200 by 675 logical pixels large, unless told otherwise.
    package init(
        title: String, subtitle: String = "", footnote: String = "", measure: String, axis: String,
        bandLabel: String? = nil, isStepped: Bool = false, lines: [Line], marks: [Mark] = [],
        size: Size = Size(1_200, 675)
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.measure = measure
        self.axis = axis
        self.bandLabel = bandLabel
        self.isStepped = isStepped
        self.lines = lines
        self.marks = marks
        self.size = size
    }

    /// Of each curve its first and last share and where it passes the half.
    package var altText: String {
        let sentences = lines.map { line in
            guard let first = line.points.first, let last = line.points.last else {
                return "\(line.name): no data."
            }
            let half = line.crossing(0.5).map { x in
                ", 50 % at \(numberText(x, decimals: x == x.rounded() ? 0 : 1))"
            }
            return "\(line.name): from \(percentText(first.share)) at \(numberText(first.x)) "
                + "to \(percentText(last.share)) at \(numberText(last.x))\(half ?? "")."
        }
        guard !sentences.isEmpty else { return "\(title). Nothing recorded yet." }
        let noted = marks.map { mark in "\(mark.label) at \(numberText(mark.x))." }
        return (["\(title). \(measure) by \(axis)."] + sentences + noted).joined(separator: " ")
    }
}

/// A share as people read it: "37 %".
func percentText(_ share: Double) -> String { "\(numberText(share * 100))\u{00A0}%" }
