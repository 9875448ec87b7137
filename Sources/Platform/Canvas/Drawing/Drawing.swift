/// A picture as the list of what to draw, in order: what a layout decides and a canvas performs.
package struct Drawing: Hashable, Sendable {
    /// One thing to draw.
    package indirect enum Command: Hashable, Sendable {
        case fill(Path, Color)
        case stroke(Path, Stroke)
        /// The text turned clockwise by `degrees` about the point.
        case text(Text, at: Point, anchor: Anchor, degrees: Double)
        /// Commands of which only what lies inside the path shows.
        case clip(Path, [Command])
    }

    /// In logical pixels; the scale at which it is drawn is chosen with the file.
    package var size: Size
    /// What is painted below the first command; not a command itself.
    package var background: Color
    /// Goes into the file as its title.
    package var title: String
    /// Goes into the file as its description: the picture in words.
    package var altText: String
    /// In the order of drawing: later ones cover earlier ones.
    package var commands: [Command] = []

    /// An empty picture.
    package init(size: Size, background: Color, title: String = "", altText: String = "") {
        self.size = size
        self.background = background
        self.title = title
        self.altText = altText
    }

    /// Fills the inside of a path.
    package mutating func fill(_ path: Path, _ color: Color) { commands.append(.fill(path, color)) }

    /// Draws a line along a path.
    package mutating func stroke(_ path: Path, _ stroke: Stroke) { commands.append(.stroke(path, stroke)) }

    /// Writes a text whose anchor lies at the point, turned clockwise by `degrees` about it.
    package mutating func text(
        _ text: Text, at point: Point, anchor: Anchor = Anchor(.start), degrees: Double = 0
    ) {
        commands.append(.text(text, at: point, anchor: anchor, degrees: degrees))
    }
}
