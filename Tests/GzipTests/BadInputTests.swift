import Testing

@testable import Gzip

@Suite struct `Bad input` {
    @Test(arguments: [CompressionFormat.gzip, .zlib()])
    func `every cut is noticed`(format: CompressionFormat) throws {
        let whole = try compress(sample(300), as: format)
        for count in 0..<whole.count {
            let error = #expect(throws: GzipError.self) {
                try decompress(Array(whole[..<count]), as: format, limit: 1_000)
            }
            #expect(error?.code == .truncated)
        }
    }

    @Test(arguments: [CompressionFormat.gzip, .zlib()])
    func `no flipped bit gives other data`(format: CompressionFormat) throws {
        let original = sample(300)
        let whole = try compress(original, as: format)
        for index in whole.indices {
            for bit in 0..<8 {
                var damaged = whole
                damaged[index] ^= 1 << bit
                // Flags of the gzip header (time, system, text) carry no data: those flips may pass.
                if let output = try? decompress(damaged, as: format, limit: 1_000) {
                    #expect(output == original)
                }
            }
        }
    }

    @Test func `a wrong checksum is told from other damage`() throws {
        var damaged = try compress(sample(300))
        damaged[damaged.count - 6] ^= 1
        let error = #expect(throws: GzipError.self) { try decompress(damaged, limit: 1_000) }
        #expect(error?.code == .checksumMismatch)
    }

    @Test(arguments: [
        ("<html><body>busy</body></html>", CompressionFormat.gzip, GzipError.Code.unknownFormat),
        ("{\"code\":503}", .zlib(), .unknownFormat), ("", .gzip, .truncated),
    ])
    func `data of another kind are refused`(text: String, format: CompressionFormat, code: GzipError.Code) {
        let error = #expect(throws: GzipError.self) {
            try decompress(Array(text.utf8), as: format, limit: 100)
        }
        #expect(error?.code == code)
    }

    @Test func `a bomb stops at the limit`() throws {
        let bomb = try compress([UInt8](repeating: 0, count: 20_000_000))
        var decompressor = try Decompressor(limit: 100_000)
        var output: [UInt8] = []
        var code: GzipError.Code?
        do {
            try decompressor.decompress(bomb.span, into: &output)
        } catch {
            code = error.code
        }
        #expect(code == .tooLarge)
        #expect(output.count <= 100_001)
    }

    @Test func `the limit itself is allowed, also over several members`() throws {
        let file = try compress(sample(70_000)) + compress(sample(10))
        #expect(try decompress(file, limit: 70_010).count == 70_010)
        let error = #expect(throws: GzipError.self) { try decompress(file, limit: 70_009) }
        #expect(error?.code == .tooLarge)
    }

    @Test(arguments: [CompressionFormat.gzip, .zlib()], [[UInt8(7)], [0, 7]])
    func `data after the end are refused`(format: CompressionFormat, tail: [UInt8]) throws {
        let file = try compress(sample(10), as: format) + tail
        let error = #expect(throws: GzipError.self) { try decompress(file, as: format, limit: 100) }
        #expect(error?.code == .trailingData)
    }

    @Test(arguments: [CompressionFormat.zlib(), .zlib(dictionary: [1, 2, 3])])
    func `the wrong dictionary is named as such`(format: CompressionFormat) throws {
        let file = try compress(sample(100), as: .zlib(dictionary: sample(50)))
        let error = #expect(throws: GzipError.self) { try decompress(file, as: format, limit: 100) }
        #expect(error?.code == .wrongDictionary)
    }

    @Test func `a failed stream stays failed`() throws {
        var decompressor = try Decompressor(limit: 100)
        #expect(throws: GzipError.self) { _ = try decompressor.decompress([1, 2, 3]) }
        var code: GzipError.Code?
        do { _ = try decompressor.decompress(compress(sample(3))) } catch { code = error.code }
        #expect(code == .unknownFormat)
    }
}
