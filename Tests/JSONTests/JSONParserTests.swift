import JSON
import Testing

struct JSONParserTests {
    private let parser = JSONParser()

    @Test func `every type of value`() throws {
        let json = #"{"a": 1, "b": -2.5, "c": "é\n😀", "d": true, "e": false, "f": null, "g": [], "h": {}}"#
        try parse(json) { root throws(JSONError) in
            #expect(try root.member("a").integer() == 1)
            #expect(try root.member("a").number() == 1)
            #expect(try root.member("b").number() == -2.5)
            #expect(try root.member("c").string() == "é\n😀")
            #expect(try root.member("d").boolean())
            #expect(try root.member("e").boolean() == false)
            #expect(try root.optional("f") == nil)
            #expect(try root.optional("z") == nil)
            #expect(try root.member("g").count == 0)
            #expect(try root.member("h").firstMember() == nil)
            #expect(root.kind == .object)
        }
    }

    @Test(arguments: [Int64.min, -1, 0, 1, 1 << 53 + 1, .max])
    func `integers keep all their digits`(_ value: Int64) throws {
        #expect(
            try parse("[\(value)]") { root throws(JSONError) in
                try root.map { item throws(JSONError) in
                    try item.integer()
                }
            } == [value])
    }

    @Test func `members after large values are found`() throws {
        let json = #"{"a": [1, 2.5, [3], {"z": 18446744073709551615}], "b": {"c": {"d": "e"}}, "f": 7}"#
        let (text, number) = try parse(json) { root throws(JSONError) in
            (try root.member("b").member("c").member("d").string(), try root.member("f").integer())
        }
        #expect(text == "e")
        #expect(number == 7)
    }

    @Test func `the first of two members with one name counts`() throws {
        #expect(
            try parse(#"{"a": 1, "a": 2}"#) { root throws(JSONError) in try root.member("a").integer() } == 1)
    }

    @Test(arguments: [0, 1, 63, 64, 65, 4095, 4096, 100_000])
    func `a text needs no padding`(_ count: Int) throws {
        let text = String(repeating: "x", count: count)
        #expect(
            try parse("[\"\(text)\"]") { root throws(JSONError) in
                try root.map { item throws(JSONError) in try item.string() }
            } == [text])
    }

    @Test func `elements keep their order over many parses with one parser`() throws {
        for length in [3, 5000, 1, 700] {
            let list = "[" + (0..<length).map(String.init).joined(separator: ",") + "]"
            let found = try parse(list) { root throws(JSONError) in
                try root.map { item throws(JSONError) in try item.integer() }
            }
            #expect(found == (0..<Int64(length)).map(\.self))
        }
    }

    @Test(arguments: [
        "", " ", "<html></html>", "{", #"{"a": 1"#, #"{"a": }"#, "[1,]", "nul", #""\uD800""#, "{} {}", "[01]",
        String(repeating: "[", count: 5000),
    ])
    func `what is not JSON`(_ text: String) throws {
        let error = try #require(throws: JSONError.self) { try parse(text) { _ throws(JSONError) in } }
        #expect(error.code == .invalid)
        #expect(error.path.isEmpty)
    }

    @Test func `bytes that are not UTF-8`() throws {
        let error = try #require(throws: JSONError.self) {
            try parser.parse([0x22, 0xFF, 0x22]) { _ throws(JSONError) in }
        }
        #expect(error.code == .invalid)
    }

    @Test func `a parser goes on after a text that is not JSON`() throws {
        #expect(throws: JSONError.self) { try parse("{") { _ throws(JSONError) in } }
        #expect(try parse("[4]") { root throws(JSONError) in try root.count } == 1)
    }

    @Test func `twenty tasks may share a parser`() async throws {
        let parser = parser
        let sums = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try parser.parse(Array("[\(number), \(number)]".utf8)) { root throws(JSONError) in
                        try root.map { item throws(JSONError) in Int(try item.integer()) }.reduce(0, +)
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sums == 380)
    }

    private func parse<Result>(
        _ text: String, _ body: (JSONValue) throws(JSONError) -> sending Result
    ) throws(JSONError) -> sending Result {
        try parser.parse(Array(text.utf8), body)
    }
}
