import Guilds
import Testing

@testable import Analytics

struct HealthTests {
    /// Ten of each role at most play to the end; half of all stop half way.
    private func village(tanks: Int, healers: Int, stops: Bool = false) -> Village {
        var village = Village(weeks: 24)
        village.add(24) { index in
            Villager(
                id: Int64(index), itemLevels: [(1, 630)],
                logins: (0..<24).filter { week in !stops || week < 23 - (index * 2 / 3) }.map {
                    Double($0) * 7 + 1
                }
                    + (index < 14 ? [162] : []),
                specialization: index < tanks ? 66 : index < tanks + healers ? 65 : 70)
        }
        return village
    }

    private func row(_ name: String, of village: Village) throws -> [Insight.Cell] {
        try #require(try village.table("health.components").first { $0[0] == .text(name) })
    }

    @Test func `every component stands with its evidence, the unknown as unknown`() throws {
        let village = village(tanks: 4, healers: 5)
        let rows = try village.table("health.components")
        #expect(
            rows.map { $0[0] }
                == ["Retention", "Activity", "Progress", "Gear", "Depth", "Data"].map { .text($0) })
        #expect(try row("Retention", of: village)[3] == .number(100))
        #expect(try row("Progress", of: village)[1] == .text("unknown"))
        #expect(try row("Progress", of: village)[3] == .unknown)
        let insight = try village.insight("health.components")
        #expect(
            insight.n == 5 && insight.missing?.contains("progress: too few raid documents were seen") == true)
        #expect(try village.insight("health.summary").sentence.contains("Unknown: progress."))
        #expect(try village.shares("health.summary")["unknown"] == 1)
    }

    @Test func `falling activity is declining and calls for attention`() throws {
        let village = village(tanks: 4, healers: 5, stops: true)
        #expect(try row("Activity", of: village)[1] == .text("declining"))
        #expect(try village.insight("health.components").sentence.contains("Activity: "))
        #expect(try village.insight("health.summary").sentence.contains("Declining: activity."))
    }

    @Test(arguments: [
        (2, 5, "2 active tanks: one quit away from too few for a raid of 10"),
        (3, 1, "1 active healer: fewer than the 2 of each that a raid of 10 needs"),
        (4, 4, ""),
    ])
    func `a role that hangs on one person is told`(tanks: Int, healers: Int, remark: String) throws {
        #expect(try row("Depth", of: village(tanks: tanks, healers: healers)).last == .text(remark))
    }

    @Test func `two characters of one person are one tank`() throws {
        var village = village(tanks: 3, healers: 5)
        village.members[0].person = 7
        village.members[1].person = 7
        #expect(try row("Depth", of: village)[3] == .number(2))
    }

    @Test func `a guild that was never seen has nothing known, and that is said`() throws {
        let village = Village(weeks: 2, seen: [])
        let insight = try village.insight("health.components")
        #expect(insight.n == 0 && insight.coverage == 0)
        #expect(insight.sentence == "Nothing is known of the guild's health yet.")
        #expect(try village.shares("health.summary")["unknown"] == 6)
    }

    @Test func `a component far below its peers calls for attention even while it is steady`() throws {
        var study = Study(village(tanks: 4, healers: 5).series)
        study.peers = PeerTable.learn(
            (0..<30).map { index in
                PeerFigures(
                    guild: GuildKey(realm: Village.realm, id: Int64(index)), members: 40,
                    values: [.itemLevel: 650 + Double(index)])
            })
        let insights = Analysis.health.insights(study)
        #expect(insights.first?.sentence.hasPrefix("Gear: 630 item level") == true)
    }
}
