extension [UInt8] {
    mutating func appendBigEndian<Integer: FixedWidthInteger>(_ value: Integer) {
        var value = value.bigEndian
        unsafe Swift.withUnsafeBytes(of: &value) { bytes in unsafe append(contentsOf: bytes) }
    }

    mutating func appendText(_ text: String) {
        append(contentsOf: text.utf8)
    }
}

extension Span<UInt8> {
    /// The big-endian integer at an offset that lies within the span.
    func bigEndian<Integer: FixedWidthInteger & UnsignedInteger>(
        at offset: Int = 0, as type: Integer.Type = Integer.self
    ) -> Integer {
        var value: Integer = 0
        for index in offset..<(offset + MemoryLayout<Integer>.size) {
            value = value << 8 | Integer(truncatingIfNeeded: self[index])
        }
        return value
    }

    /// The bytes as text, nil when they are not UTF-8.
    var text: String? {
        unsafe withUnsafeBufferPointer { bytes in unsafe String(validating: bytes, as: UTF8.self) }
    }

    var array: [UInt8] { unsafe withUnsafeBufferPointer { bytes in unsafe [UInt8](bytes) } }
}
