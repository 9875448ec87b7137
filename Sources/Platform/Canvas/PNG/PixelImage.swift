/// An image as 0xAARRGGBB pixels, colours not multiplied by opacity.
struct PixelImage {
    let width: Int
    let height: Int
    var pixels: [UInt32]

    init(width: Int, height: Int, pixels: [UInt32]) {
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// From Cairo's pixels, whose colours are multiplied by opacity.
    @safe init(width: Int, height: Int, premultiplied: UnsafeBufferPointer<UInt32>) {
        self.init(width: width, height: height, pixels: unsafe Array(premultiplied))
        for index in pixels.indices where pixels[index] >> 24 != 255 {
            pixels[index] = Self.straight(pixels[index])
        }
    }

    private static func straight(_ pixel: UInt32) -> UInt32 {
        let alpha = pixel >> 24
        guard alpha > 0 else { return 0 }
        func channel(_ shift: UInt32) -> UInt32 {
            min(((pixel >> shift & 255) * 255 + alpha / 2) / alpha, 255) << shift
        }
        return alpha << 24 | channel(16) | channel(8) | channel(0)
    }

    var isOpaque: Bool { pixels.allSatisfy { pixel in pixel >> 24 == 255 } }

    /// How often each colour occurs.
    func histogram() -> [UInt32: Int] {
        var counts: [UInt32: Int] = [:]
        var start = 0
        // Drawings are long runs of one colour: one look-up per run, not per pixel.
        for index in pixels.indices where index + 1 == pixels.count || pixels[index + 1] != pixels[index] {
            counts[pixels[index], default: 0] += index + 1 - start
            start = index + 1
        }
        return counts
    }
}
