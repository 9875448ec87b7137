/// How a picture becomes a file.
package struct PNGOptions: Hashable, Sendable {
    /// How exactly colours are kept.
    package enum Colors: String, Sendable {
        /// Every pixel as drawn: a palette when there are at most 256 colours, else RGB, with opacity where needed.
        case exact
        /// Always a palette: shades along the edges of text and lines that nobody sees apart are merged, into 256
        /// colours at most; flat areas keep theirs. Less than half the bytes, no visible loss.
        case palette
    }

    /// Whether the file may merge shades to become smaller.
    package var colors: Colors
    /// zlib's level, 0 to 9.
    package var level: Int
    /// Written as the text chunk "Title" when not empty.
    package var title: String
    /// Written as the text chunk "Description" when not empty.
    package var altText: String

    /// What most files are packed with: with merged shades 3 gives the bytes that 7 gave with 256 colours, in a
    /// quarter of its time (2 of 8 ms a chart); 7 would save a fifth of the bytes, 9 another tenth in 60 ms.
    package static let usualLevel = 3

    /// What a chart for the web needs, unless told otherwise: at most 256 colours, and no text chunks.
    package init(
        colors: Colors = .palette, level: Int = Self.usualLevel, title: String = "", altText: String = ""
    ) {
        self.colors = colors
        self.level = level
        self.title = title
        self.altText = altText
    }
}
