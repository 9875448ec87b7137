/// How numbers and counts read in sentences, the same on every machine.
package enum Wording {
    /// `1,234.5`, rounded half away from zero, with a true minus sign and no minus before zero.
    package static func number(_ value: Double, digits: Int = 0) -> String {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = (value * scale).rounded(.toNearestOrAwayFromZero)
        guard let whole = Int64(exactly: scaled) else { return "out of range" }
        let parts = whole.magnitude.quotientAndRemainder(dividingBy: UInt64(scale))
        let fraction = digits == 0 ? "" : "." + padded(String(parts.remainder), to: digits)
        return (whole < 0 ? "−" : "") + grouped(String(parts.quotient)) + fraction
    }

    /// `number` with a plus sign before what is above zero.
    package static func change(_ value: Double, digits: Int = 0) -> String {
        let text = number(value, digits: digits)
        let isZero = !text.contains { character in ("1"..."9").contains(character) }
        return value > 0 && !isZero ? "+" + text : text
    }

    /// `1 member`, `1,000 members`; words that do not just take an s give their plural.
    package static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        number(Double(count)) + " " + (count == 1 ? one : many ?? one + "s")
    }

    /// `87%`, and never 0% or 100% for a share that is neither.
    package static func percent(_ share: Double) -> String {
        let whole = (share * 100).rounded(.toNearestOrAwayFromZero)
        if share > 0 && whole == 0 { return "under 1%" }
        if share < 1 && whole == 100 { return "over 99%" }
        return number(whole) + "%"
    }

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    private static func padded(_ digits: String, to width: Int) -> String {
        String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
