/// XXH64 with seed 0 of a body, to recognise a document that was seen before.
///
/// Source: Yann Collet, "xxHash fast digest algorithm", version 0.1.1. Not for anything that an attacker
/// gains from; two different bodies share a digest once in 2^64.
enum BodyDigest {
    private static let primes: [UInt64] = [
        0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63,
        0x27D4_EB2F_1656_67C5,
    ]

    static func of(_ body: [UInt8]) -> Int64 {
        let bytes = body.span.bytes
        var (position, hash) = stripes(bytes)
        hash &+= UInt64(bytes.byteCount)
        let (p1, p2, p3, p4, p5) = (primes[0], primes[1], primes[2], primes[3], primes[4])
        while position + 8 <= bytes.byteCount {
            hash = (hash ^ round(0, word(bytes, position))).rotated(27) &* p1 &+ p4
            position += 8
        }
        if position + 4 <= bytes.byteCount {
            hash = (hash ^ UInt64(half(bytes, position)) &* p1).rotated(23) &* p2 &+ p3
            position += 4
        }
        while position < bytes.byteCount {
            hash = (hash ^ UInt64(body[position]) &* p5).rotated(11) &* p1
            position += 1
        }
        hash = (hash ^ hash >> 33) &* p2
        hash = (hash ^ hash >> 29) &* p3
        return Int64(bitPattern: hash ^ hash >> 32)
    }

    /// The four lanes over all whole stripes of 32 bytes, and where the rest begins.
    private static func stripes(_ bytes: RawSpan) -> (Int, UInt64) {
        let (p1, p2, p4) = (primes[0], primes[1], primes[3])
        guard bytes.byteCount >= 32 else { return (0, primes[4]) }
        var (a, b, c, d) = (p1 &+ p2, p2, UInt64(0), 0 &- p1)
        var position = 0
        while position + 32 <= bytes.byteCount {
            a = round(a, word(bytes, position))
            b = round(b, word(bytes, position + 8))
            c = round(c, word(bytes, position + 16))
            d = round(d, word(bytes, position + 24))
            position += 32
        }
        var hash = a.rotated(1) &+ b.rotated(7) &+ c.rotated(12) &+ d.rotated(18)
        for lane in [a, b, c, d] { hash = (hash ^ round(0, lane)) &* p1 &+ p4 }
        return (position, hash)
    }

    private static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
        (lane &+ input &* 0xC2B2_AE3D_27D4_EB4F).rotated(31) &* 0x9E37_79B1_85EB_CA87
    }

    private static func word(_ bytes: RawSpan, _ offset: Int) -> UInt64 {
        UInt64(half(bytes, offset)) | UInt64(half(bytes, offset + 4)) << 32
    }

    private static func half(_ bytes: RawSpan, _ offset: Int) -> UInt32 {
        UInt32(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
}

extension UInt64 {
    fileprivate func rotated(_ bits: UInt64) -> UInt64 { self << bits | self >> (64 - bits) }
}
