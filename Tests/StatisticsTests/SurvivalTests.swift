import Statistics
import Testing

/// Expected values come from lifelines 0.30.
struct KaplanMeierTests {
    /// Ages, deaths and censored of the fruit flies of the `waltons` data.
    private static let flies: [(Double, Int, Int)] = [
        (6, 1, 0), (7, 1, 1), (9, 3, 0), (13, 3, 0), (15, 2, 0), (17, 1, 0), (19, 3, 0), (22, 4, 0),
        (26, 5, 0), (29, 5, 0), (32, 1, 0), (33, 3, 0), (36, 2, 0), (38, 2, 0), (41, 7, 0), (43, 1, 0),
        (45, 9, 1), (47, 1, 0), (48, 8, 0), (51, 3, 0), (53, 7, 0), (54, 2, 0), (56, 18, 0), (58, 4, 0),
        (60, 15, 1), (61, 9, 2), (62, 2, 0), (63, 9, 0), (66, 3, 0), (68, 9, 1), (69, 12, 1), (75, 1, 0),
    ]

    private static let curve = KaplanMeier(
        flies.flatMap { age, deaths, censored in
            Array(repeating: Lifetime(end: age, isEnded: true), count: deaths)
                + Array(repeating: Lifetime(end: age, isEnded: false), count: censored)
        })

    @Test(arguments: [
        (7.0, 0.987_730_061_349_693_4), (15, 0.938_343_558_282_209_1), (30, 0.827_223_926_380_368_2),
        (50, 0.616_816_845_603_271_9), (60, 0.311_523_659_395_591_85),
    ])
    func `the curve matches the reference`(age: Double, expected: Double) {
        #expect(abs(Self.curve.survival(at: age) - expected) < 1e-6)
    }

    @Test func `median and interval match the reference`() throws {
        #expect(Self.curve.count == 163)
        #expect(Self.curve.age(gone: 0.5) == 56)
        let interval = try #require(Self.curve.interval(at: 50))
        #expect(abs(interval.lowerBound - 0.537_239_074_124_696) < 1e-6)
        #expect(abs(interval.upperBound - 0.686_765_230_547_850_3) < 1e-6)
    }

    @Test func `who enters late is not at risk before`() {
        let late = [
            Lifetime(end: 2, isEnded: true), Lifetime(end: 4, isEnded: false),
            Lifetime(entry: 3, end: 5, isEnded: true), Lifetime(entry: 2, end: 6, isEnded: false),
        ]
        let curve = KaplanMeier(late)
        #expect(curve.points.map(\.atRisk) == [2, 2])
        #expect(curve.survival(at: 2) == 0.5)
        #expect(curve.survival(at: 5) == 0.25)
    }

    @Test func `nothing that ended means everything lasts, and no more is claimed`() {
        let curve = KaplanMeier([Lifetime(end: 3, isEnded: false), Lifetime(end: 9, isEnded: false)])
        #expect(curve.survival(at: 100) == 1)
        #expect(curve.age(gone: 0.5) == nil)
        #expect(curve.interval(at: 5) == nil)
        #expect(curve.shownUntil == 0)
    }

    @Test func `the curve is shown while ten are at risk`() {
        let lifetimes = (1...30).map { age in Lifetime(end: Double(age), isEnded: age % 2 == 0) }
        #expect(KaplanMeier(lifetimes).shownUntil == 21)
    }
}

/// Expected values come from lifelines 0.30 on the recidivism data.
struct CoxRegressionTests {
    private static let lifetimes = Recidivism.subjects.map(\.lifetime)
    private static let features = Recidivism.subjects.map(\.features)

    @Test func `coefficients, errors and likelihood match the reference`() throws {
        let cox = try #require(CoxRegression(Self.lifetimes, features: Self.features))
        let coefficients = [
            -0.379_422_165_718, -0.057_437_740_029, 0.313_899_787_267, -0.149_795_701_821, -0.433_703_881_185,
            -0.084_871_080_634, 0.091_497_081_735,
        ]
        let errors = [
            0.191_379_480_698, 0.021_999_470_362, 0.307_992_776_608, 0.212_224_296_376, 0.381_868_057_085,
            0.195_756_671_876, 0.028_648_549_895,
        ]
        for (ours, expected) in zip(cox.coefficients, coefficients) { #expect(abs(ours - expected) < 1e-6) }
        for (ours, expected) in zip(cox.errors, errors) { #expect(abs(ours - expected) < 1e-6) }
        #expect(abs(cox.logLikelihood - -658.747_659_446_085_8) < 1e-6)
        let concordance = try #require(cox.concordance(Self.lifetimes, features: Self.features))
        #expect(abs(concordance - 0.640_329_247_099_713_5) < 1e-6)
    }

    @Test func `a feature that says it all, or nothing ended, gives no model`() {
        let lasting = [Lifetime(end: 1, isEnded: false), Lifetime(end: 2, isEnded: false)]
        #expect(CoxRegression(lasting, features: [[0], [1]]) == nil)
        let same = [Lifetime(end: 1, isEnded: true), Lifetime(end: 2, isEnded: true)]
        #expect(CoxRegression(same, features: [[1], [1]]) == nil)
    }

    @Test func `ratios follow the coefficients`() throws {
        let cox = try #require(CoxRegression(Self.lifetimes, features: Self.features))
        var older = Self.features[0]
        older[1] += 10
        #expect(abs(cox.hazardRatio(older, to: Self.features[0]) - 0.563055) < 1e-6)
    }
}
