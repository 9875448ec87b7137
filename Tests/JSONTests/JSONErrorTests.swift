import JSON
import Testing

struct JSONErrorTests {
    private static let text = Array(
        #"{"name": "x", "members": [{}, {"id": 1}, {"character": {"level": 80, "id": "7"}}], "big": 9223372036854775808}"#
            .utf8)

    @Test func `the path leads to the value`() throws {
        let error = try failure { root throws(JSONError) in
            try root.member("members").each { member throws(JSONError) in
                _ = try member.optional("character")?.member("id").integer()
            }
        }
        #expect("\(error)" == "members[2].character.id: expected an integer of 64 bits, found string")
        #expect(error.code == .mismatch)
        #expect(error.path == "members[2].character.id")
    }

    @Test func `a missing member is named with its path`() throws {
        let error = try failure { root throws(JSONError) in
            try root.member("members").each { member throws(JSONError) in _ = try member.member("id") }
        }
        #expect("\(error)" == "members[0].id: missing")
        #expect(error.code == .missing)
    }

    @Test func `a missing member of the root has its name as path`() throws {
        let error = try failure { root throws(JSONError) in _ = try root.member("guild") }
        #expect(error.path == "guild")
    }

    @Test func `numbers are told, texts are not`() throws {
        let number = try failure { root throws(JSONError) in _ = try root.member("big").integer() }
        #expect("\(number)" == "big: expected an integer of 64 bits, found 9223372036854775808")
        let text = try failure { root throws(JSONError) in _ = try root.member("name").member("z") }
        #expect("\(text)" == "name: expected an object, found string")
    }

    @Test(arguments: ["string", "boolean", "number", "array"])
    func `each accessor refuses other types`(_ accessor: String) throws {
        let error = try failure { root throws(JSONError) in
            switch accessor {
            case "string": _ = try root.string()
            case "boolean": _ = try root.boolean()
            case "number": _ = try root.number()
            default: _ = try root.count
            }
        }
        #expect(error.code == .mismatch)
        #expect(error.path.isEmpty)
    }

    private func failure(_ body: (JSONValue) throws(JSONError) -> Void) throws -> JSONError {
        try #require(throws: JSONError.self) {
            try JSONParser().parse(Self.text) { root throws(JSONError) in try body(root) }
        }
    }
}
