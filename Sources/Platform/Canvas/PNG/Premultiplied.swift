/// 0xAARRGGBB colours whose channels Cairo has multiplied by their opacity.
enum Premultiplied {
    /// The colour with its channels as they were before.
    static func straight(_ pixel: UInt32) -> UInt32 {
        let alpha = pixel >> 24
        guard alpha < 255 else { return pixel }
        guard alpha > 0 else { return 0 }
        func channel(_ shift: UInt32) -> UInt32 {
            min(((pixel >> shift & 255) * 255 + alpha / 2) / alpha, 255) << shift
        }
        return alpha << 24 | channel(16) | channel(8) | channel(0)
    }
}
