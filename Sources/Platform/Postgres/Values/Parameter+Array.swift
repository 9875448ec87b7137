extension Parameter {
    /// A `boolean[]`, nil elements as NULL.
    package static func boolArray(_ values: [Bool?]?) -> Parameter {
        array(.boolArray, of: .bool, values) { value, bytes in bytes.append(value ? 1 : 0) }
    }

    /// A `smallint[]`, nil elements as NULL.
    package static func int16Array(_ values: [Int16?]?) -> Parameter {
        array(.int2Array, of: .int2, values) { value, bytes in bytes.appendBigEndian(value) }
    }

    /// An `integer[]`, nil elements as NULL.
    package static func int32Array(_ values: [Int32?]?) -> Parameter {
        array(.int4Array, of: .int4, values) { value, bytes in bytes.appendBigEndian(value) }
    }

    /// A `bigint[]`, nil elements as NULL.
    package static func int64Array(_ values: [Int64?]?) -> Parameter {
        array(.int8Array, of: .int8, values) { value, bytes in bytes.appendBigEndian(value) }
    }

    /// A `double precision[]`, nil elements as NULL.
    package static func doubleArray(_ values: [Double?]?) -> Parameter {
        array(.float8Array, of: .float8, values) { value, bytes in bytes.appendBigEndian(value.bitPattern) }
    }

    /// A `text[]`, nil elements as NULL.
    package static func textArray(_ values: [String?]?) -> Parameter {
        array(.textArray, of: .text, values) { value, bytes in bytes.appendText(value) }
    }

    /// A `timestamptz[]`, nil elements as NULL.
    package static func timestampArray(_ values: [Microseconds?]?) -> Parameter {
        array(.timestamptzArray, of: .timestamptz, values) { value, bytes in
            bytes.appendBigEndian(value.serverValue)
        }
    }

    private static func array<Element>(
        _ type: TypeID, of element: TypeID, _ values: [Element?]?, encode: (Element, inout [UInt8]) -> Void
    ) -> Parameter {
        guard let values else { return Parameter(type: type, bytes: nil) }
        var bytes: [UInt8] = []
        bytes.appendArray(of: element, values, encode: encode)
        return Parameter(type: type, bytes: bytes)
    }
}

extension [UInt8] {
    /// PostgreSQL's binary array (`array_send`): dimensions, a flag for NULLs, the element type, per dimension
    /// its length and first index, then each element behind its length.
    mutating func appendArray<Value>(
        of type: TypeID, _ values: [Value?], encode: (Value, inout [UInt8]) -> Void
    ) {
        reserveCapacity(count + 20 + values.count * 12)
        appendBigEndian(Int32(values.isEmpty ? 0 : 1))
        appendBigEndian(Int32(values.contains { value in value == nil } ? 1 : 0))
        appendBigEndian(type.rawValue)
        guard !values.isEmpty else { return }
        appendBigEndian(Int32(truncatingIfNeeded: values.count))
        appendBigEndian(Int32(1))
        for value in values {
            if let value {
                appendSized { bytes in encode(value, &bytes) }
            } else {
                appendBigEndian(Int32(-1))
            }
        }
    }

    /// Appends what `encode` appends, behind its length as a 32-bit integer.
    mutating func appendSized(_ encode: (inout [UInt8]) -> Void) {
        let start = count
        appendBigEndian(Int32(0))
        encode(&self)
        let length = UInt32(truncatingIfNeeded: count - start - 4)
        for index in 0..<4 {
            self[start + index] = UInt8(truncatingIfNeeded: length >> UInt32(24 - 8 * index))
        }
    }
}
