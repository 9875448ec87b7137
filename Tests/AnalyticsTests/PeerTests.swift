import Guilds
import Testing

@testable import Analytics

struct PeerTests {
    private func guild(_ id: Int64, realm: Int32 = 60, members: Int, itemLevel: Double? = nil) -> PeerFigures
    {
        PeerFigures(
            guild: GuildKey(realm: RealmKey(region: .eu, id: realm), id: id), members: members,
            values: itemLevel.map { level in [.itemLevel: level] } ?? [:])
    }

    private var twenty: [PeerFigures] {
        (0..<20).map { index in
            guild(
                Int64(index), realm: index < 8 ? 60 : 61, members: 30 + index, itemLevel: 600 + Double(index))
        }
    }

    @Test func `a standing counts peers below and level ones half, with an interval`() throws {
        let own = guild(99, members: 35, itemLevel: 615)
        let standing = try #require(PeerTable.learn(twenty).standing(of: own, in: .itemLevel, among: .region))
        #expect(standing.n == 20)
        #expect(standing.percentile == 77.5)
        #expect(standing.interval.contains(77.5) && standing.interval.lowerBound > 50)
    }

    @Test func `fewer than ten peers tell nothing, and no guild is its own peer`() {
        let table = PeerTable.learn(twenty)
        #expect(table.standing(of: twenty[0], in: .itemLevel, among: .realm) == nil)
        #expect(table.standing(of: twenty[0], in: .itemLevel, among: .region)?.n == 19)
        #expect(table.standing(of: twenty[0], in: .rating, among: .region) == nil)
        #expect(
            table.standing(of: guild(99, members: 300, itemLevel: 1), in: .itemLevel, among: .size) == nil)
    }

    @Test func `the order of learning does not matter, nor who comes twice`() throws {
        let table = PeerTable.learn(twenty)
        #expect(PeerTable.learn(twenty.reversed() + [guild(3, members: 2)]) == table)
        let bytes = try SnapshotCoding.encode(table)
        #expect(bytes == (try SnapshotCoding.encode(PeerTable.learn(twenty.reversed()))))
        #expect(try SnapshotCoding.decode(PeerTable.self, from: bytes) == table)
    }

    private var village: Village {
        var village = Village(weeks: 20)
        village.add(35) { index in
            Villager(
                id: Int64(index), ranks: index < 7 ? [(0, 5), (100, nil)] : [(0, 5)],
                itemLevels: [(1, Int16(630 + index % 3))],
                ratings: index % 2 == 0 ? [(1, 1500 + 10 * Double(index))] : [],
                logins: index % 4 == 0 ? [1] : (0..<20).map { Double($0) * 7 + 1 })
        }
        return village
    }

    @Test func `a guild's figures come from its series, the unknown left out`() throws {
        let figures = try #require(PeerFigures(village.series))
        #expect(figures[.size] == 28)
        #expect(figures.band == .medium)
        #expect(figures[.itemLevel] == 631)
        #expect(figures[.rating] == 1710)
        #expect(figures[.retention] == 80)
        #expect(figures[.activeShare] == 75)
        #expect(figures[.bosses] == nil)
        var stale = village
        stale.seen = [0...100]
        #expect(PeerFigures(stale.series) == nil)
    }

    @Test func `the guild is placed among its peers, and told apart from the middle only where sure`() throws
    {
        var study = Study(village.series)
        study.peers = PeerTable.learn(twenty)
        let insight = try #require(Analysis.peerComparison.insights(study).first)
        guard case .table(_, let rows) = insight.figure else {
            Issue.record("no table")
            return
        }
        #expect(rows.contains { $0[0] == .text("Median item level") && $0[4] == .number(100) })
        #expect(
            insight.sentence.contains(
                "Median item level: above 100% of 20 guilds of the region with 25 to 74 members."))
        #expect(!insight.sentence.contains("retention"))
    }

    @Test func `without peers it is said what is missing`() throws {
        #expect(
            try village.insight("comparison.peers").figure
                == .notEnough(needs: "needs 10 more guilds of the region"))
    }
}
