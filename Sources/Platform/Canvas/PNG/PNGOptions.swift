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
    /// libdeflate's level, 1 to 12.
    package var level: Int
    /// Written as the text chunk "Title" when not empty.
    package var title: String
    /// Written as the text chunk "Description" when not empty.
    package var altText: String

    /// What all files are packed with: a tenth fewer bytes than by zlib's level 3 in three quarters of its time (2 ms a
    /// chart). 5 would save another thirtieth, 7 a twelfth in twice the time, 10 a sixth in 50 ms.
    package static let usualLevel = 4

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
