import Foundation

/// A JSON value as Foundation reads it, for expectations that owe nothing to the code under test.
struct Node {
    let value: Any?

    init(json: Data) throws {
        value = try JSONSerialization.jsonObject(with: json)
    }

    private init(value: Any?) {
        self.value = value
    }

    subscript(name: String) -> Node { Node(value: (value as? [String: Any])?[name]) }

    var items: [Node] { (value as? [Any] ?? []).map { item in Node(value: item) } }
    var exists: Bool { value != nil }
    var text: String? { value as? String }
    var integer: Int64? { (value as? NSNumber)?.int64Value }

    /// As the tests' SQL writes it: `-` where there is none.
    var line: String { text ?? integer.map { number in String(number) } ?? "-" }
}
