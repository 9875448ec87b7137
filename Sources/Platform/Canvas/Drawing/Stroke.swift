/// How a line along a path looks.
package struct Stroke: Hashable, Sendable {
    /// How an open line ends.
    package enum Cap: String, Sendable {
        case butt
        case round
        case square
    }

    /// How two pieces of a line meet.
    package enum Join: String, Sendable {
        case miter
        case round
        case bevel
    }

    /// Applies to the whole line at once: a transparent one does not darken where it crosses itself.
    package var color: Color
    /// In logical pixels.
    package var width: Double
    /// Lengths of dashes and gaps in turn; empty is a solid line.
    package var dash: [Double]
    /// Also the ends of each dash.
    package var cap: Cap
    /// A `miter` that would be longer than 10 line widths (Cairo's limit) becomes a bevel.
    package var join: Join

    /// A solid line one logical pixel wide, unless told otherwise.
    package init(
        _ color: Color, width: Double = 1, dash: [Double] = [], cap: Cap = .butt, join: Join = .miter
    ) {
        self.color = color
        self.width = width
        self.dash = dash
        self.cap = cap
        self.join = join
    }
}
