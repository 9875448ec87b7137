/// A piece of text in one style.
///
/// Any script: characters the family lacks come from the fallback fonts, and a box stands for what no font
/// has. Line breaks and other control characters count as spaces.
package struct Text: Hashable, Sendable {
    /// The base font, before the fallbacks.
    package enum Family: String, Sendable {
        case sans
        case monospaced
    }

    /// How heavy the letters are.
    package enum Weight: String, Sendable {
        case regular
        case bold
    }

    /// What is read: no markup. Only its first 4,000 Unicode scalars are drawn.
    package var string: String
    /// Height of the em square in logical pixels.
    package var size: Double
    /// Of every letter: there are no colour fonts among the fallbacks.
    package var color: Color
    /// Applies to the fallback fonts too, as far as they have such a face.
    package var weight: Weight
    /// With `monospaced`, the letters of neighbouring lines stand below each other.
    package var family: Family
    /// Where lines break, and where the last one ends in an ellipsis.
    package var maxWidth: Double?
    /// How many lines the text may take when `maxWidth` is set.
    package var maxLines: Int

    /// One line of any length, unless `maxWidth` is given: then `maxLines` holds.
    package init(
        _ string: String, size: Double, color: Color, weight: Weight = .regular, family: Family = .sans,
        maxWidth: Double? = nil, maxLines: Int = 1
    ) {
        self.string = string
        self.size = size
        self.color = color
        self.weight = weight
        self.family = family
        self.maxWidth = maxWidth
        self.maxLines = maxLines
    }

    /// Distance from one baseline to the next; fixed, so that a fallback font moves nothing.
    package var leading: Double { size * 1.3 }

    /// Height of a capital letter of the base font (DejaVu Sans: 1493 of 2048 units).
    package var capHeight: Double { size * 0.729 }
}

/// The measured size of a text.
package struct TextExtents: Hashable, Sendable {
    /// Width of the longest line in logical pixels.
    package var width: Double
    /// How many lines the text takes after breaking, each `leading` high.
    package var lines: Int

    /// The answer to a measurement, from a font or, in tests of layouts, made up.
    package init(width: Double, lines: Int) {
        self.width = width
        self.lines = lines
    }
}

/// Which place of a text lies at the point where it is drawn.
package struct Anchor: Hashable, Sendable {
    /// The place along the line.
    package enum Horizontal: String, Sendable {
        case start
        case middle
        case end
    }

    /// The place up and down.
    package enum Vertical: String, Sendable {
        /// The first line's baseline.
        case baseline
        /// The top of the first line's capital letters.
        case top
        /// Half-way up the first line's capital letters.
        case middle
    }

    /// Which end of each line, or its middle, stands at the point's x.
    package var horizontal: Horizontal
    /// What of the first line stands at the point's y; further lines follow below.
    package var vertical: Vertical

    /// On the baseline, unless told otherwise: what labels beside each other have in common.
    package init(_ horizontal: Horizontal, _ vertical: Vertical = .baseline) {
        self.horizontal = horizontal
        self.vertical = vertical
    }
}
