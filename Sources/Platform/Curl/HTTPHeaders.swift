/// Header fields in the order they were sent or received; repeated ones are kept.
///
/// Kept as bytes: most fields of a response are never read, and become strings only when asked for.
package struct HTTPHeaders: Sendable, Hashable {
    /// One line of a header.
    package struct Field: Sendable, Hashable {
        /// Spelled as sent or received; HTTP/2 servers send lower case.
        package let name: String
        /// When received, without the white space around it; bytes that are not UTF-8 are replaced.
        package let value: String
    }

    /// Where a field lies in `bytes`: the name starts where the field before ends.
    private struct Bounds: Hashable {
        let nameEnd: Int
        let valueEnd: Int
    }

    /// Names and values, one after the other.
    private var bytes: [UInt8] = []
    private var bounds: [Bounds] = []

    /// No fields.
    package init() {}

    /// All of them as strings, in order; made anew at each call.
    package var fields: [Field] {
        bounds.indices.map { index in Field(name: text(nameRange(index)), value: text(valueRange(index))) }
    }

    /// The first value of the name, which is compared without regard to case.
    package subscript(name: String) -> String? {
        bounds.indices.first { index in isNamed(index, name) }.map { index in text(valueRange(index)) }
    }

    /// Every value of the name, in the order received.
    package func values(_ name: String) -> [String] {
        bounds.indices.filter { index in isNamed(index, name) }.map { index in text(valueRange(index)) }
    }

    /// Adds a field after the others and keeps those of the same name.
    package mutating func add(name: String, value: String) {
        add(name: name.utf8, value: value.utf8)
    }

    mutating func add(name: some Sequence<UInt8>, value: some Sequence<UInt8>) {
        bytes.append(contentsOf: name)
        let nameEnd = bytes.count
        bytes.append(contentsOf: value)
        bounds.append(Bounds(nameEnd: nameEnd, valueEnd: bytes.count))
    }

    /// Room for a header of usual size, so that it need not grow line by line.
    mutating func reserveUsualCapacity() {
        bytes.reserveCapacity(1024)
        bounds.reserveCapacity(24)
    }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
    /// The fields in the order written; a name may occur several times.
    package init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { add(name: name, value: value) }
    }
}

extension HTTPHeaders {
    private func nameRange(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : bounds[index - 1].valueEnd)..<bounds[index].nameEnd
    }

    private func valueRange(_ index: Int) -> Range<Int> { bounds[index].nameEnd..<bounds[index].valueEnd }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func isNamed(_ index: Int, _ name: String) -> Bool {
        let range = nameRange(index)
        return range.count == name.utf8.count
            && zip(bytes[range], name.utf8).allSatisfy { a, b in a.asciiLowercased == b.asciiLowercased }
    }

    /// Whether every name is a token and no value has control characters (RFC 9110, section 5), so that no
    /// line can be smuggled in.
    var areSendable: Bool {
        bounds.indices.allSatisfy { index in
            let (name, value) = (bytes[nameRange(index)], bytes[valueRange(index)])
            return !name.isEmpty
                && name.allSatisfy { byte in byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: ":") }
                && value.allSatisfy { byte in byte >= 0x20 && byte != 0x7F || byte == UInt8(ascii: "\t") }
        }
    }
}

extension UInt8 {
    fileprivate var asciiLowercased: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }
}
