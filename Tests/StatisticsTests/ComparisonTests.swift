import Statistics
import Testing

/// Expected values come from SciPy 1.16 and statsmodels 0.14.
struct RankComparisonTests {
    private static let first = [1.2, 3.4, 2.2, 5.5, 4.1, 2.2, 7.0]
    private static let second = [0.3, 1.1, 2.2, 1.9, 0.7, 3.0]

    @Test(arguments: [([1.0, 2, 2, 5, 9, 4], [2.0, 3, 3, 8, 1]), ([5, 5, 5, 5, 5], [5, 5, 5, 5, 5, 5])])
    func `the chance alone is that of the whole comparison`(first: [Double], second: [Double]) throws {
        let whole = try #require(RankComparison(first, second))
        #expect(RankComparison.chance(first, second) == whole.p)
        #expect(RankComparison.chance(second, first) == RankComparison(second, first)?.p)
        #expect(RankComparison.chance(Array(first.prefix(4)), second) == nil)
    }

    @Test func `u and p match the reference with ties`() throws {
        let comparison = try #require(RankComparison(Self.first, Self.second))
        #expect(comparison.u == 36)
        #expect(abs(comparison.p - 0.037_259_909_504_906) < 1e-9)
        #expect(abs(comparison.shift - 1.9) < 1e-12)
        #expect(abs(comparison.delta - 30.0 / 42) < 1e-12)
        let interval = try #require(comparison.interval)
        #expect(interval.contains(1.9) && interval.lowerBound > -0.5)
    }

    @Test func `turned around everything changes its sign`() throws {
        let there = try #require(RankComparison(Self.first, Self.second))
        let back = try #require(RankComparison(Self.second, Self.first))
        #expect(abs(there.p - back.p) < 1e-12)
        #expect(there.delta == -back.delta)
        #expect(abs(there.shift + back.shift) < 1e-12)
    }

    @Test func `equal groups do not differ, small ones are not compared`() throws {
        let same = try #require(RankComparison([1, 1, 1, 1, 1], [1, 1, 1, 1, 1]))
        #expect(same.p == 1 && same.shift == 0 && same.delta == 0)
        #expect(RankComparison([1, 2, 3, 4], Self.second) == nil)
    }

    @Test func `its interval holds the true shift about as often as it says`() throws {
        var random = SplitMix64(seed: 77)
        func draw(_ centre: Double) -> [Double] {
            (0..<12).map { _ in centre + StandardNormal.quantile(random.uniform()) }
        }
        let held = (0..<400).count { _ in
            RankComparison(draw(0.7), draw(0))?.interval?.contains(0.7) == true
        }
        #expect(held > 365 && held < 396, "nominal 380 of 400")
    }
}

struct PermutationTestTests {
    @Test func `p is near that of all arrangements, and the seed decides it`() throws {
        let test = try #require(PermutationTest([5, 6, 7, 8], [1, 2, 3, 4], seed: 1))
        #expect(test.statistic == 4)
        #expect(abs(test.p - 2.0 / 70) < 0.006)
        #expect(PermutationTest([5, 6, 7, 8], [1, 2, 3, 4], seed: 1) == test)
    }

    @Test func `groups that do not differ are not parted`() throws {
        #expect(try #require(PermutationTest([1, 2, 3], [1, 2, 3], seed: 2)).p > 0.9)
        #expect(PermutationTest([], [1], seed: 2) == nil)
    }
}

struct FalseDiscoveryTests {
    @Test func `adjusted probabilities match the reference, in their order`() {
        let adjusted = [0.01, 0.04, 0.03, 0.005, 0.5, 0.2].adjustedForDiscovery
        for (ours, expected) in zip(adjusted, [0.03, 0.06, 0.06, 0.03, 0.5, 0.24]) {
            #expect(abs(ours - expected) < 1e-12)
        }
        #expect([Double]().adjustedForDiscovery.isEmpty)
    }
}
