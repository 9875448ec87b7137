import FoundationEssentials
import Loopback

@testable import BattleNetSimulator

/// The tiny world, built once for all tests that only look.
let tiny = World(.tiny)

/// The tiny world with documents of captured size.
let captured: World = {
    var settings = WorldSettings.tiny
    settings.documents = .captured
    return World(settings)
}()

/// A client of a simulator that runs, with a token in its hand.
struct Visitor {
    let raw: RawClient
    let token: String

    static let basic = "Basic " + Data("simulator:simulator".utf8).base64EncodedString()

    init(port: Int) async throws {
        raw = RawClient(port: port)
        let response = try await raw.send(
            "/oauth/token", method: "POST", fields: ["authorization": Self.basic],
            body: "grant_type=client_credentials")
        token = try JSONValue(response.body)["access_token"]?.string ?? ""
    }

    /// GET with token, namespace and locale.
    func get(
        _ path: String, namespace: String? = "profile-eu", locale: String? = "en_GB", since: String? = nil
    ) async throws -> RawClient.Response {
        var fields = ["authorization": "Bearer \(token)"]
        if let since { fields["if-modified-since"] = since }
        var query: [String] = []
        if let namespace { query.append("namespace=\(namespace)") }
        if let locale { query.append("locale=\(locale)") }
        return try await raw.send(path + "?" + query.joined(separator: "&"), fields: fields)
    }

    func post(_ path: String, _ body: String) async throws -> JSONValue {
        try JSONValue(try await raw.send(path, method: "POST", body: body).body)
    }
}

/// A JSON value, for looking into documents.
enum JSONValue: Decodable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(_ bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
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

    /// The paths of all keys with the type at each, and how many of the objects that could have a key have it.
    var shape: Shape {
        var shape = Shape()
        shape.add(self, at: "")
        return shape
    }
}

/// Which keys a document has and where.
struct Shape {
    var types: [String: Set<String>] = [:]
    var count: [String: Int] = [:]
    var parents: [String: Int] = [:]

    mutating func add(_ value: JSONValue, at path: String) {
        switch value {
        case .object(let members):
            parents[path, default: 0] += 1
            for (key, member) in members {
                let inner = path + "." + key
                count[inner, default: 0] += 1
                types[inner, default: []].insert(member.typeName)
                add(member, at: inner)
            }
        case .array(let elements):
            for element in elements { add(element, at: path + "[]") }
        default: break
        }
    }

    /// The keys that every object at their place has.
    var always: Set<String> {
        Set(
            count.keys.filter { path in
                let parent = path.prefix(upTo: path.lastIndex(of: ".") ?? path.endIndex)
                return count[path] == parents[String(parent)]
            })
    }
}

extension JSONValue {
    fileprivate var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

extension World {
    /// The bytes of every document of the world at a time, by path.
    func allDocuments(at time: Int, locale: String? = "en_GB") -> [String: [UInt8]] {
        var result: [String: [UInt8]] = [:]
        func add(_ path: String, _ region: Region) {
            guard let endpoint = Endpoint(path: path) else { return }
            let finder = DocumentFinder(world: self, region: region, locale: locale, now: time)
            switch finder.find(endpoint) {
            case .document(let document):
                let head = Array("\(document.lastModified) \(document.schema)\n".utf8)
                result[path] = head + (document.render() ?? Array("missing".utf8))
            case .missing: result[path] = Array("missing".utf8)
            case .forbidden: result[path] = Array("forbidden".utf8)
            }
        }
        for guild in guilds {
            let path = "/data/wow/guild/\(guild.plan.realm)/\(guild.slug)"
            for part in ["", "/roster", "/achievements", "/activity"] { add(path + part, guild.plan.region) }
        }
        let parts = [
            "", "/status", "/equipment", "/specializations", "/achievements", "/encounters/raids",
            "/encounters/dungeons", "/mythic-keystone-profile", "/mythic-keystone-profile/season/17",
        ]
        for character in characters {
            let identity = character.identity(at: time)
            let path =
                "/profile/wow/character/\(Realm.all[identity.realm].slug)/\(identity.name.lowercased())"
            for part in parts { add(path + part, character.region) }
        }
        return result
    }
}
