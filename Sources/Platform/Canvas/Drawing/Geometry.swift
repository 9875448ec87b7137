/// A place on the canvas: x to the right, y down, in logical pixels.
package struct Point: Hashable, Sendable {
    /// To the right of the canvas's left edge.
    package var x: Double
    /// Below the canvas's upper edge.
    package var y: Double

    /// The point `x` to the right of and `y` below the canvas's upper left corner.
    package init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// Width and height in logical pixels.
package struct Size: Hashable, Sendable {
    /// To the right.
    package var width: Double
    /// Downwards.
    package var height: Double

    /// Not checked here: a canvas refuses sides below 1 and above 16,384 by 32,767 device pixels.
    package init(_ width: Double, _ height: Double) {
        self.width = width
        self.height = height
    }
}

/// An upright rectangle in logical pixels.
package struct Rect: Hashable, Sendable {
    /// Of the left side, when the width is not negative.
    package var x: Double
    /// Of the upper side, when the height is not negative.
    package var y: Double
    /// To the right of `x`.
    package var width: Double
    /// Downwards from `y`.
    package var height: Double

    /// The rectangle whose upper left corner is at (`x`, `y`).
    package init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The left side.
    package var minX: Double { x }
    /// The right side.
    package var maxX: Double { x + width }
    /// Half-way between the left and the right side.
    package var midX: Double { x + width / 2 }
    /// The upper side: y grows downwards.
    package var minY: Double { y }
    /// The lower side: y grows downwards.
    package var maxY: Double { y + height }
    /// Half-way between the upper and the lower side.
    package var midY: Double { y + height / 2 }

    /// The rectangle made smaller by these distances on its sides.
    package func inset(left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0) -> Rect {
        Rect(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
    }
}
