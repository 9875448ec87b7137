/// One value of a parsed text: a view that lives only inside the closure of `JSONParser.parse`.
///
/// It reads simdjson's tape in place; the format is described in simdjson's doc/tape.md. Each accessor says
/// in its error where in the text the value stands.
@safe package struct JSONValue: ~Escapable {
    private let tape: UnsafePointer<UInt64>
    private let strings: UnsafePointer<UInt8>
    private let index: Int

    @_lifetime(borrow owner)
    init(tape: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>, owner: borrowing ParserHandle) {
        unsafe self.tape = tape
        unsafe self.strings = strings
        // The word before the root counts the words of the tape.
        index = 1
    }

    @_lifetime(copy sibling)
    private init(at index: Int, of sibling: JSONValue) {
        unsafe tape = sibling.tape
        unsafe strings = sibling.strings
        self.index = index
    }

    /// The types of JSON, numbers told apart by how they are written.
    package enum Kind: String, Sendable {
        case object
        case array
        case string
        case integer
        case number
        case boolean
        case null
    }

    /// The type of this value; `1.0` is a number, `1` an integer.
    package var kind: Kind {
        switch tag(index) {
        case Tag.object: .object
        case Tag.array: .array
        case Tag.string: .string
        case Tag.signed, Tag.unsigned: .integer
        case Tag.double: .number
        case Tag.yes, Tag.no: .boolean
        default: .null
        }
    }

    /// Whether it is the literal `null`: for elements of arrays, since `optional` leaves out null members.
    package var isNull: Bool { tag(index) == Tag.null }
}

extension JSONValue {
    /// The member of an object that must be there and not null.
    @_lifetime(copy self)
    package func member(_ name: StaticString) throws(JSONError) -> JSONValue {
        if let found = try position(of: name), tag(found) != Tag.null {
            return JSONValue(at: found, of: self)
        }
        let path = self.path
        throw JSONError(.missing, path: path.isEmpty ? "\(name)" : "\(path).\(name)", detail: "missing")
    }

    /// The member of an object; nil where it is missing or null.
    @_lifetime(copy self)
    package func optional(_ name: StaticString) throws(JSONError) -> JSONValue? {
        guard let found = try position(of: name), tag(found) != Tag.null else { return nil }
        return JSONValue(at: found, of: self)
    }

    /// Runs the closure for each element of an array, in order.
    package func each(_ body: (JSONValue) throws(JSONError) -> Void) throws(JSONError) {
        guard tag(index) == Tag.array else { throw mismatch(expected: "an array") }
        var (position, end) = (index + 1, after(index) - 1)
        while position < end {
            try body(JSONValue(at: position, of: self))
            position = after(position)
        }
    }

    /// What the closure makes of each element of an array.
    package func map<Element>(
        _ transform: (JSONValue) throws(JSONError) -> Element
    ) throws(JSONError) -> [Element] {
        var elements: [Element] = []
        elements.reserveCapacity(try count)
        try each { value throws(JSONError) in elements.append(try transform(value)) }
        return elements
    }

    /// Elements of an array; saturates at 16,777,215.
    package var count: Int {
        get throws(JSONError) {
            guard tag(index) == Tag.array else { throw mismatch(expected: "an array") }
            return unsafe Int((tape[index] >> 32) & 0xFF_FFFF)
        }
    }

    /// The first member of an object with a text as its value; nil in an empty object.
    @_lifetime(copy self)
    package func firstMember() throws(JSONError) -> JSONValue? {
        guard tag(index) == Tag.object else { throw mismatch(expected: "an object") }
        return index + 1 < after(index) - 1 ? JSONValue(at: index + 2, of: self) : nil
    }
}

extension JSONValue {
    /// An integer; a number written with a fraction or exponent is none.
    package func integer() throws(JSONError) -> Int64 {
        guard tag(index) == Tag.signed else { throw mismatch(expected: "an integer of 64 bits") }
        return unsafe Int64(bitPattern: tape[index + 1])
    }

    /// A number however it is written.
    package func number() throws(JSONError) -> Double {
        switch tag(index) {
        case Tag.double: return unsafe Double(bitPattern: tape[index + 1])
        case Tag.signed: return unsafe Double(Int64(bitPattern: tape[index + 1]))
        case Tag.unsigned: return unsafe Double(tape[index + 1])
        default: throw mismatch(expected: "a number")
        }
    }

    /// True or false; any other value is a mismatch.
    package func boolean() throws(JSONError) -> Bool {
        switch tag(index) {
        case Tag.yes: return true
        case Tag.no: return false
        default: throw mismatch(expected: "true or false")
        }
    }

    /// A copy of the text.
    package func string() throws(JSONError) -> String {
        guard tag(index) == Tag.string else { throw mismatch(expected: "a string") }
        return unsafe String(decoding: text(index), as: UTF8.self)
    }

    /// The error for a value that is not what the caller needs.
    package func mismatch(expected: String) -> JSONError {
        JSONError(.mismatch, path: path, detail: "expected \(expected), found \(found)")
    }

    /// Numbers are told in full; texts may hold names of people and are not.
    private var found: String {
        switch tag(index) {
        case Tag.signed: return unsafe "\(Int64(bitPattern: tape[index + 1]))"
        case Tag.unsigned: return unsafe "\(tape[index + 1])"
        case Tag.double: return unsafe "\(Double(bitPattern: tape[index + 1]))"
        default: return kind.rawValue
        }
    }
}

extension JSONValue {
    /// First bytes of the words of a tape.
    private enum Tag {
        static let object = UInt8(ascii: "{")
        static let array = UInt8(ascii: "[")
        static let string = UInt8(ascii: "\"")
        static let signed = UInt8(ascii: "l")
        static let unsigned = UInt8(ascii: "u")
        static let double = UInt8(ascii: "d")
        static let yes = UInt8(ascii: "t")
        static let no = UInt8(ascii: "f")
        static let null = UInt8(ascii: "n")
    }

    private func tag(_ index: Int) -> UInt8 { unsafe UInt8(truncatingIfNeeded: tape[index] >> 56) }

    /// The position after the value at the given one.
    private func after(_ index: Int) -> Int {
        switch tag(index) {
        case Tag.object, Tag.array: unsafe Int(tape[index] & 0xFFFF_FFFF)
        case Tag.signed, Tag.unsigned, Tag.double: index + 2
        default: index + 1
        }
    }

    @unsafe private func text(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let start = unsafe strings + Int(tape[index] & 0x00FF_FFFF_FFFF_FFFF)
        let count = unsafe UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
        return unsafe UnsafeBufferPointer(start: start + 4, count: Int(count))
    }

    /// Where the value of the first member with this name stands.
    private func position(of name: StaticString) throws(JSONError) -> Int? {
        guard tag(index) == Tag.object else { throw mismatch(expected: "an object") }
        let wanted = unsafe UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        var (position, end) = (index + 1, after(index) - 1)
        while position < end {
            if unsafe isEqual(text(position), wanted) { return position + 1 }
            position = after(position + 1)
        }
        return nil
    }

    @unsafe private func isEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>)
        -> Bool
    {
        guard left.count == right.count else { return false }
        for offset in 0..<left.count where unsafe left[offset] != right[offset] { return false }
        return true
    }

    /// The way from the root to this value, found only when an error needs it.
    private var path: String {
        var (path, here) = ("", 1)
        while here != index {
            let isObject = tag(here) == Tag.object
            var (position, ordinal) = (here + 1, 0)
            var value = isObject ? position + 1 : position
            while after(value) <= index {
                position = after(value)
                value = isObject ? position + 1 : position
                ordinal += 1
            }
            if isObject {
                path += (path.isEmpty ? "" : ".") + (unsafe String(decoding: text(position), as: UTF8.self))
            } else {
                path += "[\(ordinal)]"
            }
            here = value
        }
        return path
    }
}
