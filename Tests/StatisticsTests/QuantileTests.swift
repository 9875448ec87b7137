import Statistics
import Testing

struct QuantileTests {
    @Test(arguments: [
        (0.0, 1.0), (0.25, 2.75), (0.5, 4.5), (0.75, 6.25), (0.9, 7.9), (1.0, 10.0),
    ])
    func `quantiles interpolate between neighbours as R and NumPy do`(share: Double, expected: Double) throws
    {
        let quantile = try #require([4.0, 1, 2, 3, 10, 7, 5, 6].quantile(share))
        #expect(abs(quantile - expected) < 1e-12)
    }

    @Test func `the median of one value is that value`() { #expect([7.0].median == 7) }

    @Test func `no sample has no median`() { #expect([Double]().median == nil) }
}

struct StandardNormalTests {
    @Test(arguments: [
        (-3.0, 0.001_349_898_031_630_094_5), (-1.0, 0.158_655_253_931_457_05), (0.0, 0.5),
        (1.959_963_984_540_054, 0.975), (4.0, 0.999_968_328_758_166_9),
    ])
    func `cumulative probabilities match the tables`(z: Double, expected: Double) {
        #expect(abs(StandardNormal.cumulative(z) - expected) < 1e-12)
    }

    @Test(arguments: [1e-10, 0.001, 0.024, 0.025, 0.2, 0.5, 0.8, 0.975, 0.9999])
    func `the quantile undoes the cumulative probability`(probability: Double) {
        let back = StandardNormal.cumulative(StandardNormal.quantile(probability))
        #expect(abs(back - probability) < 1e-9 * probability)
    }

    @Test func `certainty lies at infinity`() {
        #expect(StandardNormal.quantile(0) == -.infinity)
        #expect(StandardNormal.quantile(1) == .infinity)
    }
}
