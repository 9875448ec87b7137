import Statistics
import Testing

struct ShareShrinkageTests {
    @Test func `the prior that made the groups is found again`() throws {
        var random = SplitMix64(seed: 21)
        let truth = BetaDistribution(successes: 6, failures: 14)
        let groups = (0..<400).map { _ in
            let share = truth.quantile(random.uniform())
            return ShareShrinkage.Group((0..<30).count { _ in random.uniform() < share }, of: 30)
        }
        let prior = try #require(ShareShrinkage(groups)).prior
        #expect(abs(prior.mean - 0.3) < 0.02)
        #expect(prior.successes + prior.failures > 13 && prior.successes + prior.failures < 30)
    }

    @Test func `shrunken shares are nearer to the truth than plain ones`() throws {
        var random = SplitMix64(seed: 22)
        let truth = BetaDistribution(successes: 4, failures: 6)
        let shares = (0..<300).map { _ in truth.quantile(random.uniform()) }
        let groups = shares.map { share in
            ShareShrinkage.Group((0..<8).count { _ in random.uniform() < share }, of: 8)
        }
        let shrinkage = try #require(ShareShrinkage(groups))
        var (plain, shrunken, held) = (0.0, 0.0, 0)
        for (share, group) in zip(shares, groups) {
            let posterior = shrinkage.posterior(group)
            let (raw, mean) = (Double(group.events) / 8, posterior.mean)
            plain += (raw - share) * (raw - share)
            shrunken += (mean - share) * (mean - share)
            held += (posterior.quantile(0.1)...posterior.quantile(0.9)).contains(share) ? 1 : 0
        }
        #expect(shrunken < 0.75 * plain)
        #expect(held > 222 && held < 258, "nominal 240 of 300")
    }

    @Test func `groups that differ by chance alone share one estimate`() throws {
        let groups = (0..<50).map { index in ShareShrinkage.Group(index % 2 == 0 ? 10 : 11, of: 21) }
        let shrinkage = try #require(ShareShrinkage(groups))
        let (low, high) = (shrinkage.posterior(groups[0]).mean, shrinkage.posterior(groups[1]).mean)
        #expect(high - low < 0.001)
    }

    @Test func `two groups teach no prior`() {
        #expect(ShareShrinkage([.init(1, of: 2), .init(1, of: 3), .init(0, of: 0)]) == nil)
    }
}

struct RateShrinkageTests {
    @Test func `the prior that made the groups is found again`() throws {
        var random = SplitMix64(seed: 31)
        let truth = GammaDistribution(shape: 3, rate: 6)
        let groups = (0..<400).map { _ in
            RateShrinkage.Group(
                poisson(truth.quantile(random.uniform()) * 20, &random), in: 20)
        }
        let prior = try #require(RateShrinkage(groups)).prior
        #expect(abs(prior.mean - 0.5) < 0.04)
        #expect(prior.shape > 2.2 && prior.shape < 4.2)
    }

    @Test func `little exposure leaves the usual rate, much leaves the group's own`() {
        let shrinkage = RateShrinkage(prior: GammaDistribution(shape: 2, rate: 4))
        #expect(abs(shrinkage.posterior(.init(1, in: 0.1)).mean - 3 / 4.1) < 1e-12)
        #expect(abs(shrinkage.posterior(.init(9000, in: 10_000)).mean - 0.9) < 0.001)
    }

    private func poisson(_ mean: Double, _ random: inout SplitMix64) -> Int {
        var (count, sum) = (-1, 0.0)
        while sum < mean {
            sum += GammaDistribution(shape: 1, rate: 1).quantile(random.uniform())
            count += 1
        }
        return count
    }
}

struct MeanShrinkageTests {
    @Test func `the variance between groups is found, and shrunken means are nearer to the truth`() throws {
        var random = SplitMix64(seed: 41)
        func normal() -> Double { StandardNormal.quantile(random.uniform()) }
        let means = (0..<300).map { _ in 10 + 2 * normal() }
        let groups = means.enumerated().map { index, mean in
            let error = index % 2 == 0 ? 1.0 : 3
            return MeanShrinkage.Group(mean: mean + error * normal(), error: error)
        }
        let shrinkage = try #require(MeanShrinkage(groups))
        #expect(abs(shrinkage.centre - 10) < 0.4)
        #expect(abs(shrinkage.between - 4) < 1.2)
        let plain = zip(groups, means).reduce(0) { sum, one in sum + abs(one.0.mean - one.1) }
        let shrunken = zip(groups, means).reduce(0) { sum, one in
            sum + abs(shrinkage.shrunken(one.0).mean - one.1)
        }
        #expect(shrunken < 0.8 * plain)
    }

    @Test func `groups within their errors are one`() throws {
        let groups = [9.9, 10, 10.1, 10.05].map { mean in MeanShrinkage.Group(mean: mean, error: 1) }
        let shrinkage = try #require(MeanShrinkage(groups))
        #expect(shrinkage.between == 0)
        #expect(shrinkage.shrunken(groups[0]).mean == shrinkage.centre)
    }
}
