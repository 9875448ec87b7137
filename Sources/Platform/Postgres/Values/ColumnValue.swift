/// A Swift type that result columns are read as.
package protocol ColumnValue: Sendable {
    /// What columns fit, for the error when one does not.
    static var expectation: String { get }
    /// What NULL is read as; nil when NULL does not fit.
    static var null: Self? { get }
    /// The value of a cell in the server's binary form; nil when the type or the bytes do not fit.
    static func decode(_ bytes: Span<UInt8>, type: TypeOfColumn) -> Self?
}

/// The data type of a result column, opaque outside this module.
package struct TypeOfColumn: Hashable, Sendable {
    let id: TypeID
}

extension ColumnValue {
    /// Nil: a type that is not Optional has no place for NULL.
    package static var null: Self? { nil }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    /// What the wrapped type expects, or NULL.
    package static var expectation: String { Wrapped.expectation + " or NULL" }
    /// NULL is read as nil: the outer Optional says that NULL fits, the inner one is the value.
    package static var null: Wrapped?? { .some(nil) }

    /// Reads a cell that is not NULL as the wrapped type does.
    package static func decode(_ bytes: Span<UInt8>, type: TypeOfColumn) -> Wrapped?? {
        Wrapped.decode(bytes, type: type).map(Optional.some)
    }
}

extension ColumnValue where Self: FixedWidthInteger {
    /// Any integer type whose value fits: the width of the column does not matter.
    package static var expectation: String { "\(Self.self) (an integer type in its range)" }

    /// Reads `smallint`, `integer`, `bigint`, `oid` and whole `numeric`; nil when the value is out of range.
    package static func decode(_ bytes: Span<UInt8>, type: TypeOfColumn) -> Self? {
        switch (type.id, bytes.count) {
        case (.int2, 2): Self(exactly: Int16(bitPattern: bytes.bigEndian()))
        case (.int4, 4): Self(exactly: Int32(bitPattern: bytes.bigEndian()))
        case (.int8, 8): Self(exactly: Int64(bitPattern: bytes.bigEndian()))
        case (.oid, 4): Self(exactly: bytes.bigEndian(as: UInt32.self))
        case (.numeric, _): Numeric(bytes)?.integer.flatMap(Self.init(exactly:))
        default: nil
        }
    }
}

extension Int64: ColumnValue {}
extension Int32: ColumnValue {}
extension Int16: ColumnValue {}
extension Int: ColumnValue {}

extension Double: ColumnValue {
    /// Every type of number.
    package static var expectation: String { "Double (real, double precision, integer or numeric)" }

    /// Rounds a `numeric` and a `bigint` beyond 2^53 to the nearest Double.
    package static func decode(_ bytes: Span<UInt8>, type: TypeOfColumn) -> Double? {
        switch (type.id, bytes.count) {
        case (.float8, 8): Double(bitPattern: bytes.bigEndian())
        case (.float4, 4): Double(Float(bitPattern: bytes.bigEndian()))
        case (.numeric, _): Numeric(bytes)?.double
        default: Int64.decode(bytes, type: type).map(Double.init)
        }
    }
}

extension Bool: ColumnValue {
    /// Only `boolean`: integers are not taken for truth values.
    package static var expectation: String { "Bool (boolean)" }

    /// One byte, 0 or 1.
    package static func decode(_ bytes: Span<UInt8>, type: TypeOfColumn) -> Bool? {
        type.id == .bool && bytes.count == 1 ? bytes[0] != 0 : nil
    }
}

extension String: ColumnValue {
    /// Everything whose binary form is text, and uuid.
    package static var expectation: String { "String (text, enumeration, json, jsonb or uuid)" }

    /// Nil when the bytes are not UTF-8; a `uuid` comes in lower case with hyphens.
    package static func decode(_ bytes: Span<UInt8>, type: TypeOfColumn) -> String? {
        if type.id.isTextual { return bytes.text }
        switch (type.id, bytes.count) {
        // The first byte of binary jsonb is its version, 1.
        case (.jsonb, 1...): return bytes.extracting(1...).text
        case (.uuid, 16): return uuid(bytes)
        default: return nil
        }
    }

    private static func uuid(_ bytes: Span<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for index in 0..<16 {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text += [digits[Int(bytes[index] >> 4)], digits[Int(bytes[index] & 15)]]
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension Microseconds: ColumnValue {
    /// From the year 294247 on, microseconds since 1970 do not fit 64 bits.
    package static var expectation: String { "Microseconds (timestamptz, timestamp or date before 294247)" }

    /// Shifts from the server's epoch, 2000-01-01 UTC; a `date` is its first moment. Infinities stay such.
    package static func decode(_ bytes: Span<UInt8>, type: TypeOfColumn) -> Microseconds? {
        switch (type.id, bytes.count) {
        case (.timestamptz, 8), (.timestamp, 8):
            return Microseconds(serverValue: Int64(bitPattern: bytes.bigEndian()))
        case (.date, 4):
            let days = Int32(bitPattern: bytes.bigEndian())
            if days == .max { return .infinity }
            if days == .min { return .negativeInfinity }
            let (value, overflow) = Int64(days).multipliedReportingOverflow(by: 86_400_000_000)
            return overflow ? nil : Microseconds(serverValue: value)
        default: return nil
        }
    }
}

extension Array: ColumnValue where Element: ColumnValue {
    /// An array of what the element expects.
    package static var expectation: String { "an array of \(Element.expectation)" }

    /// Nil for an array of several dimensions, and for one with NULLs unless the element is Optional.
    package static func decode(_ bytes: Span<UInt8>, type: TypeOfColumn) -> [Element]? {
        guard type.id.isArray, bytes.count >= 12 else { return nil }
        let dimensions = bytes.bigEndian(as: UInt32.self)
        if dimensions == 0 { return [] }
        guard dimensions == 1, bytes.count >= 20 else { return nil }
        let type = TypeOfColumn(id: TypeID(bytes.bigEndian(at: 8)))
        let count = Int(bytes.bigEndian(at: 12, as: UInt32.self))
        var values: [Element] = []
        values.reserveCapacity(Swift.min(count, bytes.count / 4))
        var offset = 20
        for _ in 0..<count {
            guard offset + 4 <= bytes.count else { return nil }
            let length = Int(Int32(bitPattern: bytes.bigEndian(at: offset)))
            offset += 4
            if length < 0 {
                guard let value = Element.null else { return nil }
                values.append(value)
                continue
            }
            guard offset + length <= bytes.count,
                let value = Element.decode(bytes.extracting(offset..<(offset + length)), type: type)
            else { return nil }
            values.append(value)
            offset += length
        }
        return values
    }
}
