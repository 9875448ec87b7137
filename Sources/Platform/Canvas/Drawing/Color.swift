/// An sRGB colour with opacity.
package struct Color: Hashable, Sendable {
    /// Gamma-encoded as in sRGB, 0 to 255.
    package var red: UInt8
    /// Gamma-encoded as in sRGB, 0 to 255.
    package var green: UInt8
    /// Gamma-encoded as in sRGB, 0 to 255.
    package var blue: UInt8
    /// 0 is invisible, 1 opaque.
    package var alpha: Double

    /// The colour 0xRRGGBB.
    package init(_ hex: UInt32, alpha: Double = 1) {
        red = UInt8(truncatingIfNeeded: hex >> 16)
        green = UInt8(truncatingIfNeeded: hex >> 8)
        blue = UInt8(truncatingIfNeeded: hex)
        self.alpha = alpha
    }

    /// Opaque; what a canvas is filled with unless told otherwise.
    package static let white = Color(0xFFFFFF)
    /// Opaque, with all parts at 0.
    package static let black = Color(0x000000)
    /// Nothing at all: a background of it leaves the PNG transparent.
    package static let clear = Color(0x000000, alpha: 0)

    /// The same colour with another opacity.
    package func opacity(_ alpha: Double) -> Color {
        var color = self
        color.alpha = alpha
        return color
    }

    /// The opaque colour that this one gives over `background`.
    package func over(_ background: Color) -> Color {
        func mix(_ top: UInt8, _ bottom: UInt8) -> UInt8 {
            UInt8(Double(top) * alpha + Double(bottom) * (1 - alpha) + 0.5)
        }
        var color = self
        color.red = mix(red, background.red)
        color.green = mix(green, background.green)
        color.blue = mix(blue, background.blue)
        color.alpha = 1
        return color
    }
}

extension Color: CustomStringConvertible {
    /// `#1B3A5C`, with the opacity behind it (`#1B3A5C@50%`) where it is not 1.
    package var description: String {
        let digits = [red, green, blue].map { part in
            (part < 16 ? "0" : "") + String(part, radix: 16, uppercase: true)
        }
        let opacity = alpha == 1 ? "" : "@\(Int((alpha * 100).rounded()))%"
        return "#" + digits.joined() + opacity
    }
}
