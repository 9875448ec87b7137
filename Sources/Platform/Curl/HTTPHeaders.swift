/// Header fields in the order they were sent or received; repeated ones are kept.
package struct HTTPHeaders: Sendable, Hashable {
    /// One line of a header.
    package struct Field: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package private(set) var fields: [Field] = []

    package init() {}

    package init(_ fields: [Field]) {
        self.fields = fields
    }

    /// The first value of the name, which is compared without regard to case.
    package subscript(name: String) -> String? {
        fields.first { field in field.isNamed(name) }?.value
    }

    /// Every value of the name, in the order received.
    package func values(_ name: String) -> [String] {
        fields.filter { field in field.isNamed(name) }.map(\.value)
    }

    /// Adds a field after the others and keeps those of the same name.
    package mutating func add(name: String, value: String) {
        fields.append(Field(name: name, value: value))
    }

    mutating func removeAll(keepingCapacity: Bool) {
        fields.removeAll(keepingCapacity: keepingCapacity)
    }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { name, value in Field(name: name, value: value) }
    }
}

extension HTTPHeaders.Field {
    fileprivate func isNamed(_ other: String) -> Bool {
        let (left, right) = (name.utf8, other.utf8)
        return left.count == right.count
            && zip(left, right).allSatisfy { a, b in a.asciiLowercased == b.asciiLowercased }
    }

    /// A token, a colon and a value without control characters (RFC 9110, section 5): no line can be smuggled in.
    var isSendable: Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: ":") }
            && value.utf8.allSatisfy { byte in byte >= 0x20 && byte != 0x7F || byte == UInt8(ascii: "\t") }
    }
}

extension UInt8 {
    fileprivate var asciiLowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}
