/// At most 256 colours and which of them stands for each colour of an image.
struct Palette {
    static let limit = 256
    /// The most frequent colours are flat areas: they are kept as they are.
    private static let exactCount = 32
    private static let rounds = 2

    /// Transparent colours first, so that the list of opacities in the file is short.
    private(set) var colors: [UInt32]
    private(set) var index: [UInt32: UInt8]

    /// The image's own colours; nil when they are too many.
    init?(exact histogram: [UInt32: Int]) {
        guard histogram.count <= Self.limit else { return nil }
        self.init(mapping: Dictionary(uniqueKeysWithValues: histogram.keys.map { color in (color, color) }))
    }

    /// The image's colours merged into 256.
    ///
    /// Starts from the most frequent ones, adds the one that is worst served until all places are taken, and
    /// moves the added ones to the mean of the colours they stand for (k-means in integers, ties by value: the
    /// same image gives the same palette).
    init(reducing histogram: [UInt32: Int]) {
        let counted = histogram.sorted { left, right in
            left.value == right.value ? left.key < right.key : left.value > right.value
        }
        let colors = counted.map(\.key)
        let counts = counted.map(\.value)
        var centers = Self.spread(colors, counts)
        var nearest = colors.map { color in Self.nearest(to: color, in: centers) }
        for _ in 0..<Self.rounds {
            var sums = [ColorSum](repeating: ColorSum(), count: centers.count)
            for (place, center) in nearest.enumerated() { sums[center].add(colors[place], counts[place]) }
            for index in centers.indices.dropFirst(Self.exactCount) where sums[index].count > 0 {
                centers[index] = sums[index].mean
            }
            nearest = colors.map { color in Self.nearest(to: color, in: centers) }
        }
        self.init(
            mapping: Dictionary(
                uniqueKeysWithValues: zip(colors, nearest.map { center in centers[center] })))
    }

    /// The most frequent colours, then again and again the one whose pixels are farthest from all chosen.
    private static func spread(_ colors: [UInt32], _ counts: [Int]) -> [UInt32] {
        var centers = Array(colors.prefix(exactCount))
        let weights = counts.map { count in Int(Double(count).squareRoot()) }
        var distances = colors.map { color in
            centers.reduce(Int.max) { least, center in min(least, distance(color, center)) }
        }
        while centers.count < limit {
            var worst = (place: 0, score: 0)
            for place in colors.indices where distances[place] * weights[place] > worst.score {
                worst = (place, distances[place] * weights[place])
            }
            guard worst.score > 0 else { break }
            let center = colors[worst.place]
            centers.append(center)
            for place in colors.indices {
                distances[place] = min(distances[place], distance(colors[place], center))
            }
        }
        return centers
    }

    private init(mapping: [UInt32: UInt32]) {
        // Opacity is the highest byte: sorting puts the opaque colours last.
        colors = Set(mapping.values).sorted()
        let places = Dictionary(
            uniqueKeysWithValues: colors.enumerated().map { place, color in (color, UInt8(place)) })
        index = mapping.compactMapValues { color in places[color] }
    }

    private static func nearest(to color: UInt32, in centers: [UInt32]) -> Int {
        var best = (index: 0, distance: Int.max)
        for (index, center) in centers.enumerated() {
            let distance = self.distance(color, center)
            if distance < best.distance { best = (index, distance) }
            if distance == 0 { break }
        }
        return best.index
    }

    /// Squared distance with the eye's different weights for red, green and blue.
    private static func distance(_ left: UInt32, _ right: UInt32) -> Int {
        func difference(_ shift: UInt32) -> Int { Int(left >> shift & 255) - Int(right >> shift & 255) }
        let (alpha, red, green, blue) = (difference(24), difference(16), difference(8), difference(0))
        return 4 * alpha * alpha + 3 * red * red + 4 * green * green + 2 * blue * blue
    }
}

/// The weighted sum of colours that one palette entry stands for.
private struct ColorSum {
    var count = 0
    private var channels = (0, 0, 0, 0)

    mutating func add(_ color: UInt32, _ weight: Int) {
        count += weight
        channels.0 += Int(color >> 24) * weight
        channels.1 += Int(color >> 16 & 255) * weight
        channels.2 += Int(color >> 8 & 255) * weight
        channels.3 += Int(color & 255) * weight
    }

    var mean: UInt32 {
        func rounded(_ sum: Int) -> UInt32 { UInt32((sum + count / 2) / count) }
        return rounded(channels.0) << 24 | rounded(channels.1) << 16 | rounded(channels.2) << 8
            | rounded(channels.3)
    }
}
