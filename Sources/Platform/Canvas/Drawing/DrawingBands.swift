/// A drawing cut into bands of equal height from the top, each with what reaches into it, in the order of drawing.
///
/// A path that reaches into several bands is told to each of them by those of its pieces that do: pieces beside
/// the band neither cover nor uncover any of its pixels.
struct DrawingBands {
    /// From the top; the last one may reach below the picture.
    private(set) var bands: [[Drawing.Command]]
    /// In logical pixels.
    private let height: Double
    private let extents: (Text) -> InkExtents

    /// The commands in `count` bands of this height in logical pixels.
    init(
        _ commands: [Drawing.Command], height: Double, count: Int, extents: @escaping (Text) -> InkExtents
    ) {
        bands = Array(repeating: [], count: count)
        self.height = height
        self.extents = extents
        for command in commands { add(command) }
    }

    private mutating func add(_ command: Drawing.Command) {
        switch command {
        case .fill(let path, let color):
            add(path, reach: 0) { part in .fill(part, color) }
        case .stroke(let path, let stroke):
            add(path, reach: stroke.reach) { part in .stroke(part, stroke) }
        case .text(let text, let point, _, let degrees):
            let rows = rows(of: text, at: point, isTurned: degrees != 0)
            for band in self.bands(from: rows.lowerBound, to: rows.upperBound) { bands[band].append(command) }
        case .clip(let path, let commands):
            let inside = DrawingBands(commands, height: height, count: bands.count, extents: extents)
            for band in self.bands(of: path.elements[...], reach: 0) where !inside.bands[band].isEmpty {
                bands[band].append(.clip(path, inside.bands[band]))
            }
        }
    }

    private mutating func add(_ path: Path, reach: Double, _ command: (Path) -> Drawing.Command) {
        let reached = bands(of: path.elements[...], reach: reach)
        let pieces = reached.count > 1 ? path.pieces : []
        guard pieces.count > 1 else {
            for band in reached { bands[band].append(command(path)) }
            return
        }
        var parts = [Path](repeating: Path(), count: reached.count)
        for piece in pieces {
            for band in bands(of: piece, reach: reach) { parts[band - reached.lowerBound].append(piece) }
        }
        for (band, part) in zip(reached, parts) where !part.elements.isEmpty {
            bands[band].append(command(part))
        }
    }

    /// From the top of the first line's ink to the bottom of the last one's, wherever the anchor lies.
    private func rows(of text: Text, at point: Point, isTurned: Bool) -> ClosedRange<Double> {
        let ink = isTurned || !text.isPlain ? extents(text) : text.plainInk
        let turned = isTurned ? ink.width + ink.rise + ink.fall + text.capHeight : 0
        let (top, bottom) = (point.y - ink.rise - turned, point.y + ink.fall + text.capHeight + turned)
        return top <= bottom ? top...bottom : -.infinity ... .infinity
    }

    private func bands(of elements: ArraySlice<Path.Element>, reach: Double) -> Range<Int> {
        var (top, bottom) = (Double.infinity, -Double.infinity)
        // The sum is not a number when one of them is none; least and greatest would pass over it.
        var sum = 0.0
        func take(_ point: Point) {
            (top, bottom, sum) = (min(top, point.y), max(bottom, point.y), sum + point.y)
        }
        for element in elements {
            switch element {
            case .move(let point), .line(let point): take(point)
            case .curve(let first, let second, let end):
                take(first)
                take(second)
                take(end)
            case .close: break
            }
        }
        guard sum.isFinite else { return bands.indices }
        return elements.isEmpty ? 0..<0 : bands(from: top - reach, to: bottom + reach)
    }

    /// A pixel more on each side, for soft edges; every band where a place is not a number, as on a whole canvas.
    private func bands(from top: Double, to bottom: Double) -> Range<Int> {
        guard top.isFinite, bottom.isFinite else { return bands.indices }
        let last = Double(bands.count)
        let first = min(max(((top - 1) / height).rounded(.down), 0), last)
        let end = min(max(((bottom + 1) / height).rounded(.down) + 1, first), last)
        return Int(first)..<Int(end)
    }
}

/// How far the ink of a text reaches, in logical pixels.
struct InkExtents: Hashable {
    /// Above the first line's baseline, whichever its letters.
    var rise: Double
    /// Below the first line's baseline, further lines included.
    var fall: Double
    /// Of the longest line.
    var width: Double
}

extension Text {
    /// Whether it is one line of letters none of which reaches above the em square, nor half of it below: most texts
    /// are numbers, and need no layout to tell their bands.
    fileprivate var isPlain: Bool { maxWidth == nil && string.utf8.allSatisfy { letter in letter < 0x80 } }

    fileprivate var plainInk: InkExtents { InkExtents(rise: size, fall: size / 2, width: 0) }
}

extension Path {
    /// What begins with a move, each by itself.
    fileprivate var pieces: [ArraySlice<Element>] {
        var pieces: [ArraySlice<Element>] = []
        var start = 0
        for (index, element) in elements.enumerated() where index > start {
            guard case .move = element else { continue }
            pieces.append(elements[start..<index])
            start = index
        }
        pieces.append(elements[start...])
        return pieces
    }
}

extension Stroke {
    /// How far from the path the line reaches at most: Cairo's longest miter is ten widths, from tip to tip.
    fileprivate var reach: Double { width * (join == .miter ? 5 : 1) }
}
