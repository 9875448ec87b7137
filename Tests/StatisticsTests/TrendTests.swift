import Statistics
import Testing

/// Expected values come from SciPy's `theilslopes` and from pyMannKendall's `original_test`.
struct TheilSenTests {
    private static let steps: [Double] = [0, 1, 2, 3, 5, 6, 7, 9, 10, 12, 13, 14, 15, 18, 20]
    private static let values: [Double] = [
        33.16, 33.16, 32.22, 31.63, 58.43, 29.22, 36.1, 36.08, 38.8, 40.5, 43.44, 40.33, 42.79, 48.14, 44.67,
    ]

    @Test func `slope, intercept and interval match the reference on irregular steps`() throws {
        let line = try #require(TheilSen(samples(Self.steps, Self.values)))
        let interval = try #require(line.interval(level: 0.95))
        #expect(abs(line.slope - 0.767_058_823_529_411_9) < 1e-6)
        #expect(abs(line.intercept - 31.896_470_588_235_29) < 1e-6)
        #expect(abs(interval.low - 0.512_142_857_142_857_2) < 1e-6)
        #expect(abs(interval.high - 0.995) < 1e-6)
    }

    @Test func `serial correlation widens the interval`() throws {
        let line = try #require(TheilSen(samples(Self.steps, Self.values)))
        let plain = try #require(line.interval(level: 0.95))
        let widened = try #require(line.interval(level: 0.95, inflation: 4))
        #expect(widened.low < plain.low)
        #expect(widened.high > plain.high)
    }

    @Test func `more doubt than the sample can bound gives no interval`() throws {
        let line = try #require(TheilSen(samples(Self.steps, Self.values)))
        #expect(line.interval(level: 0.95, inflation: 40) == nil)
    }

    @Test func `one point has no slope`() { #expect(TheilSen(samples([3], [1])) == nil) }
}

struct MannKendallTests {
    private static let values: [Double] = [
        22, 20, 18, 23, 18, 17, 32, 22, 24, 22, 30, 32, 26, 19, 27, 26, 24, 25, 24, 35, 32, 31, 30, 29, 16,
        36,
    ]

    @Test func `s, variance and z match the reference with ties`() {
        let test = MannKendall(weekly(Self.values))
        #expect(test.s == 117)
        #expect(abs(test.variance - 2044.333_333_333_333_3) < 1e-6)
        #expect(abs(test.z - 2.565_559_754_340_140_5) < 1e-6)
    }

    @Test func `the slope of the reference matches`() throws {
        let line = try #require(TheilSen(weekly(Self.values)))
        #expect(abs(line.slope - 0.428_571_428_571_428_55) < 1e-6)
    }

    @Test func `a constant series has no direction`() {
        #expect(MannKendall(weekly(Array(repeating: 5, count: 20))).z == 0)
    }
}

struct TrendTests {
    @Test func `eleven points are not enough`() {
        #expect(Trend(weekly((0..<11).map(Double.init))) == nil)
    }

    @Test func `points that are never neighbours are not enough`() {
        let apart = samples((0..<20).map { step in Double(step * 2) }, (0..<20).map(Double.init))
        #expect(Trend(apart) == nil)
    }

    @Test func `a constant series has no trend`() throws {
        let trend = try #require(Trend(weekly(Array(repeating: 40, count: 26))))
        #expect(trend.verdict == .none)
        #expect(trend.slope == 0)
    }

    @Test(arguments: [(0.5, Trend.Verdict.rising), (-0.5, .falling)])
    func `a steady change is seen`(slope: Double, expected: Trend.Verdict) throws {
        var noise = AutoregressiveNoise(phi: 0.2, seed: 11)
        let trend = try #require(Trend(weekly((0..<26).map { week in slope * Double(week) + noise.next() })))
        #expect(trend.verdict == expected)
        let interval = try #require(trend.interval)
        #expect(interval.low < slope && slope < interval.high)
    }

    @Test(arguments: [(12, 0.6), (26, 0.3), (26, 0.6), (52, 0.8)])
    func `trendless series with memory raise few false alarms`(weeks: Int, phi: Double) {
        var noise = AutoregressiveNoise(phi: phi, seed: 42)
        let alarms = (0..<300).count { _ in
            noise.restart()
            return Trend(weekly((0..<weeks).map { _ in noise.next() }))?.verdict != Trend.Verdict.none
        }
        #expect(alarms < 36, "nominal 15 of 300")
    }

    @Test func `a wild week does not make a trend`() throws {
        var values = (0..<20).map { week in 100 + Double(week % 3) }
        values[18] = 400
        let trend = try #require(Trend(weekly(values)))
        #expect(trend.verdict == .none)
        #expect(abs(trend.slope) < 0.2)
    }
}

struct DriftTests {
    @Test func `steps that all rise are a drift, however uneven`() throws {
        let changes: [Double] = [2, 2, 1, 2, 2, 1, 1, 2, 10, 2, 2, 1, 2, 0.5, 2.5, 1, 2, 1]
        let drift = try #require(Drift(changes: weekly(changes)))
        #expect(drift.verdict == .rising)
        let interval = try #require(drift.interval)
        #expect(interval.low > 0.5 && interval.high < 3)
        #expect(drift.change == 1.5)
    }

    @Test func `the estimate and p match the signed-rank test by hand`() throws {
        // Values 1 ... 12 with three negatives: W+ = 78 - (1 + 2 + 4), variance 162.5; phi is 0, for the
        // changes alternate.
        let changes: [Double] = [-1, 10, -2, 9, 3, 12, -4, 11, 5, 8, 6, 7]
        let drift = try #require(Drift(changes: weekly(changes)))
        let z = (71 - 39 - 0.5) / 162.5.squareRoot()
        #expect(abs(drift.p - 2 * StandardNormal.cumulative(-z)) < 1e-12)
    }

    @Test func `no change at all is no drift`() throws {
        let drift = try #require(Drift(changes: weekly(Array(repeating: 0, count: 20))))
        #expect(drift.verdict == .none)
        #expect(drift.change == 0 && drift.interval?.low == 0 && drift.interval?.high == 0)
    }

    @Test func `eleven changes are not enough`() {
        #expect(Drift(changes: weekly(Array(repeating: 1, count: 11))) == nil)
    }

    @Test(arguments: [(12, 0.0), (12, 0.3), (25, 0.0), (25, 0.3), (25, 0.6), (51, 0.6)])
    func `random walks raise few false alarms`(weeks: Int, phi: Double) {
        var noise = AutoregressiveNoise(phi: phi, seed: 5)
        let alarms = (0..<300).count { _ in
            noise.restart()
            return Drift(changes: weekly((0..<weeks).map { _ in noise.next() }))?.verdict
                != Trend.Verdict.none
        }
        #expect(alarms < 33, "nominal 15 of 300")
    }
}

/// Noise in which each value remembers a share `phi` of the one before.
struct AutoregressiveNoise {
    private let phi: Double
    private var random: SplitMix64
    private var last = 0.0

    init(phi: Double, seed: UInt64) {
        self.phi = phi
        random = SplitMix64(seed: seed)
        restart()
    }

    mutating func restart() { last = gaussian() }

    mutating func next() -> Double {
        last = phi * last + (1 - phi * phi).squareRoot() * gaussian()
        return last
    }

    private mutating func gaussian() -> Double { StandardNormal.quantile(random.uniform()) }
}

func samples(_ steps: [Double], _ values: [Double]) -> [Sample] {
    zip(steps, values).map { step, value in Sample(step: step, value: value) }
}

func weekly(_ values: [Double]) -> [Sample] {
    samples(values.indices.map(Double.init), values)
}
