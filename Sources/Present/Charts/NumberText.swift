/// A number as people read it: "1,234.5", with a real minus sign.
func numberText(_ value: Double, decimals: Int = 0) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "no data" }
    let scale = (0..<max(decimals, 0)).reduce(1.0) { product, _ in product * 10 }
    let units = Int64((abs(value) * scale).rounded())
    let (whole, rest) = units.quotientAndRemainder(dividingBy: Int64(scale))
    var text = grouped(whole)
    if decimals > 0 {
        let digits = String(rest)
        text += "." + String(repeating: "0", count: decimals - digits.count) + digits
    }
    return value < 0 && units != 0 ? "\u{2212}" + text : text
}

/// A whole number as people read it.
func numberText(_ value: Int) -> String { numberText(Double(value)) }

private func grouped(_ whole: Int64) -> String {
    let digits = Array(String(whole))
    return digits.enumerated().reduce(into: "") { text, digit in
        if digit.offset > 0, (digits.count - digit.offset).isMultiple(of: 3) { text.append(",") }
        text.append(digit.element)
    }
}
