import Guilds
import Testing

@testable import Warehouse

/// Who may be kept; pure.
struct StandingTests {
    private let now = Timestamp.start + .days(40)

    /// Seen invalid on two days, its realm alive, last confirmed 26 days ago.
    private var gone: Standing {
        Standing(
            character: hero(1), outcome: "missing", since: now - .days(1), days: 2,
            confirmedAt: now - .days(26),
            realmAnsweredAt: now - .hours(1), regionAnsweredAt: now - .hours(1), isListed: false,
            hasProfile: true)
    }

    private func verdict(_ change: (inout Standing) -> Void) -> Verdict {
        var standing = gone
        change(&standing)
        return Verdict(of: standing, now: now)
    }

    @Test(arguments: ["missing", "invalid"])
    func `what is gone on two days while its realm answers goes`(outcome: String) {
        #expect(verdict { one in one.outcome = outcome } == .purge(.invalid, profileOnly: false))
    }

    @Test func `once is a hiccup`() {
        #expect(verdict { one in one.days = 1 } == .keep)
    }

    @Test func `a realm that answers for nobody says nothing of anybody, for thirty days`() {
        let silent = now - .days(2)
        #expect(
            verdict { one in one.realmAnsweredAt = silent } == .holdBack("nobody else of its realm answers"))
        #expect(verdict { one in one.realmAnsweredAt = nil } == .holdBack("nobody else of its realm answers"))
        #expect(
            verdict { one in
                one.realmAnsweredAt = silent
                one.confirmedAt = now - .days(30)
            } == .purge(.expired, profileOnly: false))
        #expect(
            verdict { one in
                one.realmAnsweredAt = silent
                one.regionAnsweredAt = silent
                one.confirmedAt = now - .days(60)
            } == .holdBack("nobody else of its realm answers"))
    }

    @Test func `a summary that was confirmed since knows better`() {
        #expect(verdict { one in one.confirmedAt = one.since } == .keep)
    }

    @Test func `somebody else at the address ends it at once`() {
        #expect(
            verdict { one in
                one.outcome = "replaced"
                one.days = 1
            } == .purge(.replaced, profileOnly: false))
    }

    @Test func `what is not shared is kept for thirty days`() {
        #expect(verdict { one in one.outcome = "hidden" } == .keep)
        #expect(
            verdict { one in
                one.outcome = "hidden"
                one.confirmedAt = now - .days(30)
            } == .purge(.expired, profileOnly: false))
    }

    @Test func `of whom a roster lists only the profile goes, once`() {
        #expect(verdict { one in one.isListed = true } == .purge(.invalid, profileOnly: true))
        #expect(
            verdict { one in
                one.isListed = true
                one.hasProfile = false
            } == .keep)
    }

    @Test(arguments: ["unavailable", "malformed", "timedOut", "received"])
    func `no answer decides nothing`(outcome: String) {
        #expect(verdict { one in one.outcome = outcome } == .keep)
    }
}

/// Whether so many may go at once; pure.
struct PurgeGuardTests {
    private func objection(_ count: Int, of stored: Int, guildOf members: Int = 1000, allowance: Int? = nil)
        -> String?
    {
        PurgeGuard(
            candidates: (0..<count).map { number in (hero(Int64(number)), [guild]) },
            storedByRealm: [hero(1).realm: stored, RealmKey(region: .us, id: 1): 3000],
            storedByGuild: [guild: members]
        ).objection(allowance: allowance)
    }

    @Test func `a few may go`() {
        #expect(objection(0, of: 0) == nil)
        #expect(objection(4, of: 4) == nil)
        #expect(objection(10, of: 100) == nil)
        #expect(objection(50, of: 1000) == nil)
    }

    @Test func `many wait for a person's word`() {
        #expect(objection(51, of: 1000)?.contains("51 characters") == true)
        #expect(objection(51, of: 1000, allowance: 51) == nil)
        #expect(objection(51, of: 1000, allowance: 50) != nil)
        #expect(objection(51, of: 10_000) == nil)
    }

    @Test func `more than a tenth of a realm or of a guild waits too`() {
        #expect(objection(11, of: 100)?.contains("realm eu/1403") == true)
        #expect(objection(6, of: 1000, guildOf: 50)?.contains("guild eu/1403/9001") == true)
        #expect(objection(5, of: 1000, guildOf: 50) == nil)
    }
}

/// Who counts for those that opted out; pure.
struct StandInTests {
    private func assign(_ ranks: [Int16], _ present: [(Int64, Int16)]) -> [Int64] {
        var next: Int64 = -900
        return StandIn.assign(ranks, from: present.map { id, rank in StandIn(id: id, rank: rank) }) {
            next -= 1
            return next
        }
    }

    @Test func `the same ranks keep the same stand-ins`() {
        #expect(assign([3, 5], [(-1, 5), (-2, 3)]) == [-2, -1])
        #expect(assign([5, 5], [(-1, 5), (-2, 5)]) == [-2, -1])
    }

    @Test func `a rank that is new promotes whoever is left, else somebody new counts`() {
        #expect(assign([2], [(-1, 5)]) == [-1])
        #expect(assign([2, 5], [(-1, 5)]) == [-901, -1])
        #expect(assign([], [(-1, 5)]) == [])
    }

    @Test func `fresh stand-ins are negative and differ`() {
        let ids = Set((0..<100).map { _ in StandIn.freshID() })
        #expect(ids.count == 100)
        #expect(ids.allSatisfy { id in id < 0 })
    }
}
