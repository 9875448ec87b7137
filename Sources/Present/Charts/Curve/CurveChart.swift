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

    /// What the curves run along.
    package enum Scale: String, Sendable {
        /// Weeks since joining, resets from now.
        case numbers
        /// Seconds since 1970, written as days.
        case dates
    }

    /// A place worth a line across the chart.
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
    /// What the x are.
    package var scale: Scale
    /// Whether each curve's half is marked, with where it lies.
    package var marksHalf: Bool

    /// Smooth, over plain numbers and without marks, unless told otherwise.
    package init(
        title: String, subtitle: String = "", footnote: String = "", measure: String, axis: String,
        bandLabel: String? = nil, isStepped: Bool = false, lines: [Line], marks: [Mark] = [],
        scale: Scale = .numbers, marksHalf: Bool = false
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
        self.scale = scale
        self.marksHalf = marksHalf
    }

    /// Of each curve its first and last share and where it passes the half.
    package func story(in locale: ChartLocale) -> String {
        let kind = locale.phrase(.curveChart)
        guard !lines.isEmpty else { return "\(kind). \(locale.phrase(.nothingYet))." }
        let sentences = lines.map { line in
            guard let first = line.points.first, let last = line.points.last else {
                return locale.phrase(.series, line.name)
            }
            let half = line.crossing(0.5).map { x in locale.phrase(.half, place(x, locale)) }
            let head = locale.phrase(
                .fromTo, line.name, "\(locale.percent(first.share)) (\(place(first.x, locale)))",
                "\(locale.percent(last.share)) (\(place(last.x, locale)))")
            return head.dropLast() + (half ?? "") + "."
        }
        let noted = marks.map { mark in "\(mark.label): \(place(mark.x, locale))." }
        return (["\(kind): \(measure), \(axis)."] + sentences + noted).joined(separator: " ")
    }

    /// A place on the axis in words.
    func place(_ x: Double, _ locale: ChartLocale) -> String {
        switch scale {
        case .numbers: locale.number(x, decimals: x == x.rounded() ? 0 : 1)
        case .dates: locale.day(at: x)
        }
    }
}
