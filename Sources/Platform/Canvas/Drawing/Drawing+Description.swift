extension Drawing: CustomStringConvertible {
    /// One command a line, coordinates to a tenth of a pixel: what golden files compare.
    package var description: String {
        let head = "drawing \(tenths(size.width))x\(tenths(size.height)) \(background)"
        return ([head] + commands.map(\.description)).joined(separator: "\n") + "\n"
    }
}

extension Drawing.Command: CustomStringConvertible {
    /// The command's name and what it draws; the commands inside a clip are indented, up to `end`.
    package var description: String {
        switch self {
        case .fill(let path, let color): "fill \(color) \(path)"
        case .stroke(let path, let stroke): "stroke \(stroke) \(path)"
        case .text(let text, let point, let anchor, let degrees):
            "text \(text) at \(point) \(anchor.horizontal) \(anchor.vertical)"
                + (degrees == 0 ? "" : " turned \(tenths(degrees))")
        case .clip(let path, let commands):
            (["clip \(path)"] + commands.map { command in "  \(command)" } + ["end"]).joined(separator: "\n")
        }
    }
}

extension Point: CustomStringConvertible {
    /// `x,y`.
    package var description: String { "\(tenths(x)),\(tenths(y))" }
}

extension Path: CustomStringConvertible {
    /// Steps of the pen in the letters of SVG's path data: `M0,0 L10,5 Z`.
    package var description: String {
        elements.map { element in
            switch element {
            case .move(let point): "M\(point)"
            case .line(let point): "L\(point)"
            case .curve(let first, let second, let end): "C\(first) \(second) \(end)"
            case .close: "Z"
            }
        }.joined(separator: " ")
    }
}

extension Stroke: CustomStringConvertible {
    /// Colour, width, then dashes and cap where they are not the defaults.
    package var description: String {
        let dashes = dash.isEmpty ? "" : " dash " + dash.map(tenths).joined(separator: "/")
        return "\(color) \(tenths(width))\(dashes)\(cap == .butt ? "" : " \(cap)")"
    }
}

extension Text: CustomStringConvertible {
    /// The string in quotes, size and colour, then style and limits where they are not the defaults.
    package var description: String {
        let style = [weight == .regular ? "" : " \(weight)", family == .sans ? "" : " \(family)"].joined()
        let limit = maxWidth.map { width in " within \(tenths(width))x\(maxLines)" } ?? ""
        return "\"\(string)\" \(tenths(size)) \(color)\(style)\(limit)"
    }
}

/// The number with at most one decimal, in the same form on every machine.
private func tenths(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    let count = Int((value * 10).rounded())
    let sign = count < 0 ? "-" : ""
    let (whole, rest) = count.magnitude.quotientAndRemainder(dividingBy: 10)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
}
