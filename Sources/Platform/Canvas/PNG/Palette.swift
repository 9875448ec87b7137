/// At most 256 colours and which of them stands for each colour of an image.
struct Palette {
    static let limit = 256
    /// The most frequent colours are flat areas: they are kept as they are.
    private static let exactCount = 32
    private static let rounds = 2
    /// Shades as near as this are not seen apart on an edge: ten steps of 255 in all three channels.
    private static let unseen: Int32 = 9 * 10 * 10

    /// Transparent colours first, so that the list of opacities in the file is short.
    private(set) var colors: [UInt32]
    /// For each colour of the image, the place of the one that stands for it.
    private(set) var places: [UInt32]

    /// The image's own colours; nil when they are too many.
    init?(exact image: [UInt32]) {
        let kept = image.count <= 4 * Self.limit ? Set(image) : []
        guard !kept.isEmpty, kept.count <= Self.limit else { return nil }
        self.init(standIns: image)
    }

    /// The image's colours merged into as few as look the same, and 256 at most.
    ///
    /// Starts from the most frequent ones, adds the one that is worst served until all are served well or all
    /// places are taken, and moves the added ones to the mean of the colours they stand for (k-means in integers,
    /// ties by value: the same image gives the same palette).
    init(reducing image: [UInt32], counts: [Int]) {
        let order = image.indices.sorted { left, right in
            counts[left] == counts[right] ? image[left] < image[right] : counts[left] > counts[right]
        }
        let colors = order.map { place in Shade(image[place]) }
        let weights = order.map { place in counts[place] }
        var (centers, nearest) = Self.spread(colors, weights)
        for _ in 0..<Self.rounds {
            var sums = [ColorSum](repeating: ColorSum(), count: centers.count)
            for (place, center) in nearest.enumerated() { sums[center].add(colors[place], weights[place]) }
            for index in centers.indices.dropFirst(Self.exactCount) where sums[index].count > 0 {
                centers[index] = sums[index].mean
            }
            nearest = colors.map { color in color.nearest(in: centers) }
        }
        var standIns = image
        for (place, center) in zip(order, nearest) { standIns[place] = centers[center].color }
        self.init(standIns: standIns)
    }

    /// The most frequent colours, then again and again the one whose pixels are farthest from all chosen; and the
    /// nearest of them for each colour.
    private static func spread(_ colors: [Shade], _ counts: [Int]) -> (centers: [Shade], nearest: [Int]) {
        var centers = Array(colors.prefix(exactCount))
        let weights = counts.map { count in Float(count).squareRoot() }
        var nearest = colors.map { color in color.nearest(in: centers) }
        var distances = zip(colors, nearest).map { color, center in color.distance(to: centers[center]) }
        while centers.count < limit {
            var worst = (place: 0, score: Float(0), distance: Int32(0))
            for place in colors.indices {
                let score = Float(distances[place]) * weights[place]
                if score > worst.score { worst = (place, score, worst.distance) }
                worst.distance = max(worst.distance, distances[place])
            }
            guard worst.distance > unseen else { break }
            let center = colors[worst.place]
            for place in colors.indices {
                let distance = colors[place].distance(to: center)
                guard distance < distances[place] else { continue }
                (distances[place], nearest[place]) = (distance, centers.count)
            }
            centers.append(center)
        }
        return (centers, nearest)
    }

    /// A colour for each of the image's.
    private init(standIns: [UInt32]) {
        // Opacity is the highest byte: sorting puts the opaque colours last.
        colors = Set(standIns).sorted()
        let known = Dictionary(
            uniqueKeysWithValues: colors.enumerated().map { place, color in (color, UInt32(place)) })
        places = standIns.map { color in known[color] ?? 0 }
    }
}

/// A colour with its channels side by side.
private struct Shade {
    let color: UInt32
    /// Alpha, red, green, blue.
    let channels: SIMD4<Int32>

    init(_ color: UInt32) {
        self.color = color
        channels = SIMD4(truncatingIfNeeded: SIMD4(color >> 24, color >> 16, color >> 8, color) & 255)
    }

    /// Squared distance with the eye's different weights for red, green and blue.
    func distance(to other: Shade) -> Int32 {
        let difference = channels &- other.channels
        return (difference &* difference &* SIMD4(4, 3, 4, 2)).wrappedSum()
    }

    /// The place of the nearest one, of equally near ones the first.
    func nearest(in shades: [Shade]) -> Int {
        var best = (place: 0, distance: Int32.max)
        for place in shades.indices {
            let distance = distance(to: shades[place])
            if distance < best.distance { best = (place, distance) }
        }
        return best.place
    }
}

/// The weighted sum of colours that one palette entry stands for.
private struct ColorSum {
    private(set) var count = 0
    private var channels = SIMD4<Int>.zero

    mutating func add(_ shade: Shade, _ weight: Int) {
        count += weight
        channels &+= SIMD4(truncatingIfNeeded: shade.channels) &* SIMD4(repeating: weight)
    }

    var mean: Shade {
        func rounded(_ sum: Int) -> UInt32 { UInt32((sum + count / 2) / count) }
        return Shade(
            rounded(channels.x) << 24 | rounded(channels.y) << 16 | rounded(channels.z) << 8
                | rounded(channels.w))
    }
}
