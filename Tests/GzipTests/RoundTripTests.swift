import Testing

@testable import Gzip

/// Bytes that compress about as well as JSON does, the same on every run.
func sample(_ count: Int) -> [UInt8] {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    return (0..<count).map { index in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return index % 5 == 0 ? UInt8(truncatingIfNeeded: state >> 56) : UInt8(index % 23) + 97
    }
}

/// A format as the log names it: a dictionary by its length, not by its bytes.
extension CompressionFormat: CustomTestStringConvertible {
    package var testDescription: String {
        switch self {
        case .gzip: "gzip"
        case .zlib(let dictionary) where dictionary.isEmpty: "zlib"
        case .zlib(let dictionary): "zlib with a dictionary of \(dictionary.count) bytes"
        }
    }
}

@Suite struct `Round trips` {
    static let formats: [CompressionFormat] = [.gzip, .zlib(), .zlib(dictionary: sample(4_000))]

    @Test(arguments: formats, [0, 1, 1_000, 65_536, 1_400_000])
    func `what is compressed at once comes back`(format: CompressionFormat, count: Int) throws {
        let original = sample(count)
        for level in [CompressionLevel(0), .fastest, .balanced, .smallest] {
            let compressed = try compress(original, as: format, level: level)
            #expect(try decompress(compressed, as: format, limit: count) == original)
        }
    }

    @Test(arguments: formats, [1, 7, 1_000, 100_000])
    func `chunks of any size give the bytes of one call`(format: CompressionFormat, chunk: Int) throws {
        let original = sample(200_000)
        var compressor = try Compressor(format: format)
        var compressed: [UInt8] = []
        for start in stride(from: 0, to: original.count, by: chunk) {
            compressed += compressor.compress(Array(original[start..<min(start + chunk, original.count)]))
        }
        compressed += compressor.finish()
        #expect(try compress(original, as: format) == compressed)
        #expect(try decompress(compressed, as: format, limit: original.count) == original)

        var decompressor = try Decompressor(format: format, limit: original.count)
        var back: [UInt8] = []
        for start in stride(from: 0, to: compressed.count, by: chunk) {
            back += try decompressor.decompress(
                Array(compressed[start..<min(start + chunk, compressed.count)]))
        }
        try decompressor.finish()
        #expect(back == original)
    }

    @Test func `the same input gives the same bytes, without a time`() throws {
        let first = try compress(sample(10_000))
        #expect(try compress(sample(10_000)) == first)
        #expect(Array(first[4..<8]) == [0, 0, 0, 0])
    }

    @Test func `a gzip file of the gzip program is read`() throws {
        // printf 'hello\n' | gzip -n
        let file: [UInt8] = [
            0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0xE7, 2, 0, 0x20, 0x30, 0x3A,
            0x36, 6, 0, 0, 0,
        ]
        #expect(try decompress(file, limit: 100) == Array("hello\n".utf8))
    }

    @Test func `a dictionary makes small documents smaller`() throws {
        let dictionary = Array(#"{"character":{"name":"","realm":{"slug":"","id":0}},"level":80}"#.utf8)
        let document = Array(#"{"character":{"name":"Ä","realm":{"slug":"a","id":7}},"level":80}"#.utf8)
        let plain = try compress(document, as: .zlib())
        let primed = try compress(document, as: .zlib(dictionary: dictionary))
        #expect(primed.count < plain.count / 2)
    }

    @Test(arguments: [1, 3, 1_000])
    func `gzip members in a row are one stream`(chunk: Int) throws {
        let parts = [sample(10), sample(0), sample(70_000)]
        let members = try parts.map { part in try compress(part) }
        let file = Array(members.joined()) + [0, 0, 0]
        var decompressor = try Decompressor(limit: 100_000)
        var output: [UInt8] = []
        for start in stride(from: 0, to: file.count, by: chunk) {
            output += try decompressor.decompress(Array(file[start..<min(start + chunk, file.count)]))
        }
        try decompressor.finish()
        #expect(output == Array(parts.joined()))
    }
}
