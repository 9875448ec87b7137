import BattleNet
import Guilds
import Testing

/// What must never reach a series.
struct MalformedTests {
    private static let realm = #""realm": {"id": 7, "slug": "dawn"}"#
    private static let character = #""character": {"id": 42, \#(realm)}"#
    private static let guild = #""guild": {"id": 42, "name": "Lanterns", \#(realm)}"#

    struct Case: Sendable, CustomTestStringConvertible {
        var kind: DocumentKind
        var json: String
        /// Part of what the log says.
        var reason: String

        init(_ kind: DocumentKind, _ json: String, _ reason: String) {
            (self.kind, self.json, self.reason) = (kind, json, reason)
        }

        var testDescription: String { "\(kind.name): \(reason)" }
    }

    static let cases: [Case] = [
        Case(.roster, "<!DOCTYPE html><html><body>Sorry</body></html>", "not valid JSON"),
        Case(.roster, #"{"guild": {"id": 42, "na"#, "not valid JSON"),
        Case(.roster, "", "not valid JSON"),
        Case(.roster, "[]", "expected an object, found array"),
        Case(.roster, "{\(guild)}", "members: missing"),
        Case(.roster, #"{\#(guild), "members": null}"#, "members: missing"),
        Case(.roster, #"{\#(guild), "members": {}}"#, "members: expected an array, found object"),
        Case(
            .roster, #"{\#(guild), "members": [{"character": {"id": "9", \#(realm)}}]}"#,
            "members[0].character.id: expected an integer of 64 bits, found string"),
        Case(.guild, #"{"id": 42, "name": "  ", \#(realm)}"#, "name: expected a text that is not blank"),
        Case(
            .guild,
            #"{"id": 42, "name": "Lanterns", \#(realm), "achievement_points": 5, "member_count": -1}"#,
            "member_count: expected a count of 0"),
        Case(.summary, #"{"id": 42, "name": "", \#(realm)}"#, "name: expected"),
        Case(.summary, #"{"id": 42, "name": "Brell", \#(realm), "level": 0}"#, "level: expected a level"),
        Case(.summary, #"{"id": 42, "realm": {"id": 0}}"#, "realm.id: expected an id"),
        Case(.status, #"{"id": 42, "is_valid": 1}"#, "is_valid: expected true or false, found 1"),
        Case(.equipment, "{\(character)}", "equipped_items: missing"),
        Case(
            .achievements, #"{\#(character), "total_quantity": 1, "total_points": 1}"#,
            "achievements: missing"),
        Case(
            .achievements,
            #"{\#(character), "total_quantity": 1, "total_points": 1, "achievements": "#
                + #"[{"id": 5, "completed_timestamp": 1700000000}]}"#,
            "achievements[0].completed_timestamp: expected milliseconds"),
        Case(
            .keystoneSeasonProfile, #"{\#(character), "season": {"id": 17}}"#, "season.id: expected season 18"
        ),
        Case(.period, #"{"id": 17, "start_timestamp": 1548226800000}"#, "id: expected 18, found 17"),
        Case(
            .period, #"{"id": 18, "start_timestamp": 1548831599000, "end_timestamp": 1548226800000}"#,
            "end_timestamp: expected an end after the start"),
        Case(.connectedRealms, #"{"connected_realms": [{"href": "https://x/index"}]}"#, "a link that ends"),
        Case(.realms, #"{"realms": [{"id": 2147483648, "slug": "dawn"}]}"#, "realms[0].id: expected an id"),
        Case(.raids, #"{"expansions": []}"#, "character: missing"),
    ]

    @Test(arguments: cases)
    func `what cannot be used is malformed and says where`(_ example: Case) throws {
        let error = try #require(throws: BattleNetError.self) {
            try DocumentDecoder().decode(Array(example.json.utf8), as: document(example.kind))
        }
        #expect(error.code == .malformed)
        #expect(error.debugDescription.contains(example.reason), "\(error.debugDescription)")
        #expect(error.outcome == .failed(.malformed))
    }

    @Test(arguments: [DocumentKind.equipment, .specializations, .raids, .keystoneProfile])
    func `a document of somebody else is refused`(_ kind: DocumentKind) throws {
        let other =
            #"{"character": {"id": 43, \#(Self.realm)}, "equipped_items": [],"#
            + #""current_period": {"period": {"id": 1}}}"#
        let error = try #require(throws: BattleNetError.self) {
            try DocumentDecoder().decode(Array(other.utf8), as: document(kind))
        }
        #expect(error.code == .otherSubject)
        #expect(error.outcome == .missing)
    }

    @Test func `a character that moved to another realm is somebody else`() {
        let moved = #"{"character": {"id": 42, "realm": {"id": 8}}, "equipped_items": []}"#
        #expect(throws: BattleNetError.self) {
            try DocumentDecoder().decode(Array(moved.utf8), as: document(.equipment))
        }
    }

    @Test func `subject 0 means whoever lives at the address`() throws {
        let anyone = DocumentID(.equipment, of: CharacterKey(realm: RealmKey(region: .kr, id: 0), id: 0))
        let json = "{\(Self.character), \"equipped_items\": []}"
        let key = CharacterKey(realm: RealmKey(region: .kr, id: 7), id: 42)
        #expect(
            try DocumentDecoder().decode(Array(json.utf8), as: anyone).facts
                == .equipment(Equipment(character: key, items: [])))
    }

    @Test func `a status may tell another id`() throws {
        let json = Array(#"{"id": 99, "is_valid": false}"#.utf8)
        #expect(
            try DocumentDecoder().decode(json, as: document(.status)).facts
                == .status(CharacterStatus(id: 99, isValid: false)))
    }

    @Test func `a board of another dungeon is malformed`() throws {
        let json =
            #"{"connected_realm": {"href": "https://x/connected-realm/7?n=d"}, "map_challenge_mode_id": 244,"#
            + #""period": 682, "period_end_timestamp": 1548831599000}"#
        let realm = RealmKey(region: .eu, id: 7)
        let right = DocumentID(kind: .leaderboard, realm: realm, subject: 244, part: 682)
        let wrong = DocumentID(kind: .leaderboard, realm: realm, subject: 245, part: 682)
        let board = KeystoneLeaderboard(
            connectedRealm: realm, dungeonID: 244, period: 682,
            end: Timestamp(milliseconds: 1_548_831_599_000), groups: [])
        #expect(try DocumentDecoder().decode(Array(json.utf8), as: right).facts == .leaderboard(board))
        #expect(throws: BattleNetError.self) {
            try DocumentDecoder().decode(Array(json.utf8), as: wrong)
        }
    }

    private func document(_ kind: DocumentKind) -> DocumentID {
        let realm = RealmKey(region: .eu, id: 7)
        return switch kind.scope {
        case .region: DocumentID(kind, of: .eu, part: kind == .period ? 18 : 0)
        case .guild: DocumentID(kind, of: GuildKey(realm: realm, id: 42))
        case .character:
            DocumentID(
                kind, of: CharacterKey(realm: realm, id: 42), part: kind == .keystoneSeasonProfile ? 18 : 0)
        }
    }
}
