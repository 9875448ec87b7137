/// A 64-bit FNV-1a digest that tells whether two inputs are the same; it guards against change, not malice.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, "The FNV Non-Cryptographic Hash Algorithm" (IETF draft).
package struct Fingerprint: Sendable, Hashable {
    /// The digest of what was taken in so far; before anything, the offset basis of FNV-1a.
    package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    /// The digest of nothing.
    package init() {}

    /// Takes in bytes; how they were cut into calls does not matter.
    package mutating func combine(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }

    /// Takes in a text with its end, so that “ab”, “c” differs from “a”, “bc”.
    package mutating func combine(_ text: String) {
        combine(text.utf8)
        combine(CollectionOfOne(0xff))
    }

    /// Takes in a number as eight bytes, whatever its width.
    package mutating func combine(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: Int64(truncatingIfNeeded: number).littleEndian) { bytes in combine(bytes) }
    }

    /// Sixteen hexadecimal digits.
    package var hex: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
