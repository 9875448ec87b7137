/// The fields of one row in COPY's binary form, written left to right.
///
/// The server converts nothing here: each field must have exactly the column's type. Nil is NULL.
package struct CopyRow {
    private(set) var bytes: [UInt8] = []
    private(set) var fields = 0

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func begin(fields count: Int) {
        fields = 0
        bytes.appendBigEndian(Int16(truncatingIfNeeded: count))
    }

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    mutating func appendRaw(_ raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }

    private mutating func field<Integer: FixedWidthInteger>(_ value: Integer?) {
        guard let value else { return null() }
        fields += 1
        bytes.appendBigEndian(Int32(MemoryLayout<Integer>.size))
        bytes.appendBigEndian(value)
    }

    /// NULL in a column of any type.
    package mutating func null() {
        fields += 1
        bytes.appendBigEndian(Int32(-1))
    }

    /// A `boolean`.
    package mutating func bool(_ value: Bool?) { field(value.map { value in UInt8(value ? 1 : 0) }) }
    /// A `smallint`.
    package mutating func int16(_ value: Int16?) { field(value) }
    /// An `integer`.
    package mutating func int32(_ value: Int32?) { field(value) }
    /// A `bigint`.
    package mutating func int64(_ value: Int64?) { field(value) }
    /// A `real`.
    package mutating func float(_ value: Float?) { field(value?.bitPattern) }
    /// A `double precision`.
    package mutating func double(_ value: Double?) { field(value?.bitPattern) }
    /// A `timestamptz` or `timestamp`.
    package mutating func timestamp(_ value: Microseconds?) { field(value?.serverValue) }

    /// A `text`, `varchar`, `json` or enumeration.
    package mutating func text(_ value: String?) {
        guard var value else { return null() }
        fields += 1
        value.withUTF8 { utf8 in
            bytes.appendBigEndian(Int32(truncatingIfNeeded: utf8.count))
            unsafe bytes.append(contentsOf: utf8)
        }
    }

    /// A `jsonb`, from JSON text.
    package mutating func jsonb(_ value: String?) {
        guard let value else { return null() }
        sized { bytes in
            bytes.append(1)
            bytes.appendText(value)
        }
    }

    /// A `bytea`.
    package mutating func bytes(_ value: [UInt8]?) {
        guard let value else { return null() }
        sized { bytes in bytes.append(contentsOf: value) }
    }

    /// Any parameter of a type that has a binary form: arrays, above all. Text must be written by `text`.
    package mutating func parameter(_ parameter: Parameter) { bytes(parameter.bytes) }

    private mutating func sized(_ encode: (inout [UInt8]) -> Void) {
        fields += 1
        bytes.appendSized(encode)
    }
}
