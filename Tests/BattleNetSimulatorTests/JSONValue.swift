/// A JSON value, for looking into documents of up to megabytes in a debug build.
enum JSONValue: Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Thrown where the text is no JSON.
    struct Malformed: Error {
        var offset: Int
    }

    init(_ bytes: [UInt8]) throws {
        var parser = JSONParser(bytes: bytes)
        self = try parser.value()
        guard parser.position == bytes.count else { throw Malformed(offset: parser.position) }
    }

    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    var int: Int? {
        guard case .number(let value) = self else { return nil }
        return Int(value)
    }

    var array: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    var position = 0

    private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

    mutating func value() throws -> JSONValue {
        skipSpace()
        defer { skipSpace() }
        switch byte {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func skipSpace() {
        while byte == 32 || byte == 10 || byte == 13 || byte == 9 { position += 1 }
    }

    private mutating func take(_ expected: Character) throws {
        guard byte == expected.asciiValue else { throw JSONValue.Malformed(offset: position) }
        position += 1
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws -> JSONValue {
        guard bytes.dropFirst(position).starts(with: Array("\(text)".utf8)) else {
            throw JSONValue.Malformed(offset: position)
        }
        position += text.utf8CodeUnitCount
        return value
    }

    private mutating func object() throws -> JSONValue {
        try take("{")
        var members: [String: JSONValue] = [:]
        skipSpace()
        while byte != UInt8(ascii: "}") {
            let key = try string()
            skipSpace()
            try take(":")
            members[key] = try value()
            guard byte == UInt8(ascii: ",") else { break }
            position += 1
            skipSpace()
        }
        try take("}")
        return .object(members)
    }

    private mutating func array() throws -> JSONValue {
        try take("[")
        var elements: [JSONValue] = []
        skipSpace()
        while byte != UInt8(ascii: "]") {
            elements.append(try value())
            guard byte == UInt8(ascii: ",") else { break }
            position += 1
        }
        try take("]")
        return .array(elements)
    }

    private mutating func string() throws -> String {
        try take("\"")
        let start = position
        var hasEscapes = false
        while byte != UInt8(ascii: "\"") {
            guard position < bytes.count else { throw JSONValue.Malformed(offset: position) }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                position += 1
            }
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        position += 1
        return hasEscapes ? text.replacing("\\n", with: "\n").replacing("\\\"", with: "\"") : text
    }

    private mutating func number() throws -> JSONValue {
        let start = position
        while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte) {
            position += 1
        }
        guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)) else {
            throw JSONValue.Malformed(offset: start)
        }
        return .number(number)
    }
}
