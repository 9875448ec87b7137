import Gzip

/// A PNG file taken apart by the specification, with every checksum checked.
package struct PNGFile {
    /// One chunk.
    package struct Chunk {
        /// Its four letters.
        package var type: String
        /// Without length and checksum.
        package var data: [UInt8]
    }

    /// What is wrong with a file.
    package struct Damage: Error {
        /// Where or what.
        package var reason: String
    }

    /// In order.
    package let chunks: [Chunk]

    /// Throws `Damage` for a wrong signature or checksum.
    package init(_ bytes: [UInt8]) throws {
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
            throw Damage(reason: "signature")
        }
        var chunks: [Chunk] = []
        var place = 8
        while place < bytes.count {
            let length = Self.number(bytes, at: place)
            let body = Array(bytes[(place + 4)..<(place + 8 + length)])
            guard Self.number(bytes, at: place + 8 + length) == Int(Self.checksum(body)) else {
                throw Damage(reason: "checksum of chunk \(chunks.count)")
            }
            chunks.append(Chunk(type: String(decoding: body[..<4], as: UTF8.self), data: Array(body[4...])))
            place += 12 + length
        }
        self.chunks = chunks
    }

    /// Of the first chunk of the type.
    package func data(of type: String) -> [UInt8]? { chunks.first { chunk in chunk.type == type }?.data }

    private var header: [UInt8] { data(of: "IHDR") ?? [UInt8](repeating: 0, count: 13) }
    /// In pixels.
    package var width: Int { Self.number(header, at: 0) }
    /// In pixels.
    package var height: Int { Self.number(header, at: 4) }
    /// Of a channel or palette index.
    package var bitDepth: Int { Int(header[8]) }
    /// 2 is RGB, 3 palette, 6 RGB with opacity.
    package var colorType: Int { Int(header[9]) }
    /// How many colours the palette has.
    package var paletteCount: Int { (data(of: "PLTE") ?? []).count / 3 }

    /// The keyword and text of each tEXt and uncompressed iTXt chunk.
    package var texts: [String: String] {
        var texts: [String: String] = [:]
        for chunk in chunks where chunk.type == "tEXt" || chunk.type == "iTXt" {
            // iTXt: keyword 0 compression(2) language 0 keyword 0 text.
            let parts = chunk.data.split(separator: 0, omittingEmptySubsequences: false)
            guard let keyword = parts.first, let text = parts.last else { continue }
            texts[String(decoding: keyword, as: UTF8.self)] = String(decoding: text, as: UTF8.self)
        }
        return texts
    }

    /// The pixels as 0xAARRGGBB.
    package func pixels() throws -> [UInt32] {
        let channels = [2: 3, 3: 1, 6: 4][colorType] ?? 0
        let packed = Array(chunks.filter { chunk in chunk.type == "IDAT" }.map(\.data).joined())
        let raw = try decompress(packed, as: .zlib(), limit: 100_000_000)
        let samples = try unfilter(raw, rowBytes: width * channels, channels: channels)
        let palette = data(of: "PLTE") ?? []
        let opacities = data(of: "tRNS") ?? []
        if channels == 1 {
            let colors = (0..<(palette.count / 3)).map { index in
                Self.pixel(
                    index < opacities.count ? opacities[index] : 255, palette[(index * 3)..<(index * 3 + 3)])
            }
            return samples.map { index in colors[Int(index)] }
        }
        return stride(from: 0, to: samples.count, by: channels).map { start in
            Self.pixel(channels == 4 ? samples[start + 3] : 255, samples[start..<(start + 3)])
        }
    }

    private static func pixel(_ alpha: UInt8, _ colors: ArraySlice<UInt8>) -> UInt32 {
        colors.reduce(UInt32(alpha)) { sum, part in sum << 8 | UInt32(part) }
    }

    private func unfilter(_ raw: [UInt8], rowBytes: Int, channels: Int) throws -> [UInt8] {
        guard raw.count == (rowBytes + 1) * height else { throw Damage(reason: "size of the image data") }
        var output: [UInt8] = []
        output.reserveCapacity(rowBytes * height)
        for row in 0..<height {
            let filter = raw[row * (rowBytes + 1)]
            if filter == 0 {
                let start = row * (rowBytes + 1) + 1
                output += raw[start..<(start + rowBytes)]
                continue
            }
            for column in 0..<rowBytes {
                let here = output.count
                let left = column >= channels ? Int(output[here - channels]) : 0
                let up = row > 0 ? Int(output[here - rowBytes]) : 0
                let corner = row > 0 && column >= channels ? Int(output[here - rowBytes - channels]) : 0
                let guess =
                    switch filter {
                    case 0: 0
                    case 1: left
                    case 2: up
                    case 3: (left + up) / 2
                    default: Self.paeth(left, up, corner)
                    }
                output.append(raw[row * (rowBytes + 1) + 1 + column] &+ UInt8(guess))
            }
        }
        return output
    }

    private static func paeth(_ left: Int, _ up: Int, _ corner: Int) -> Int {
        let guess = left + up - corner
        let (toLeft, toUp, toCorner) = (abs(guess - left), abs(guess - up), abs(guess - corner))
        if toLeft <= toUp && toLeft <= toCorner { return left }
        return toUp <= toCorner ? up : corner
    }

    private static func number(_ bytes: [UInt8], at place: Int) -> Int {
        bytes[place..<(place + 4)].reduce(0) { sum, byte in sum << 8 | Int(byte) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in
                rest & 1 == 1 ? 0xEDB8_8320 ^ rest >> 1 : rest >> 1
            }
        }
    }
}
