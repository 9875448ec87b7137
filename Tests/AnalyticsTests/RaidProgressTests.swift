import Guilds
import Testing

@testable import Analytics

struct RaidProgressTests {
    private func boss(_ index: Int, _ difficulty: Difficulty = .heroic) -> BossKey {
        Raiders.boss(index, difficulty)
    }

    @Test func `members who kill a boss within minutes are a kill of the guild`() {
        let record = Raiders(weeks: 2, kills: [(3.8, boss(0))]).series.known.raids
        #expect(record.kills.map(\.at) == [day(3.8)])
        #expect(record.kills[0].members.count == 12)
        #expect(record.firstKills.map(\.isExact) == [true])
    }

    @Test func `a few members who join strangers are no kill of the guild`() {
        var raiders = Raiders(weeks: 3, kills: [(3.8, boss(0))])
        raiders.others = [(1.8, boss(1), 0..<3)]
        #expect(raiders.series.known.raids.firstKills.map(\.boss) == [boss(0)])
    }

    @Test func `the raid finder is not a feat of the guild`() {
        #expect(Raiders(weeks: 2, kills: [(3.8, boss(0, .raidFinder))]).series.known.raids.kills.isEmpty)
    }

    @Test func `kills on one evening are one night`() {
        let record = Raiders(weeks: 3, kills: [(3.8, boss(0)), (3.84, boss(1)), (7.8, boss(0))]).series.known
            .raids
        #expect(record.nights.map(\.start) == [day(3.8), day(7.8)])
    }

    @Test func `a kill repeated before the first look is known to be older`() throws {
        var raiders = Raiders(weeks: 6, kills: [(3.8, boss(0)), (10.8, boss(0)), (17.8, boss(0))])
        raiders.watched = 14
        let first = try #require(raiders.series.known.raids.firstKills.first)
        #expect(first.earliest == nil)
        #expect(first.latest == day(10.8))
        #expect(raiders.series.insight("progress.kills")?.rows.first?[3] == .text("by 7 Jun 2026"))
    }

    @Test func `two kills between two looks bound the first`() throws {
        var raiders = Raiders(weeks: 6, kills: [(8.8, boss(0)), (15.8, boss(0))])
        raiders.every = 20
        let first = try #require(raiders.series.known.raids.firstKills.first)
        #expect(first.earliest == day(0))
        #expect(first.latest == day(15.8))
        #expect(!first.isExact)
    }

    @Test func `kills are listed with their dates and what is missing`() throws {
        let raiders = Raiders(weeks: 4, kills: [(3.8, boss(0, .normal)), (10.8, boss(0)), (17.8, boss(1))])
        let kills = try #require(raiders.series.insight("progress.kills"))
        #expect(kills.sentence == "The guild has killed 1 of 6 on normal, 2 of 6 on heroic.")
        let dated = kills.rows.filter { row in row[3] != .text("not yet") }
        #expect(dated.map { $0[3] } == [3.8, 10.8, 17.8].map { .date(day($0).seconds) })
    }

    @Test func `each difficulty that was begun counts what fell and what stands`() throws {
        let raiders = Raiders(weeks: 4, kills: [(3.8, boss(0, .normal)), (10.8, boss(0)), (17.8, boss(1))])
        let progress = try #require(raiders.series.insight("progress.difficulties"))
        #expect(
            progress.rows == [
                [.text("Normal"), .number(1), .number(5)], [.text("Heroic"), .number(2), .number(4)],
            ])
    }

    @Test func `a guild that never raided is told what it needs`() throws {
        for metric in [
            "progress.kills", "progress.difficulties", "progress.pace", "progress.nights", "progress.tier",
        ] {
            #expect(Raiders(weeks: 4).series.insight(metric)?.needs != nil, "\(metric)")
        }
        #expect(
            try Village(weeks: 4).insight("progress.forecast").needs == "needs a boss that falls to the guild"
        )
    }

    @Test func `one raid week is not enough for a forecast`() throws {
        let forecast = Raiders(weeks: 2, kills: [(3.8, boss(0))]).series.insight("progress.forecast")
        #expect(forecast?.needs == "needs 1 more raid week")
    }

    @Test func `a guild that stopped raiding gets no forecast`() throws {
        let forecast = Raiders(weeks: 12, kills: [(3.8, boss(0)), (10.8, boss(1))]).series.insight(
            "progress.forecast")
        #expect(forecast?.needs == "needs a raid: none was seen for six weeks")
    }

    @Test func `alone a guild is judged by its own pace, with a wide interval`() throws {
        let kills = (0..<4).map { week in (Double(week) * 7 + 3.8, boss(week)) }
        let series = Raiders(weeks: 4, kills: kills).series
        let forecast = try #require(series.insight("progress.forecast"))
        let heroic = try #require(forecast.rows.first { row in row[1] == .text("Heroic") })
        #expect(heroic[0] == .text("Boss 5"))
        #expect(heroic[9] == .text("the guild's own 4 kills in 4 weeks"))
        guard case .date(let low) = heroic[7], case .date(let high) = heroic[8] else {
            Issue.record("no interval")
            return
        }
        #expect(high - low > 14 * 86_400)
    }

    @Test func `chances rise from reset to reset and are claimed as told`() throws {
        let kills = (0..<4).map { week in (Double(week) * 7 + 3.8, boss(week)) }
        let series = Raiders(weeks: 4, kills: kills).series
        let curve = try #require(series.insight("progress.next")).points.compactMap(\.self)
        #expect(curve.count == 12)
        #expect(zip(curve, curve.dropFirst()).allSatisfy { $0 < $1 })
        #expect((curve.first ?? 0) > 0 && (curve.last ?? 100) < 100)
        let claims = try #require(series.insight("progress.forecast")?.predictions)
        #expect(claims.count { $0.metric == "progress.kill" && $0.detail == "1/104/HEROIC" } == 8)
        #expect(claims.allSatisfy { claim in claim.due > series.asOf.seconds })
    }

    @Test func `a boss killed in the tier before does not belong to this one`() {
        var raiders = Raiders(weeks: 10, kills: [(3.8, boss(0))])
        raiders.seasons = [Village.season(1, from: 0), Village.season(2, from: 35)]
        let history = RaidHistory(raiders.series.known.raids, in: raiders.series.known)
        #expect(history.tiers(nil).map(\.season) == [1])
    }

    @Test func `a raid belongs to its season, though the season begins earlier in another region`() {
        var american = Raiders(weeks: 10, kills: [(34.8, boss(0))])
        american.seasons = [Village.season(1, from: 0), Village.season(2, from: 34.5)]
        var european = Raiders(weeks: 10, kills: [(38.8, boss(0))])
        european.seasons = [Village.season(1, from: 0), Village.season(2, from: 35)]
        var unknown = european
        unknown.seasons = []
        let histories = [american, european, unknown].map { raiders in
            RaidHistory(raiders.series.known.raids, in: raiders.series.known)
        }
        let lore = RaidLore.learn(histories)
        #expect(lore.bosses.map(\.season) == [2])
        #expect(histories.map { history in history.tiers(lore).map(\.season) } == [[2], [2], []])
    }

    @Test func `what came of a kill is known from the later record alone`() throws {
        let claim = Prediction(
            metric: "progress.kill", subject: .guild, detail: "1/101/HEROIC", due: day(21),
            claim: .chance(0.5))
        let early = Study(Raiders(weeks: 2, kills: [(3.8, boss(0))]).series)
        #expect(Realisation.kill.value(claim, early) == nil)
        let fell = Study(Raiders(weeks: 4, kills: [(3.8, boss(0)), (17.8, boss(1))]).series)
        #expect(Realisation.kill.value(claim, fell) == 1)
        let late = Study(Raiders(weeks: 4, kills: [(3.8, boss(0)), (24.8, boss(1))]).series)
        #expect(Realisation.kill.value(claim, late) == 0)
        var over = Raiders(weeks: 4, kills: [(3.8, boss(0)), (24.8, boss(1))])
        over.seasons.append(Village.season(2, from: 14))
        #expect(Realisation.kill.value(claim, Study(over.series)) == nil)
        // A kill in a season that ended before the claim was due counts as little as its absence.
        over.kills = [(3.8, boss(0)), (10.8, boss(1))]
        #expect(Realisation.kill.value(claim, Study(over.series)) == nil)
    }
}

extension GuildSeries {
    var raids: RaidRecord { RaidRecord(self) }
}
