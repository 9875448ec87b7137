import CPNG

extension Drawing {
    /// The drawing performed on a fresh canvas, as a PNG file with title and alt text; the same drawing gives the
    /// same bytes.
    package func png(
        scale: Double = 1, colors: PNGOptions.Colors = .palette, level: Int = PNGOptions.usualLevel,
        typesetter: Typesetter = Typesetter()
    ) throws(CanvasError) -> [UInt8] {
        let options = PNGOptions(colors: colors, level: level, title: title, altText: altText)
        var image = PixelRuns(width: try Canvas.pixelSize(of: size, scale: scale).width)
        // 128 rows of a chart are half a megabyte.
        try forEachBand(rowsAtOnce: 128, scale: scale, typesetter: typesetter) { pixels in
            image.append(pixels)
        }
        return try PNGEncoder(image: image, options: options).encode()
    }
}

/// Chooses the PNG colour type that fits the image and has libpng write it.
struct PNGEncoder {
    let image: PixelRuns
    let options: PNGOptions
    /// The image's colours, not multiplied by opacity.
    private let colors: [UInt32]

    init(image: PixelRuns, options: PNGOptions) {
        self.image = image
        self.options = options
        colors = image.table.colors.map(Premultiplied.straight)
    }

    func encode() throws(CanvasError) -> [UInt8] {
        switch (Palette(exact: colors), options.colors) {
        case (let palette?, _): try encode(palette)
        case (nil, .palette): try encode(Palette(reducing: colors, counts: image.table.counts))
        case (nil, .exact): try encodeTrueColor()
        }
    }

    private func encode(_ palette: Palette) throws(CanvasError) -> [UInt8] {
        let table = palette.colors.map { color in
            png_color(
                red: UInt8(truncatingIfNeeded: color >> 16), green: UInt8(truncatingIfNeeded: color >> 8),
                blue: UInt8(truncatingIfNeeded: color))
        }
        let alpha = palette.colors.map { color in UInt8(color >> 24) }.filter { alpha in alpha < 255 }
        return try write(
            image.scanlines(palette.places, samples: 1), type: PNG_COLOR_TYPE_PALETTE, palette: table,
            alpha: alpha)
    }

    private func encodeTrueColor() throws(CanvasError) -> [UInt8] {
        let opaque = colors.allSatisfy { color in color >> 24 == 255 }
        let channels = opaque ? 3 : 4
        // Red comes first in the file.
        let values = colors.map { color in
            color & 0xFF00_FF00 | color >> 16 & 255 | (color & 255) << 16
        }
        return try write(
            image.scanlines(values, samples: channels),
            type: opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA, palette: [], alpha: [])
    }

    private func write(
        _ scanlines: [UInt8], type: Int32, palette: [png_color], alpha: [UInt8]
    ) throws(CanvasError) -> [UInt8] {
        let data = try zlibStream(of: scanlines, level: options.level)
        var output = unsafe guildscope_png_output()
        let status = unsafe data.withUnsafeBufferPointer { data in
            unsafe palette.withUnsafeBufferPointer { palette in
                unsafe alpha.withUnsafeBufferPointer { alpha in
                    var request = unsafe guildscope_png_image(
                        width: UInt32(image.width), height: UInt32(image.height), color_type: type,
                        palette: palette.baseAddress, palette_count: Int32(palette.count),
                        palette_alpha: alpha.baseAddress, palette_alpha_count: Int32(alpha.count),
                        data: data.baseAddress, data_count: data.count)
                    return unsafe guildscope_png_encode(&request, options.title, options.altText, &output)
                }
            }
        }
        defer { unsafe free(output.bytes) }
        guard status == 0, let bytes = unsafe output.bytes else {
            let message = unsafe withUnsafeBytes(of: output.message) { message in
                unsafe String(decoding: message.prefix { byte in byte != 0 }, as: UTF8.self)
            }
            throw CanvasError(.encodingFailed, detail: message)
        }
        return unsafe Array(UnsafeBufferPointer(start: bytes, count: output.count))
    }
}
