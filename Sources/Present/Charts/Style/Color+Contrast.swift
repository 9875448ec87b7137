package import Canvas
import Glibc

extension Color {
    /// The contrast ratio of WCAG 2.2, from 1 (none) to 21 (black on white). Opacity is ignored.
    package func contrast(with other: Color) -> Double {
        let (left, right) = (luminance, other.luminance)
        return (max(left, right) + 0.05) / (min(left, right) + 0.05)
    }

    /// The colour, moved away from the background in small steps until it has the contrast: class colours keep
    /// their hue and can still be seen.
    package func visible(on background: Color, contrast target: Double) -> Color {
        let away = background.luminance > 0.18 ? Color.black : Color.white
        var color = self
        for _ in 0..<40 where color.contrast(with: background) < target {
            color = away.opacity(0.06).over(color)
        }
        return color.contrast(with: background) < target ? away : color
    }

    /// Relative luminance.
    private var luminance: Double {
        let linear = Self.linear
        return 0.2126 * linear[Int(red)] + 0.7152 * linear[Int(green)] + 0.0722 * linear[Int(blue)]
    }

    /// The light of each value that a channel can have.
    private static let linear: [Double] = (0...255).map { channel in
        let value = Double(channel) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}
