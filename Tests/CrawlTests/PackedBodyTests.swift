import Guilds
import Testing

@testable import Crawl

struct PackedBodyTests {
    private static let kept = DocumentKind.allCases.filter { kind in
        ArchiveDictionary.current(for: kind) != nil
    }

    @Test func `documents of guilds and characters are kept, the status and a region's are not`() {
        #expect(
            Self.kept
                == DocumentKind.allCases.filter { kind in kind.scope != .region && kind != .status })
    }

    @Test(arguments: kept)
    func `a body comes back as it came in`(kind: DocumentKind) throws {
        let dictionary = try #require(ArchiveDictionary.current(for: kind))
        let text = "{\"made\":\"up\"," + String(decoding: dictionary.bytes.suffix(300), as: UTF8.self)
        let packed = try #require(try PackedBody(packing: Array(text.utf8), of: kind, limit: 1000))
        #expect(packed.unpacked == Array(text.utf8))
        #expect(packed.bytes.count < 100)
        #expect(packed.dictionary == dictionary.id)
    }

    @Test func `a large body comes back too, one beyond the limit is not kept`() throws {
        let body = (0..<200_000).map { number in UInt8(truncatingIfNeeded: number &* number >> 3) }
        #expect(try PackedBody(packing: body, of: .achievements, limit: 1 << 20)?.unpacked == body)
        #expect(try PackedBody(packing: body, of: .achievements, limit: 100_000) == nil)
        #expect(try PackedBody(packing: [], of: .summary, limit: 100) == nil)
    }

    @Test func `a body of an unknown dictionary or with damage is nothing`() throws {
        let packed = try #require(try PackedBody(packing: Array("hello".utf8), of: .summary, limit: 100))
        #expect(PackedBody(dictionary: 9, size: 5, bytes: packed.bytes).unpacked == nil)
        #expect(
            PackedBody(dictionary: packed.dictionary, size: 5, bytes: Array(packed.bytes.dropLast(3)))
                .unpacked == nil)
        #expect(PackedBody(dictionary: packed.dictionary, size: 4, bytes: packed.bytes).unpacked == nil)
    }

    /// What is kept can only be read with the dictionary that it was written with: an edited one needs a new id.
    @Test func `a dictionary that was ever written with stays as it is`() {
        var digests: [Int16: String] = [:]
        for dictionary in ArchiveDictionary.all {
            var digest = Fingerprint()
            digest.combine(dictionary.bytes)
            digests[dictionary.id] = digest.hex
        }
        #expect(digests == Self.written)
    }

    private static let written: [Int16: String] = [
        120: "41c5d8e8b1655796", 121: "de330317185c362f", 122: "89015c6c7f0936e8",
        123: "6f339cd825a6eeac", 140: "cdf63d68ca884dad", 142: "0f98d0a835592d7f",
        143: "3564576ad6dbc13a", 144: "5072f926e5934c0a", 145: "2d7b57908cb99636",
        146: "35e306208c9692cf", 147: "68703c05b4326f38", 148: "dde5d140b7b9db8d", 149: "90b9e305c5904b9f",
        150: "e66e258561538681",
        151: "7d1b2ded3a23cbcb",
    ]
}
