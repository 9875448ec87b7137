import Foundation
import Guilds
import Statistics
import Testing

@testable import Analytics

struct KillChanceTests {
    /// A pace of one kill expected in two weeks, known for sure.
    private func chance(bosses: Int = 2, share: Double = 1, belief: Double = 1e6) -> KillChance {
        let pace = KillPace(
            bosses: (0..<bosses).map { Raiders.boss($0) },
            multiple: GammaDistribution(shape: belief, rate: belief), hazard: { _, _ in 0.5 },
            basis: .guilds(20))
        return KillChance(
            pace, from: day(0), ends: (1...20).map { week in day(Double(week) * 7) }, share: share)
    }

    @Test func `a steady pace gives the chances of a geometric wait`() {
        let chances = chance().chances[0]
        for week in 0..<20 {
            #expect(abs(chances[week] - (1 - exp(-0.5 * Double(week + 1)))) < 1e-3)
        }
    }

    @Test func `the second boss falls after the first, in the same week at the earliest`() {
        let both = chance().chances
        let first = 1 - exp(-0.5)
        #expect(abs(both[1][0] - first * first) < 1e-3)
        #expect(zip(both[0], both[1]).allSatisfy { $0 > $1 })
    }

    @Test func `a week that is half over counts half`() {
        #expect(abs(chance(share: 0.5).chances[0][0] - (1 - exp(-0.25))) < 1e-3)
    }

    @Test func `the moment of even odds lies where the chance passes a half`() throws {
        let moment = try #require(chance().moment(0.5, step: 0))
        #expect(moment > day(7) && moment < day(14))
    }

    @Test func `little knowledge of a guild makes the interval wider`() throws {
        func width(_ chance: KillChance) throws -> Duration {
            try #require(chance.moment(0.9, step: 0)) - #require(chance.moment(0.1, step: 0))
        }
        #expect(try width(chance(belief: 3)) > width(chance()))
    }

    @Test func `a chance never reached has no moment`() {
        #expect(chance(bosses: 2, share: 0, belief: 1e6).moment(0.9999999, step: 1) == nil)
    }
}
