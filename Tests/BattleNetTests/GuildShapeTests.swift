import BattleNet
import Guilds
import Testing

/// Rosters and activity feeds with invented names.
struct GuildShapeTests {
    private static let guild = GuildKey(realm: RealmKey(region: .eu, id: 7), id: 1000)
    private static let head =
        #""guild": {"id": 1000, "name": "Lanterns", "realm": {"id": 7, "slug": "dawn"}}"#

    @Test func `members live on several realms and the same line may come twice`() throws {
        let found = try members([line(id: 1), line(id: 1, realm: 8), line(id: 1), line(id: 2)])
        #expect(found.map(\.character.id) == [1, 1, 2])
        #expect(found.map(\.character.realm.id) == [7, 8, 7])
    }

    @Test func `a guild may have no members`() throws {
        #expect(try members([]).isEmpty)
    }

    @Test func `conflicting lines of one character are malformed`() {
        #expect(throws: BattleNetError.self) { try members([line(id: 1, rank: 3), line(id: 1, rank: 4)]) }
    }

    @Test(arguments: [-1, 10, 99])
    func `a rank that cannot be is malformed`(_ rank: Int) {
        #expect(throws: BattleNetError.self) { try members([line(id: 1, rank: rank)]) }
    }

    @Test func `a roster cut anywhere is malformed`() {
        let body = Array(json([line(id: 1), line(id: 2)]).utf8)
        for count in body.indices {
            #expect(throws: BattleNetError.self) { try decoded(Array(body.prefix(count))) }
        }
    }

    @Test(arguments: [UInt8(ascii: "0"), UInt8(ascii: "\""), UInt8(ascii: "]"), UInt8(ascii: " "), 0xFF])
    func `a byte gone wrong never loses a member`(_ byte: UInt8) {
        let body = Array(json([line(id: 1, rank: 1), line(id: 2, rank: 2)]).utf8)
        for place in body.indices {
            var damaged = body
            damaged[place] = byte
            // Either the damage shows, or it touched no more than a value.
            if let found = try? decoded(damaged) { #expect(found.count == 2) }
        }
    }

    @Test func `activity of the kinds that are known`() throws {
        let json = """
            {\(Self.head), "activities": [
              {"character_achievement": {"character": {"id": 5, "name": "Brell", "realm": {"id": 7}},
                "achievement": {"id": 40}}, "activity": {"type": "CHARACTER_ACHIEVEMENT"},
               "timestamp": 1700000000000},
              {"encounter_completed": {"encounter": {"id": 9}, "mode": {"type": "HEROIC"}},
               "timestamp": 1700000001000},
              {"something_new": {}, "timestamp": 1700000002000}]}
            """
        let decoded = try decode(.guildActivity, json)
        let by = CharacterKey(realm: Self.guild.realm, id: 5)
        let entries = [
            GuildActivity.Entry(at: Timestamp(seconds: 1_700_000_000), event: .achievement(id: 40, by: by)),
            GuildActivity.Entry(
                at: Timestamp(seconds: 1_700_000_001), event: .encounter(id: 9, difficulty: .heroic)),
        ]
        #expect(decoded.facts == .guildActivity(GuildActivity(guild: Self.guild, entries: entries)))
        #expect(decoded.skipped == 1)
    }

    @Test func `a quiet guild has no activities`() throws {
        let quiet = GuildActivity(guild: Self.guild, entries: [])
        #expect(try decode(.guildActivity, "{\(Self.head)}").facts == .guildActivity(quiet))
    }

    private func line(id: Int, realm: Int = 7, rank: Int = 3) -> String {
        """
        {"character": {"id": \(id), "name": "Brell", "level": 80, "realm": {"id": \(realm), "slug": "dawn"},
          "playable_class": {"id": 2}, "playable_race": {"id": 1}}, "rank": \(rank)}
        """
    }

    private func json(_ lines: [String]) -> String {
        #"{\#(Self.head), "members": [\#(lines.joined(separator: ","))]}"#
    }

    private func members(_ lines: [String]) throws -> [RosterMember] {
        try decoded(Array(json(lines).utf8))
    }

    private func decoded(_ body: [UInt8]) throws -> [RosterMember] {
        let document = DocumentID(.roster, of: Self.guild)
        guard case .roster(let roster) = try DocumentDecoder().decode(body, as: document).facts else {
            throw OtherFacts()
        }
        return roster.members
    }

    private func decode(_ kind: DocumentKind, _ json: String) throws -> DecodedDocument {
        try DocumentDecoder().decode(Array(json.utf8), as: DocumentID(kind, of: Self.guild))
    }
}
