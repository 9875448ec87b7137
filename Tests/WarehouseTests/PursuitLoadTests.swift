import Crawl
import Guilds
import TestDatabase
import Testing

@testable import Warehouse

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct PursuitLoadTests {
    private func skill(_ profession: Int32, tier: Int32?, points: Int32) -> ProfessionSkill {
        ProfessionSkill(
            profession: NamedEntry(id: profession, name: "Craft \(profession)"),
            tier: tier.map { tier in NamedEntry(id: tier, name: "Tier \(tier)") }, isPrimary: true,
            points: points, maximum: 100, recipes: points / 10)
    }

    @Test func `a profession that was given up is a change, and its tiers have names`() async throws {
        try await withWarehouse { warehouse, _ in
            let document = DocumentID(.professions, of: hero(1))
            let both = [skill(171, tier: 2900, points: 10), skill(794, tier: nil, points: 50)]
            let facts = { skills in Facts.professions(Professions(character: hero(1), skills: skills)) }
            #expect(try await warehouse.load(facts(both), as: document).rows == 2)
            #expect(try await warehouse.load(facts(both), as: document, at: .start + .days(1)).rows == 0)
            let better = [skill(171, tier: 2900, points: 20)]
            #expect(try await warehouse.load(facts(better), as: document, at: .start + .days(2)).rows == 2)
            #expect(try await warehouse.load(facts([]), as: document, at: .start + .days(3)).rows == 1)
            let dump = try await warehouse.dumpSeries()
            #expect(dump["profession_skill"]?.count == 5)
            #expect(dump["profession_skill_now"]?.allSatisfy { line in line.contains(",,,,") } == true)
            #expect(
                try await warehouse.names(.professions).map(\.name) == [
                    "Craft 171", "Craft 794", "Tier 2900",
                ])
        }
    }

    @Test func `a faction that is no longer listed leaves the present, not the history`() async throws {
        try await withWarehouse { warehouse, _ in
            let document = DocumentID(.reputations, of: hero(1))
            let facts = { (factions: [Int32: Int32]) in
                Facts.reputations(
                    Reputations(
                        character: hero(1),
                        standings: factions.map { id, points in
                            Reputations.Standing(
                                faction: NamedEntry(id: id, name: "Folk \(id)"), points: points, tier: 3,
                                renown: nil, paragon: nil)
                        }))
            }
            #expect(try await warehouse.load(facts([1: 100, 2: -50]), as: document).rows == 2)
            let later = try await warehouse.load(
                facts([1: 200, 3: 5]), as: document, at: .start + .days(1))
            #expect(later.rows == 3)
            let dump = try await warehouse.dumpSeries()
            #expect(dump["reputation"]?.count == 5)
            #expect(dump["reputation_now"]?.count { line in line.contains(",,,,") } == 1)
        }
    }

    @Test func `honour and maps are series of one document`() async throws {
        try await withWarehouse { warehouse, _ in
            let document = DocumentID(.pvpSummary, of: hero(1))
            let facts = { (honor: Int32, won: Int32) in
                Facts.pvpSummary(
                    PvPSummary(
                        character: hero(1), honorLevel: honor, honorableKills: 70, brackets: ["2v2"],
                        maps: [
                            .init(map: NamedEntry(id: 30, name: "Valley"), played: 9, won: won, lost: 2),
                            .init(map: NamedEntry(id: 31, name: "Gulch"), played: 1, won: 0, lost: 1),
                        ]))
            }
            #expect(try await warehouse.load(facts(3, 5), as: document).rows == 3)
            #expect(try await warehouse.load(facts(3, 6), as: document, at: .start + .days(1)).rows == 1)
            #expect(try await warehouse.load(facts(4, 6), as: document, at: .start + .days(2)).rows == 1)
            let dump = try await warehouse.dumpSeries()
            #expect(dump["pvp_summary"]?.count == 2)
            #expect(dump["pvp_map"]?.count == 3)
        }
    }

    @Test func `news of a guild are events, whatever the feed still holds`() async throws {
        try await withWarehouse { warehouse, _ in
            let document = DocumentID(.guildActivity, of: guild)
            let entries = [
                GuildActivity.Entry(at: .start, event: .achievement(id: 40, by: hero(1))),
                GuildActivity.Entry(at: .start, event: .achievement(id: 40, by: hero(2))),
                GuildActivity.Entry(at: .start, event: .encounter(id: 9, difficulty: .heroic)),
                GuildActivity.Entry(at: .start, event: .encounter(id: 9, difficulty: .mythic)),
            ]
            let facts = { entries in Facts.guildActivity(GuildActivity(guild: guild, entries: entries)) }
            let repeated = entries + [entries[0]]
            #expect(try await warehouse.load(facts(repeated), as: document).rows == 4)
            let later = GuildActivity.Entry(at: .start + .days(1), event: .achievement(id: 41, by: hero(1)))
            let next = try await warehouse.load(
                facts([later, entries[2]]), as: document, at: .start + .days(1))
            #expect(next.rows == 1)
            #expect(try await warehouse.dumpSeries()["guild_activity"]?.count == 5)
        }
    }

    @Test func `an embellishment put on is a change of the item`() async throws {
        try await withWarehouse { warehouse, _ in
            var ring = item("FINGER_1", 10)
            let document = DocumentID(.equipment, of: hero(1))
            try await warehouse.load(equipment(hero(1), [ring]), as: document)
            ring.limitCategory = "Unique-Equipped: Embellished (2)"
            let after = try await warehouse.load(
                equipment(hero(1), [ring]), as: document, at: .start + .days(1))
            #expect(after.rows == 1)
            #expect(try await warehouse.dumpSeries()["equipment_now"]?.first?.contains("Embellished") == true)
        }
    }
}
