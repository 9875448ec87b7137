import Testing

@testable import Statistics

struct SeasonalTrendTests {
    /// From statsmodels' `STL(period=12, robust=True)`.
    @Test func `the robust decomposition matches the reference`() throws {
        let split = try #require(SeasonalTrend(AirPassengers.history))
        let trend = [438.944_056_250_799_24, 442.211_144_487_949, 445.489_289_405_112_23]
        let season = [-31.684_350_792_292_985, -80.226_406_170_640_63, -42.160_003_004_149_736]
        for (found, wanted) in zip(split.trend.suffix(3), trend) { #expect(abs(found - wanted) < 1e-6) }
        for (found, wanted) in zip(split.season.suffix(3), season) { #expect(abs(found - wanted) < 1e-6) }
        let squares = split.remainder.reduce(0) { sum, value in sum + value * value }
        let mean = split.remainder.reduce(0, +) / 132
        #expect(abs((squares / 132 - mean * mean).squareRoot() - 7.312_952_571_729_59) < 1e-6)
    }

    private static let pattern: [Double] = [0, 4, 9, 6, -3, -8, -8]
    private static let days: [Double] = (0..<70).map { day in
        let trend = 50 + 0.2 * Double(day)
        return trend + pattern[day % 7]
    }

    @Test func `the parts add up`() throws {
        let split = try #require(SeasonalTrend(History(Self.days, season: 7)))
        for t in Self.days.indices {
            #expect(abs(split.trend[t] + split.season[t] + split.remainder[t] - Self.days[t]) < 1e-9)
        }
    }

    @Test func `wild days stay in the remainder`() throws {
        var noise = AutoregressiveNoise(phi: 0, seed: 4)
        var wild = Self.days.map { value in value + 0.5 * noise.next() }
        wild[31] += 80
        wild[50] -= 60
        let split = try #require(SeasonalTrend(History(wild, season: 7)))
        for t in wild.indices {
            #expect(abs(split.season[t] - Self.pattern[t % 7]) < 1.5)
            #expect(abs(split.trend[t] - 50 - 0.2 * Double(t)) < 1.5)
        }
        #expect(split.weights[31] == 0 && split.weights[50] == 0)
    }

    @Test func `unknown days stay unknown and move nothing`() throws {
        var gappy = Self.days.map(Optional.some)
        for day in [3, 17, 18, 19, 40, 69] { gappy[day] = nil }
        let split = try #require(SeasonalTrend(History(gappy, season: 7)))
        #expect(split.remainder[17].isNaN && !split.remainder[16].isNaN)
        for t in gappy.indices { #expect(abs(split.trend[t] + split.season[t] - Self.days[t]) < 1) }
    }

    @Test func `less than two seasons cannot be split`() {
        #expect(SeasonalTrend(History(Array(Self.days.prefix(13)), season: 7)) == nil)
        #expect(SeasonalTrend(History(Self.days)) == nil)
    }
}
