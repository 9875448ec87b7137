/// Writes JSON straight into bytes.
///
/// The one that writes says what comes; commas and escapes are the writer's.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init(capacity: Int = 4096) {
        bytes.reserveCapacity(capacity)
    }

    /// An object as the value at hand.
    mutating func object(_ body: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    /// An object under a key.
    mutating func object(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
        write(key)
        object(body)
    }

    /// An array under a key; the body writes one value for each element.
    mutating func array<Elements: Sequence>(
        _ key: StaticString, _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) -> Void
    ) {
        write(key)
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        for element in elements { body(&self, element) }
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    mutating func set(_ key: StaticString, _ value: Int) {
        write(key)
        append(value)
        needsComma = true
    }

    mutating func set(_ key: StaticString, _ value: Bool) {
        write(key)
        bytes += value ? Array("true".utf8) : Array("false".utf8)
        needsComma = true
    }

    /// A number with at most six decimals.
    mutating func set(_ key: StaticString, _ value: Double) {
        write(key)
        bytes += Array("\((value * 1_000_000).rounded() / 1_000_000)".utf8)
        needsComma = true
    }

    mutating func set(_ key: StaticString, _ value: String) {
        write(key)
        append(value)
        needsComma = true
    }

    /// A string under a key that is not known when the code is written.
    mutating func set(dynamic key: String, _ value: String) {
        separate()
        append(key)
        bytes.append(UInt8(ascii: ":"))
        append(value)
        needsComma = true
    }

    /// A number under a key that is not known when the code is written.
    mutating func set(dynamic key: String, _ value: Int) {
        separate()
        append(key)
        bytes.append(UInt8(ascii: ":"))
        append(value)
        needsComma = true
    }

    /// A number as the value at hand.
    mutating func value(_ value: Int) {
        separate()
        append(value)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    private mutating func write(_ key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { buffer in bytes.append(contentsOf: buffer) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func append(_ value: Int) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    private mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0..<0x20: bytes += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
