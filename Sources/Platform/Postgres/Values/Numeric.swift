/// A `numeric` in its binary form (`numeric_send`): digits to the base of 10,000 and the weight of the first.
struct Numeric {
    private let digits: [UInt16]
    private let weight: Int
    private let sign: UInt16

    private static let negative: UInt16 = 0x4000
    private static let notANumber: UInt16 = 0xC000
    private static let infinity: UInt16 = 0xD000
    private static let negativeInfinity: UInt16 = 0xF000

    init?(_ bytes: Span<UInt8>) {
        guard bytes.count >= 8 else { return nil }
        let count = Int(bytes.bigEndian(as: UInt16.self))
        guard bytes.count == 8 + 2 * count else { return nil }
        weight = Int(Int16(bitPattern: bytes.bigEndian(at: 2)))
        sign = bytes.bigEndian(at: 4)
        digits = (0..<count).map { index in bytes.bigEndian(at: 8 + 2 * index) }
    }

    /// The exact value, nil when it has a fraction or exceeds 64 bits.
    var integer: Int64? {
        guard sign == 0 || sign == Self.negative else { return nil }
        guard digits.dropFirst(max(0, weight + 1)).allSatisfy({ digit in digit == 0 }) else { return nil }
        var value: Int64 = 0
        for position in 0..<max(0, weight + 1) {
            let digit = position < digits.count ? Int64(digits[position]) : 0
            let (scaled, tooLarge) = value.multipliedReportingOverflow(by: 10_000)
            let (sum, overflow) = scaled.subtractingReportingOverflow(digit)
            if tooLarge || overflow { return nil }
            value = sum
        }
        // Counted downwards, because the negative range is one larger.
        if sign == Self.negative { return value }
        return value == .min ? nil : -value
    }

    /// The nearest double of its decimal text.
    var double: Double? {
        switch sign {
        case Self.notANumber: return .nan
        case Self.infinity: return .infinity
        case Self.negativeInfinity: return -.infinity
        default:
            let groups = digits.map { digit in String(String(Int(digit) + 10_000).dropFirst()) }
            let mantissa = groups.isEmpty ? "0" : groups.joined()
            let exponent = (weight + 1 - digits.count) * 4
            return Double((sign == Self.negative ? "-" : "") + mantissa + "e\(exponent)")
        }
    }
}
