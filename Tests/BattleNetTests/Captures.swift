import Foundation
import Guilds
import Testing

/// The captured responses beside the checkout, where they are.
enum Captures {
    /// `../shared` beside the package, or where `GUILDSCOPE_SHARED` says.
    static let shared: URL = {
        if let folder = ProcessInfo.processInfo.environment["GUILDSCOPE_SHARED"] {
            return URL(filePath: folder)
        }
        var package = URL(filePath: #filePath)
        for _ in 0..<3 { package.deleteLastPathComponent() }
        return package.deletingLastPathComponent().appending(path: "shared")
    }()

    static let folder = shared.appending(path: "fixtures/battlenet")

    static var areThere: Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "guild").path())
    }

    static var realmsAreThere: Bool {
        FileManager.default.fileExists(atPath: shared.appending(path: "reference/realms.json").path())
    }

    /// The kinds that were captured, by folder.
    static let folders: [(DocumentKind, String)] = [
        (.guild, "guild"), (.roster, "guild-roster"), (.guildAchievements, "guild-achievements"),
        (.summary, "character"), (.status, "character-status"), (.equipment, "character-equipment"),
        (.specializations, "character-specializations"), (.achievements, "character-achievements"),
        (.raids, "character-encounters-raids"), (.dungeons, "character-encounters-dungeons"),
        (.professions, "character-professions"), (.reputations, "character-reputations"),
        (.pvpSummary, "character-pvp-summary"),
        (.keystoneProfile, "character-mythic-keystone-profile"),
        (.keystoneSeasonProfile, "character-mythic-keystone-season"), (.realms, "realm-index"),
        (.connectedRealms, "connected-realm-index"), (.seasons, "mythic-keystone-season-index"),
        (.season, "mythic-keystone-season-gamedata"), (.periods, "mythic-keystone-period-index"),
        (.period, "mythic-keystone-period"), (.keystoneDungeons, "mythic-keystone-dungeon-index"),
        (.realm, "realm"), (.leaderboard, "mythic-keystone-leaderboard"), (.classes, "playable-class-index"),
        (.playableSpecializations, "playable-specialization-index"), (.races, "playable-race"),
    ]

    /// Every capture of the kind; none where the folder is not there.
    static func all(_ kind: DocumentKind) -> [Capture] {
        folders.filter { entry in entry.0 == kind }.flatMap { _, name in
            let listed = try? FileManager.default.contentsOfDirectory(
                atPath: folder.appending(path: name).path())
            // Single races stand in the folder of the race index.
            return (listed ?? []).sorted().filter { file in
                !file.hasSuffix(".headers.json") && (name != "playable-race" || file.hasSuffix("_all.json"))
            }.map { file in Capture(kind: kind, file: folder.appending(path: "\(name)/\(file)")) }
        }
    }

    static let all: [Capture] = folders.flatMap { kind, _ in all(kind) }
}

/// One captured response.
struct Capture: Sendable, CustomTestStringConvertible {
    let kind: DocumentKind
    let file: URL

    var testDescription: String { "\(kind.name): \(file.lastPathComponent)" }

    func bytes() throws -> [UInt8] { Array(try Data(contentsOf: file)) }

    /// The same document as Foundation reads it.
    func node() throws -> Node { try Node(json: bytes()) }

    /// The URL that was asked, as recorded.
    func url() throws -> String {
        let headers = file.deletingPathExtension().appendingPathExtension("headers.json")
        return try Node(json: Array(Data(contentsOf: headers)))["url"].text ?? ""
    }

    /// The document by the identity that it tells of itself or that its URL asked for.
    func document() throws -> DocumentID {
        let (node, url) = (try node(), try url())
        let numbers = url.prefix { letter in letter != "?" }.split(separator: "/").compactMap { Int32($0) }
        switch kind.scope {
        case .region:
            if kind == .realm { return DocumentID(kind, of: RealmKey(region: .eu, id: numbers[0])) }
            guard kind == .leaderboard else { return DocumentID(kind, of: .eu, part: numbers.last ?? 0) }
            return DocumentID(
                kind: kind, realm: RealmKey(region: .eu, id: numbers[0]), subject: Int64(numbers[1]),
                part: numbers[2])
        case .guild:
            let guild = kind == .guild ? node : node["guild"]
            return DocumentID(kind, of: GuildKey(realm: guild["realm"].realm, id: guild["id"].number))
        case .character:
            guard kind != .status, kind != .dungeons, kind != .professions else {
                return DocumentID(
                    kind, of: CharacterKey(realm: RealmKey(region: .eu, id: 550), id: 142_650_023))
            }
            return DocumentID(
                kind, of: (kind == .summary ? node : node["character"]).character, part: numbers.last ?? 0)
        }
    }
}

/// A JSON value as Foundation reads it, for expectations that owe nothing to the code under test.
struct Node {
    let value: Any?

    init(json: [UInt8]) throws {
        value = try JSONSerialization.jsonObject(with: Data(json))
    }

    init(value: Any?) {
        self.value = value
    }

    subscript(name: String) -> Node { Node(value: (value as? [String: Any])?[name]) }

    var exists: Bool { value != nil }
    var items: [Node] { (value as? [Any] ?? []).map { item in Node(value: item) } }
    var text: String? { value as? String }
    var integer: Int64? { (value as? NSNumber)?.int64Value }
    var truth: Bool? { value as? Bool }
    /// The integer; one that no document holds where there is none.
    var number: Int64 { integer ?? -999_999 }
    var timestamp: Timestamp? { integer.map { milliseconds in Timestamp(milliseconds: milliseconds) } }
    var realm: RealmKey { RealmKey(region: .eu, id: Int32(self["id"].number)) }
    var character: CharacterKey { CharacterKey(realm: self["realm"].realm, id: self["id"].number) }
}
