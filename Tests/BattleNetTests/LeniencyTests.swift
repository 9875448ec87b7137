import BattleNet
import Guilds
import Testing

/// What the decoders accept beyond the captured shapes; all names are invented.
struct LeniencyTests {
    private static let asked = CharacterKey(realm: RealmKey(region: .eu, id: 7), id: 42)
    private static let character =
        #""character": {"id": 42, "name": "Brell", "realm": {"id": 7, "slug": "dawn"}}"#

    @Test func `a modern keystone profile has ratings`() throws {
        let facts = try decode(
            .keystoneProfile,
            """
            {"current_period": {"period": {"id": 1090}, "best_runs": [\(Self.run)]},
             "current_mythic_rating": {"rating": 2871.5, "color": {"r": 1}}, "seasons": [{"id": 18}],
             \(Self.character)}
            """)
        guard case .keystoneProfile(let profile) = facts else { throw OtherFacts() }
        #expect(profile.rating == 2871.5)
        #expect(profile.bestRuns?.first?.rating == 310)
        #expect(profile.bestRuns?.first?.isTimed == false)
    }

    @Test func `a season without a list of runs is not a season without runs`() throws {
        let facts = try decode(
            .keystoneSeasonProfile, #"{"season": {"id": 18}, \#(Self.character)}"#, part: 18)
        #expect(
            facts
                == .keystoneSeasonProfile(
                    KeystoneSeasonProfile(character: Self.asked, season: 18, rating: nil, bestRuns: nil)))
    }

    @Test func `a run told twice counts once and a fellow player without character is left out`() throws {
        let facts = try decode(
            .keystoneSeasonProfile,
            #"{"season": {"id": 18}, "best_runs": [\#(Self.run), \#(Self.run)], \#(Self.character)}"#)
        guard case .keystoneSeasonProfile(let season) = facts else { throw OtherFacts() }
        #expect(season.bestRuns?.count == 1)
        #expect(season.bestRuns?.first?.members.map(\.character.id) == [42])
    }

    @Test func `a summary may lack all that a new character has not`() throws {
        let facts = try decode(
            .summary,
            """
            {"id": 42, "name": "Brell", "realm": {"id": 7, "slug": "dawn"}, "level": 11,
             "character_class": {"id": 14}, "race": {"id": 91}, "faction": {"type": "UNALIGNED"},
             "guild": null}
            """)
        guard case .summary(let summary) = facts else { throw OtherFacts() }
        #expect(summary.faction == nil)
        #expect(summary.guild == nil)
        #expect(summary.activeSpecialization == nil)
        #expect(summary.averageItemLevel == nil)
        #expect(summary.equippedItemLevel == nil)
        #expect(summary.lastLogin == nil)
        #expect(summary.characterClass.name == "Class 14")
    }

    @Test(arguments: [
        (#""Dawn""#, "Dawn"), (#"{"de_DE": "Dämmerung", "en_US": "Dawn"}"#, "Dawn"),
        (#"{"de_DE": "Dämmerung", "en_GB": "Dawn"}"#, "Dawn"), (#"{"ko_KR": "새벽"}"#, "새벽"),
        ("null", "dawn"),
    ])
    func `a name comes alone or in all languages`(_ json: String, _ name: String) throws {
        let facts = try decode(.realms, #"{"realms": [{"id": 7, "slug": "dawn", "name": \#(json)}]}"#)
        #expect(facts == .realms([Realm(key: Self.asked.realm, name: name, slug: "dawn")]))
    }

    @Test func `"Current Season" repeats instances and unknown difficulties are counted`() throws {
        func instance(_ count: Int, _ last: Int64, _ difficulty: String) -> String {
            """
            {"instance": {"id": 5, "name": "Deep"}, "modes": [{"difficulty": {"type": "\(difficulty)"},
             "progress": {"encounters": [{"encounter": {"id": 9, "name": "Maw"},
              "completed_count": \(count), "last_kill_timestamp": \(last)}]}}]}
            """
        }
        let (old, new) = (instance(3, 1_700_000_000_000, "HEROIC"), instance(4, 1_690_000_000_000, "HEROIC"))
        let json = """
            {"expansions": [{"instances": [\(old), \(instance(1, 1_700_000_000_000, "STORY"))]},
             {"expansion": {"name": "Current Season"}, "instances": [\(new)]}], \(Self.character)}
            """
        let decoded = try DocumentDecoder().decode(Array(json.utf8), as: DocumentID(.raids, of: Self.asked))
        let kill = EncounterKills(
            encounterID: 9, encounterName: "Maw", instanceID: 5, instanceName: "Deep", difficulty: .heroic,
            count: 4, lastKill: Timestamp(milliseconds: 1_700_000_000_000))
        #expect(decoded.facts == .raids(Encounters(character: Self.asked, kills: [kill])))
        #expect(decoded.skipped == 1)
    }

    @Test(arguments: [DocumentKind.raids, .dungeons])
    func `a character without a kill has no expansions`(_ kind: DocumentKind) throws {
        let none = Encounters(character: Self.asked, kills: [])
        #expect(try decode(kind, "{\(Self.character)}") == (kind == .raids ? .raids(none) : .dungeons(none)))
    }

    @Test func `an achievement told twice was earned the first time and one in progress was not`() throws {
        let facts = try decode(
            .achievements,
            """
            {"total_quantity": 1, "total_points": 10, "achievements": [
              {"id": 6, "completed_timestamp": 1700000000000}, {"id": 6, "completed_timestamp": 1600000000000},
              {"id": 7, "criteria": {"id": 1}}], \(Self.character)}
            """)
        guard case .achievements(let found) = facts else { throw OtherFacts() }
        let first = Timestamp(milliseconds: 1_600_000_000_000)
        #expect(found.earned == [EarnedAchievement(id: 6, completedAt: first)])
    }

    @Test func `a modern specialization has a loadout code`() throws {
        let facts = try decode(
            .specializations,
            """
            {"active_specialization": {"id": 70}, "specializations": [{"specialization": {"id": 70},
              "loadouts": [{"is_active": false, "talent_loadout_code": "AAA"},
                           {"is_active": true, "talent_loadout_code": "BBB"}]}], \(Self.character)}
            """)
        guard case .specializations(let found) = facts else { throw OtherFacts() }
        #expect(found.loadouts.map(\.code) == ["BBB"])
        #expect(found.loadouts.map(\.talents) == [[]])
    }

    @Test func `an empty socket is 0 and a set has its id`() throws {
        let facts = try decode(
            .equipment,
            """
            {"equipped_items": [{"slot": {"type": "HEAD"}, "item": {"id": 3}, "quality": {"type": "EPIC"},
              "level": {"value": 639}, "sockets": [{"socket_type": {"type": "PRISMATIC"}}, {"item": {"id": 8}}],
              "set": {"item_set": {"id": 1777}}}], \(Self.character)}
            """)
        guard case .equipment(let found) = facts else { throw OtherFacts() }
        #expect(found.items.first?.sockets == [0, 8])
        #expect(found.items.first?.setID == 1777)
    }

    @Test func `journal instances, which were never captured`() throws {
        let facts = try decode(
            .journalInstances, #"{"instances": [{"key": {"href": "x"}, "name": "Deep", "id": 5}]}"#)
        #expect(facts == .journalInstances([NamedEntry(id: 5, name: "Deep")]))
    }

    static let run = """
        {"completed_timestamp": 1790000000000, "duration": 1999999, "keystone_level": 14,
         "keystone_affixes": [{"id": 9}], "dungeon": {"id": 399, "name": "Pools"},
         "is_completed_within_time": false, "mythic_rating": {"rating": 310.0},
         "members": [{"character": {"id": 42, "name": "Brell", "realm": {"id": 7, "slug": "dawn"}},
                      "specialization": {"id": 70}, "equipped_item_level": 639},
                     {"specialization": {"id": 71}}]}
        """

    private func decode(_ kind: DocumentKind, _ json: String, part: Int32 = 0) throws -> Facts {
        let document =
            kind.scope == .region
            ? DocumentID(kind, of: .eu, part: part) : DocumentID(kind, of: Self.asked, part: part)
        return try DocumentDecoder().decode(Array(json.utf8), as: document).facts
    }
}
