import Statistics
import Testing

/// Expected values come from SciPy 1.16.
struct BetaDistributionTests {
    private let beta = BetaDistribution(successes: 2.5, failures: 7)

    @Test(arguments: [
        (0.025, 0.004_423_792_047_174, 0.052_422_577_666_035),
        (0.3, 0.641_222_462_971_721, 0.176_801_462_705_111),
        (0.975, 0.999_999_999_894_872, 0.566_793_021_186_803),
    ])
    func `probabilities and quantiles match the reference`(x: Double, cumulative: Double, quantile: Double) {
        #expect(abs(beta.cumulative(x) - cumulative) < 1e-12)
        #expect(abs(beta.quantile(x) - quantile) < 1e-12)
    }

    @Test func `extreme shapes match the reference`() {
        let spiky = BetaDistribution(successes: 0.01, failures: 3).cumulative(0.0003)
        #expect(abs(spiky - 0.935_957_369_794_767) < 1e-12)
        let narrow = BetaDistribution(successes: 5000, failures: 5000).cumulative(0.51)
        #expect(abs(narrow - 0.977_257_967_675_425) < 1e-11)
    }
}

/// Expected values come from SciPy 1.16.
struct GammaDistributionTests {
    private let gamma = GammaDistribution(shape: 3.7, rate: 2)

    @Test(arguments: [
        (0.025, 0.470_436_232_188_753), (0.5, 1.686_269_006_618_207), (0.975, 4.156_488_630_575_136),
    ])
    func `quantiles match the reference, and probabilities undo them`(probability: Double, quantile: Double) {
        #expect(abs(gamma.quantile(probability) - quantile) < 1e-10)
        #expect(abs(gamma.cumulative(gamma.quantile(probability)) - probability) < 1e-12)
    }

    @Test func `extreme shapes match the reference`() {
        #expect(abs(GammaDistribution(shape: 0.05, rate: 1).cumulative(0.1) - 0.911_257_625_237_519) < 1e-12)
        #expect(abs(GammaDistribution(shape: 1000, rate: 1).cumulative(1010) - 0.627_678_944_736_995) < 1e-11)
    }
}
