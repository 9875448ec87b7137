/// How a picture becomes a file.
package struct PNGOptions: Hashable, Sendable {
    /// How exactly colours are kept.
    package enum Colors: String, Sendable {
        /// Every pixel as drawn: a palette when there are at most 256 colours, else RGB, with opacity where needed.
        case exact
        /// Always a palette: the many shades along the edges of text and lines are merged into 256 colours,
        /// flat areas keep theirs. Less than half the bytes, no visible loss.
        case palette
    }

    /// Whether the file may merge shades to become smaller.
    package var colors: Colors
    /// zlib's level, 0 to 9. A chart takes 16 ms at 7; 9 saves a tenth of the bytes in four times the time.
    package var level: Int
    /// Written as the text chunk "Title" when not empty.
    package var title: String
    /// Written as the text chunk "Description" when not empty.
    package var altText: String

    /// What a chart for the web needs, unless told otherwise: at most 256 colours, and no text chunks.
    package init(colors: Colors = .palette, level: Int = 7, title: String = "", altText: String = "") {
        self.colors = colors
        self.level = level
        self.title = title
        self.altText = altText
    }
}
