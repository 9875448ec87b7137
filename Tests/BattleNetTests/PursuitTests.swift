import BattleNet
import Guilds
import Testing

/// Professions, reputations and player-versus-player; all names are invented.
struct PursuitTests {
    private static let asked = CharacterKey(realm: RealmKey(region: .eu, id: 7), id: 42)
    private static let character =
        #""character": {"id": 42, "name": "Brell", "realm": {"id": 7, "slug": "dawn"}}"#

    @Test func `skills stand in tiers, or beside a profession that has none`() throws {
        let facts = try decode(
            .professions,
            """
            {"primaries": [{"profession": {"id": 171, "name": "Brewing"}, "tiers": [
               {"skill_points": 40, "max_skill_points": 100, "tier": {"id": 2900, "name": "New Brewing"},
                "known_recipes": [{"id": 1, "name": "Ale"}, {"id": 2, "name": "Stout"}]},
               {"tier": {"id": 2901, "name": "Old Brewing"}}]}],
             "secondaries": [{"profession": {"id": 794, "name": "Digging"}, "skill_points": 950,
               "max_skill_points": 950}], \(Self.character)}
            """)
        let brewing = NamedEntry(id: 171, name: "Brewing")
        let skills = [
            ProfessionSkill(
                profession: brewing, tier: NamedEntry(id: 2900, name: "New Brewing"), isPrimary: true,
                points: 40, maximum: 100, recipes: 2),
            ProfessionSkill(
                profession: brewing, tier: NamedEntry(id: 2901, name: "Old Brewing"), isPrimary: true,
                points: nil, maximum: nil, recipes: 0),
            ProfessionSkill(
                profession: NamedEntry(id: 794, name: "Digging"), tier: nil, isPrimary: false, points: 950,
                maximum: 950, recipes: 0),
        ]
        #expect(facts == .professions(Professions(character: Self.asked, skills: skills)))
    }

    @Test func `nobody's professions are those of the character asked for`() throws {
        let none = Professions(character: Self.asked, skills: [])
        #expect(try decode(.professions, "{}") == .professions(none))
    }

    @Test func `a tier told twice is malformed`() {
        let twice = #"{"profession": {"id": 3}, "tiers": [{"tier": {"id": 9}}, {"tier": {"id": 9}}]}"#
        #expect(throws: BattleNetError.self) { try decode(.professions, #"{"primaries": [\#(twice)]}"#) }
    }

    @Test func `a standing counts by tier, by renown or beyond both`() throws {
        let facts = try decode(
            .reputations,
            """
            {"reputations": [
               {"faction": {"id": 1, "name": "Weavers"}, "standing": {"raw": -6000, "tier": 1, "name": "Hostile"}},
               {"faction": {"id": 2, "name": "Ferrymen"}, "standing": {"raw": 700, "renown_level": 12}},
               {"faction": {"id": 3}, "standing": {"raw": 42000, "tier": 7},
                "paragon": {"raw": 15000, "value": 5000, "max": 10000}}], \(Self.character)}
            """)
        let standings = [
            Reputations.Standing(
                faction: NamedEntry(id: 1, name: "Weavers"), points: -6000, tier: 1, renown: nil, paragon: nil
            ),
            Reputations.Standing(
                faction: NamedEntry(id: 2, name: "Ferrymen"), points: 700, tier: nil, renown: 12, paragon: nil
            ),
            Reputations.Standing(
                faction: NamedEntry(id: 3, name: ""), points: 42_000, tier: 7, renown: nil, paragon: 15_000),
        ]
        #expect(facts == .reputations(Reputations(character: Self.asked, standings: standings)))
    }

    @Test(arguments: [
        "{CHARACTER}", #"{"reputations": [{"faction": {"id": 1}}], CHARACTER}"#,
        #"{"reputations": [{"faction": {"id": 1}, "standing": {"raw": 1}}, {"faction": {"id": 1}, "standing": {"raw": 2}}], CHARACTER}"#,
    ])
    func `reputations without list or standing, or with a faction twice, are malformed`(_ json: String) {
        #expect(throws: BattleNetError.self) {
            try decode(.reputations, json.replacing("CHARACTER", with: Self.character))
        }
    }

    @Test func `brackets are told by links, matches by map`() throws {
        let facts = try decode(
            .pvpSummary,
            """
            {"brackets": [{"href": "https://eu.host/pvp-bracket/3v3?namespace=profile-eu"},
                          {"href": "https://eu.host/pvp-bracket/2v2?namespace=profile-eu"}],
             "honor_level": 41, "honorable_kills": 700, "pvp_map_statistics": [
               {"world_map": {"id": 30, "name": "Cold Valley"},
                "match_statistics": {"played": 9, "won": 4, "lost": 4}}], \(Self.character)}
            """)
        let map = PvPSummary.MapRecord(
            map: NamedEntry(id: 30, name: "Cold Valley"), played: 9, won: 4, lost: 4)
        #expect(
            facts
                == .pvpSummary(
                    PvPSummary(
                        character: Self.asked, honorLevel: 41, honorableKills: 700, brackets: ["2v2", "3v3"],
                        maps: [map])))
    }

    @Test func `who never fought has neither brackets nor maps`() throws {
        let facts = try decode(
            .pvpSummary, #"{"honor_level": 1, "honorable_kills": 0, \#(Self.character)}"#)
        #expect(
            facts
                == .pvpSummary(
                    PvPSummary(
                        character: Self.asked, honorLevel: 1, honorableKills: 0, brackets: [], maps: [])))
    }

    private func decode(_ kind: DocumentKind, _ json: String) throws -> Facts {
        try DocumentDecoder().decode(Array(json.utf8), as: DocumentID(kind, of: Self.asked)).facts
    }
}
