import Testing

@testable import Statistics

struct ForecastTests {
    private static let all: [Forecaster] = [
        .naive, .seasonalNaive, .simpleSmoothing, .smoothing(SmoothingModel(trend: .additive)),
        .smoothing(SmoothingModel(error: .multiplicative, trend: .damped, season: .multiplicative)),
        .bestSmoothing, .theta, .dynamicTheta, .sparse(.croston), .combination,
    ]

    /// Three months of days with a weekly pattern, a slow rise and noise.
    private static func days(seed: UInt64 = 3, count: Int = 91) -> [Double] {
        var noise = AutoregressiveNoise(phi: 0.4, seed: seed)
        let pattern: [Double] = [0, 4, 9, 6, -3, -8, -8]
        return (0..<count).map { day in
            let trend = 60 + 0.1 * Double(day)
            return trend + pattern[day % 7] + 2 * noise.next()
        }
    }

    @Test(arguments: all)
    func `the same history gives the same forecast`(forecaster: Forecaster) throws {
        let history = History(Self.days(), season: 7, isNonNegative: true)
        let first = try forecaster.forecast(history, horizon: 14)
        #expect(try forecaster.forecast(history, horizon: 14) == first)
        #expect(first.mean.count == 14)
    }

    @Test(arguments: all)
    func `bands hold the mean, grow with the level and never fall below zero`(forecaster: Forecaster) throws {
        let values = Self.days().map { value in max(0.5, value - 58) }
        let history = History(values, season: 7, isNonNegative: true)
        let forecast = try forecaster.forecast(history, horizon: 14, levels: [0.5, 0.8, 0.95])
        let (narrow, middle, wide) = (forecast.bands[0], forecast.bands[1], forecast.bands[2])
        for k in forecast.mean.indices {
            #expect(narrow.low[k] <= forecast.mean[k] && forecast.mean[k] <= narrow.high[k])
            #expect(middle.low[k] <= narrow.low[k] && narrow.high[k] <= middle.high[k])
            #expect(wide.low[k] <= middle.low[k] && middle.high[k] <= wide.high[k])
            #expect(wide.low[k] >= 0)
        }
    }

    @Test(arguments: [Forecaster.dynamicTheta, .bestSmoothing, .combination])
    func `unknown steps are carried over, not taken for zero`(forecaster: Forecaster) throws {
        let whole = Self.days()
        var gappy: [Double?] = whole
        for day in stride(from: 5, to: 85, by: 4) { gappy[day] = nil }
        for day in 40..<54 { gappy[day] = nil }
        let full = try forecaster.forecast(History(whole, season: 7), horizon: 7).mean
        let found = try forecaster.forecast(History(gappy, season: 7), horizon: 7).mean
        for (one, other) in zip(full, found) { #expect(abs(one - other) < 6) }
    }

    @Test func `a silence at the end widens nothing below and keeps the level`() throws {
        let history = History(Array(repeating: 50.0, count: 30) + [nil, nil, nil])
        let forecast = try Forecaster.combination.forecast(history, horizon: 4)
        for value in forecast.mean { #expect(abs(value - 50) < 1e-6) }
    }

    @Test(arguments: all)
    func `scaling a history scales its forecast`(forecaster: Forecaster) throws {
        let days = Self.days()
        let plain = try forecaster.forecast(History(days, season: 7), horizon: 7)
        let scaled = try forecaster.forecast(History(days.map { 1000 * $0 }, season: 7), horizon: 7)
        for (one, thousand) in zip(plain.mean, scaled.mean) { #expect(abs(thousand / one / 1000 - 1) < 2e-3) }
    }

    @Test(arguments: all)
    func `a constant history goes on as it was`(forecaster: Forecaster) throws {
        let forecast = try forecaster.forecast(
            History(Array(repeating: 12.0, count: 40), season: 7), horizon: 5)
        for value in forecast.mean + forecast.bands.flatMap(\.high) { #expect(abs(value - 12) < 0.01) }
    }

    @Test func `a line goes on as a line`() throws {
        let line = (0..<40).map { step in 20 + 3 * Double(step) }
        let holt = Forecaster.smoothing(SmoothingModel(trend: .additive))
        let mean = try holt.forecast(History(line), horizon: 5, levels: []).mean
        for (k, value) in mean.enumerated() { #expect(abs(value - (140 + 3 * Double(k))) < 0.5) }
    }

    @Test func `the weekly pattern comes back`() throws {
        let mean = try Forecaster.combination.forecast(History(Self.days(), season: 7), horizon: 7).mean
        #expect(mean[2] > mean[5] + 8)
    }

    @Test(arguments: all)
    func `too short a history says what it needs`(forecaster: Forecaster) {
        #expect(throws: ForecastShortfall.self) {
            try forecaster.forecast(History([3.0], season: 7), horizon: 2)
        }
        #expect(throws: ForecastShortfall.self) {
            try forecaster.forecast(History([Double](), season: 7), horizon: 2)
        }
    }

    @Test func `histories that are not positive get no multiplicative model`() {
        let history = History([0, 3, 1, 0, 2, 4, 1, 0, 3, 2, 1, 5], season: 1)
        let models = SmoothingSelection.candidates(history, start: SmoothingStart(history))
        #expect(models.allSatisfy { model in model.error == .additive && model.season != .multiplicative })
        #expect(throws: ForecastShortfall.self) {
            try Forecaster.smoothing(SmoothingModel(error: .multiplicative)).forecast(history, horizon: 2)
        }
    }

    @Test func `sparse counts are seen as such and a history of zeros stays at zero`() throws {
        #expect(SparseLevels.isSparse(History([0, 0, 1, 0, 2, 0, 0])))
        #expect(!SparseLevels.isSparse(History(Self.days())))
        let none = try Forecaster.combination.forecast(History([0, 0, 0, 0, 0, 0, 0.0]), horizon: 3)
        #expect(none.mean == [0, 0, 0])
    }

    /// 400 walks with noise, none of which the calibration has seen.
    @Test(arguments: [(30, 6), (104, 13)])
    func `bands hold what they promise`(length: Int, horizon: Int) throws {
        var inside = [0.8: 0, 0.95: 0]
        var noise = AutoregressiveNoise(phi: 0, seed: UInt64(length))
        for _ in 0..<200 {
            var level = 100.0
            let walk = (0..<(length + horizon)).map { _ in
                level += noise.next()
                return level + 2 * noise.next()
            }
            let forecast = try Forecaster.combination.forecast(
                History(Array(walk.prefix(length))), horizon: horizon)
            for band in forecast.bands {
                inside[band.level, default: 0] += (0..<horizon).count { k in
                    band.low[k] <= walk[length + k] && walk[length + k] <= band.high[k]
                }
            }
        }
        let count = Double(200 * horizon)
        for (level, hits) in inside { #expect(abs(Double(hits) / count - level) < 0.08, "\(level)") }
    }
}

struct RollingSpreadTests {
    @Test(arguments: [1, 2, 7, 100])
    func `a rank is found as sorting would find it`(count: Int) {
        var noise = AutoregressiveNoise(phi: 0, seed: UInt64(count))
        let values = (0..<count).map { _ in (4 * noise.next()).rounded() / 4 }
        let sorted = values.sorted()
        for rank in values.indices { #expect(RollingSpread.ranked(values, rank) == sorted[rank]) }
    }
}

struct SmoothingGradientTests {
    @Test(arguments: [
        SmoothingModel(trend: .damped), SmoothingModel(trend: .additive, season: .additive),
        SmoothingModel(error: .multiplicative, trend: .damped, season: .multiplicative),
        SmoothingModel(error: .multiplicative, trend: .damped, season: .additive),
    ])
    func `the gradient is that of small differences, with gaps too`(model: SmoothingModel) throws {
        var values = AirPassengers.months.map(Optional.some)
        for month in [7, 30, 31, 80] { values[month] = nil }
        let history = History(values, season: 12)
        let effort = SmoothingFit.Effort(iterations: 1, tolerance: 1, hasPrior: true)
        var objective = SmoothingObjective(model, history, SmoothingStart(history), effort)
        let point = try #require(objective.starts().first).map { value in value + 0.1 }
        var gradient = [Double](repeating: 0, count: point.count)
        var unused = gradient
        _ = objective.value(at: point, gradient: &gradient)
        for i in point.indices {
            var (before, after) = (point, point)
            before[i] -= 1e-5
            after[i] += 1e-5
            let rise =
                objective.value(at: after, gradient: &unused) - objective.value(at: before, gradient: &unused)
            #expect(abs(rise / 2e-5 - gradient[i]) < 1e-3 * max(1, abs(gradient[i])), "\(i)")
        }
    }
}
