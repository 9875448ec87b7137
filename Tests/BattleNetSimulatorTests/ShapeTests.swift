import FoundationEssentials
import Testing

@testable import BattleNetSimulator

/// The captured responses beside the checkout or beside the folder it lies in, where they are.
private let fixtures: String? = {
    let checkout = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return ["../shared/fixtures/battlenet", "../../shared/fixtures/battlenet"]
        .map { path in checkout.appending(path: path).standardizedFileURL.path(percentEncoded: false) }
        .first { path in FileManager.default.fileExists(atPath: path) }
}()

/// A kind of document, a path where the simulator has one, and how its shape differs from the captured one.
struct Kind: Sendable, CustomTestStringConvertible {
    var folder: String
    var path: String
    /// Keys of 2021 and later, or of retail documents that were not captured.
    var modern: Set<String> = []
    /// Keys that every captured document happened to have and that are not always there.
    var leftOut: Set<String> = []

    var testDescription: String { folder }
}

private let ratings: Set<String> = Set(
    ["mythic_rating", "map_rating"].flatMap { key in
        ["", ".rating", ".color", ".color.r", ".color.g", ".color.b", ".color.a"].map { rest in key + rest }
    })

private let character = "/profile/wow/character/CHARACTER"

private let kinds: [Kind] = [
    Kind(
        folder: "guild", path: "/data/wow/guild/tarren-mill/ember-accord",
        modern: [".activity", ".activity.href", ".crest.emblem.media.id", ".crest.border.media.id"]),
    Kind(
        folder: "guild-roster", path: "/data/wow/guild/tarren-mill/ember-accord/roster",
        modern: [".members[].character.key", ".members[].character.key.href"]),
    Kind(folder: "guild-achievements", path: "/data/wow/guild/tarren-mill/ember-accord/achievements"),
    Kind(folder: "character", path: character, modern: [".encounters", ".encounters.href"]),
    Kind(folder: "character-status", path: character + "/status"),
    Kind(
        folder: "character-equipment", path: character + "/equipment",
        modern: [
            ".equipped_items[].stats[].display", ".equipped_items[].stats[].display.display_string",
            ".equipped_items[].stats[].display.color", ".equipped_items[].stats[].display.color.r",
            ".equipped_items[].stats[].display.color.g", ".equipped_items[].stats[].display.color.b",
            ".equipped_items[].stats[].display.color.a",
        ],
        leftOut: [".equipped_items[].stats[].display_string"]),
    Kind(folder: "character-specializations", path: character + "/specializations"),
    Kind(folder: "character-achievements", path: character + "/achievements"),
    Kind(folder: "character-encounters-raids", path: character + "/encounters/raids"),
    Kind(
        folder: "character-encounters-dungeons", path: character + "/encounters/dungeons"),
    Kind(
        folder: "character-mythic-keystone-profile", path: character + "/mythic-keystone-profile",
        modern: Set(
            ratings.map { key in ".current_period.best_runs[]." + key }
                + ratings.filter { key in key.hasPrefix("mythic") }.map { key in ".current_" + key })),
    Kind(
        folder: "character-mythic-keystone-season", path: character + "/mythic-keystone-profile/season/17",
        modern: Set(
            ratings.map { key in ".best_runs[]." + key }
                + ratings.filter { key in key.hasPrefix("mythic") }.map { key in "." + key })),
    Kind(
        folder: "character-professions", path: character + "/professions",
        modern: Set(
            [""] + [
                ".key", ".key.href", ".name", ".id", ".realm", ".realm.key", ".realm.key.href", ".realm.name",
                ".realm.id", ".realm.slug",
            ]
        ).mapped(".character"),
        leftOut: [".secondaries[].skill_points", ".secondaries[].max_skill_points"]),
    Kind(
        folder: "character-reputations", path: character + "/reputations",
        modern: [".reputations[].standing.renown_level"], leftOut: [".reputations[].standing.tier"]),
    Kind(
        folder: "character-pvp-summary", path: character + "/pvp-summary",
        leftOut: [".brackets", ".pvp_map_statistics"]),
    Kind(folder: "realm-index", path: "/data/wow/realm/index"),
    Kind(folder: "realm", path: "/data/wow/realm/tarren-mill"),
    Kind(folder: "connected-realm-index", path: "/data/wow/connected-realm/index"),
    Kind(folder: "connected-realm", path: "/data/wow/connected-realm/1084"),
    Kind(folder: "mythic-keystone-season-index", path: "/data/wow/mythic-keystone/season/index"),
    Kind(folder: "mythic-keystone-season-gamedata", path: "/data/wow/mythic-keystone/season/15"),
    Kind(folder: "mythic-keystone-period-index", path: "/data/wow/mythic-keystone/period/index"),
    Kind(folder: "mythic-keystone-period", path: "/data/wow/mythic-keystone/period/1060"),
    Kind(folder: "mythic-keystone-dungeon-index", path: "/data/wow/mythic-keystone/dungeon/index"),
    Kind(folder: "mythic-keystone-dungeon", path: "/data/wow/mythic-keystone/dungeon/161"),
    Kind(
        folder: "mythic-keystone-leaderboard", path: "LEADERBOARD",
        modern: Set(
            ratings.filter { key in key.hasPrefix("mythic") }.map { key in ".leading_groups[]." + key })),
    Kind(folder: "playable-class-index", path: "/data/wow/playable-class/index"),
    Kind(folder: "playable-specialization-index", path: "/data/wow/playable-specialization/index"),
    Kind(folder: "playable-race-index", path: "/data/wow/playable-race/index"),
    Kind(folder: "playable-race", path: "/data/wow/playable-race/1"),
]

extension Set<String> {
    /// Each with something before it.
    fileprivate func mapped(_ start: String) -> Set<String> { Set(map { rest in start + rest }) }
}

@Suite(.enabled(if: fixtures != nil, "the captured responses are not beside the checkout"))
struct ShapeTests {
    private let time = WorldSettings.tiny.start + 20 * day

    /// The path of a real document: of the guild leader, of a board with groups.
    private func resolve(_ path: String) throws -> String {
        if path == "LEADERBOARD" {
            let key = try #require(
                captured.boards.keys.filter { key in key.period == 1064 }
                    .min { a, b in (a.realm, a.dungeon) < (b.realm, b.dungeon) })
            return "/data/wow/connected-realm/\(key.realm)/mythic-leaderboard/\(key.dungeon)/period/1064"
        }
        guard path.contains("CHARACTER") else { return path }
        let active = try #require(
            captured.members(of: 0, at: time).first { member in
                let runs = member.character.runs.map { index in captured.runs[index] }
                return !member.character.kills.isEmpty && runs.contains { run in run.period == 1066 }
                    && member.character.kills[0].time < time && member.character.hidden == nil
            }?.character)
        let identity = active.identity(at: time)
        return path.replacing(
            "CHARACTER", with: "\(Realm.all[identity.realm].slug)/\(identity.name.lowercased())")
    }

    private func document(_ world: World, _ path: String) throws -> [UInt8] {
        let endpoint = try #require(Endpoint(path: path))
        let finder = DocumentFinder(world: world, region: .eu, locale: "en_GB", now: time)
        guard case .document(let document) = finder.find(endpoint) else { return [] }
        return document.render() ?? []
    }

    private func recorded(_ folder: String) throws -> Shape {
        // The index of races was captured beside the single races.
        let isRaceIndex = folder == "playable-race-index"
        let path = try #require(fixtures) + "/" + (isRaceIndex ? "playable-race" : folder)
        var shape = Shape()
        for name in try FileManager.default.contentsOfDirectory(atPath: path)
        where name.hasSuffix(".json") && !name.hasSuffix(".headers.json") {
            if folder.hasPrefix("playable-race"), name.contains("_all") != isRaceIndex { continue }
            let bytes = try Data(contentsOf: URL(filePath: path + "/" + name))
            shape.add(try JSONValue(Array(bytes)), at: "")
        }
        return shape
    }

    @Test(arguments: kinds)
    func `a document of captured size has the captured keys and types`(kind: Kind) throws {
        let ours = try JSONValue(document(captured, resolve(kind.path))).shape
        let theirs = try recorded(kind.folder)
        let known = Set(theirs.count.keys).union(kind.modern)
        #expect(Set(ours.count.keys).subtracting(known).sorted() == [], "keys that were never captured")
        // What belongs to something that few documents have, such as the essences of an amulet, may be missing.
        let needed = theirs.always.subtracting(kind.leftOut).filter { path in
            let parent = path.prefix(upTo: path.lastIndex(of: ".") ?? path.endIndex)
            return ours.parents[String(parent)] != nil
        }
        #expect(Set(needed).subtracting(ours.count.keys).sorted() == [], "keys that every captured one has")
        for (path, types) in ours.types {
            if let captured = theirs.types[path] { #expect(types.isSubset(of: captured), "\(path)") }
        }
    }

    @Test(arguments: kinds)
    func `a compact document has no keys that were never captured`(kind: Kind) throws {
        let ours = try JSONValue(document(tiny, resolve(kind.path))).shape
        let known = Set(try recorded(kind.folder).count.keys).union(kind.modern)
        #expect(!ours.count.isEmpty)
        #expect(Set(ours.count.keys).subtracting(known).sorted() == [])
    }

    @Test(arguments: [
        ("achievements", 1_200_000...1_700_000), ("equipment", 38_000...60_000),
        ("encounters/raids", 100_000...200_000), ("specializations", 12_000...25_000),
    ])
    func `captured size means the captured size`(part: String, size: ClosedRange<Int>) throws {
        let bytes = try document(captured, resolve("\(character)/\(part)"))
        #expect(size.contains(bytes.count), "\(bytes.count) bytes")
    }
}
