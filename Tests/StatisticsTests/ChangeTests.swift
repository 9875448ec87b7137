import Statistics
import Testing

/// Expected values come from ruptures 1.1.
struct SegmentationTests {
    static let levels: [Double] = [
        44.9, 44.5, 38.3, 38.9, 44.9, 36.9, 41.2, 38.6, 37.9, 40.3, 43.5, 40.2, 39.7, 37.4,
        38.7, 40.0, 39.6, 45.6, 38.8, 43.5, 36.7, 39.0, 34.7, 41.0, 36.3, 43.3, 37.5, 42.1,
        42.7, 37.7, 48.3, 50.0, 50.8, 52.1, 55.7, 53.0, 49.6, 47.2, 51.4, 48.3, 51.8, 49.9,
        49.1, 53.2, 53.7, 49.7, 48.4, 55.0, 52.0, 55.1, 49.7, 50.8, 53.8, 58.5, 53.1, 34.7,
        29.4, 33.6, 32.7, 29.6, 35.9, 33.8, 35.1, 29.9, 34.3, 31.2, 37.1, 29.9, 32.1, 32.6,
        29.4, 32.7, 34.2, 35.2, 30.8, 33.3, 32.5, 36.0, 34.4, 30.0, 29.0, 34.5, 35.5, 34.1,
        33.4, 38.0, 35.9, 30.3, 29.2, 28.9,
    ]

    @Test(arguments: [(2.0, 83.183_929_455_415), (3, 124.775_894_183_123), (4, 166.367_858_910_831)])
    func `penalty and stretches match the reference`(factor: Double, expected: Double) throws {
        let penalty = try #require(Segmentation.penalty(factor, for: Self.levels))
        #expect(abs(penalty - expected) < 1e-6)
        #expect(Segmentation(Self.levels, penalty: penalty).ends == [30, 55, 90])
    }

    @Test func `pruning loses nothing: a search of all divisions finds the same`() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<50 {
            let values = (0..<14).map { index in
                StandardNormal.quantile(random.uniform()) + (index > 6 ? 2 : 0)
            }
            #expect(
                Segmentation(values, penalty: 3, shortest: 3).ends == best(values, penalty: 3, shortest: 3))
        }
    }

    private func best(_ values: [Double], penalty: Double, shortest: Int) -> [Int] {
        func cost(_ slice: ArraySlice<Double>) -> Double {
            (slice.variance ?? 0) * Double(slice.count - 1)
        }
        func divisions(from start: Int) -> [[Int]] {
            guard start < values.count else { return [[]] }
            guard values.count - start >= shortest else { return [] }
            return ((start + shortest)...values.count).flatMap { end in
                divisions(from: end).map { rest in [end] + rest }
            }
        }
        func total(_ ends: [Int]) -> Double {
            zip([0] + ends, ends).reduce(0) { sum, one in sum + cost(values[one.0..<one.1]) + penalty }
        }
        return divisions(from: 0).min { left, right in total(left) < total(right) } ?? []
    }

    @Test func `too few values are one stretch`() {
        #expect(Segmentation([1, 9, 1], penalty: 0).ends == [3])
        #expect(Segmentation([], penalty: 1).ends.isEmpty)
        #expect(Segmentation.penalty(3, for: [1, 2]) == nil)
    }
}

struct ChangePointsTests {
    @Test func `changes of level are found with their levels`() throws {
        let found = try #require(ChangePoints(weekly(SegmentationTests.levels))).changes
        #expect(found.map(\.step) == [30, 55])
        #expect(abs(found[0].before - 40.15) < 0.01 && abs(found[0].after - 51.61) < 0.01)
    }

    @Test func `a stretch that stands out is found, though one break would not explain it`() throws {
        var noise = AutoregressiveNoise(phi: 0.2, seed: 8)
        let values = (0..<60).map { week in noise.next() + ((25..<33).contains(week) ? 6 : 0) }
        #expect(try #require(ChangePoints(weekly(values))).changes.map(\.step) == [25, 33])
    }

    @Test(arguments: [
        (12, 0.0), (26, 0.3), (26, 0.6), (26, 0.8), (52, 0.0), (52, 0.6), (52, 0.8), (104, 0.8),
    ])
    func `trendless series with memory raise few false alarms`(weeks: Int, phi: Double) {
        #expect(alarms(weeks: weeks, phi: phi, missing: 0) <= 22, "7.5 % of 300 is 22.5")
    }

    @Test(arguments: [(52, 0.0), (52, 0.6), (104, 0.8)])
    func `nor do series with every fourth week missing`(weeks: Int, phi: Double) {
        #expect(alarms(weeks: weeks, phi: phi, missing: 0.25) <= 22, "7.5 % of 300 is 22.5")
    }

    private func alarms(weeks: Int, phi: Double, missing: Double) -> Int {
        var noise = AutoregressiveNoise(phi: phi, seed: 42)
        var random = SplitMix64(seed: 6)
        return (0..<300).count { _ in
            noise.restart()
            let known = weekly((0..<weeks).map { _ in noise.next() }).filter { _ in
                random.uniform() >= missing
            }
            return ChangePoints(known)?.changes.isEmpty == false
        }
    }

    @Test(arguments: [(52, 0.0, 57), (52, 0.3, 54), (52, 0.6, 30), (104, 0.6, 50)])
    func `a change of three deviations is mostly found`(weeks: Int, phi: Double, fewest: Int) {
        var noise = AutoregressiveNoise(phi: phi, seed: 11)
        let found = (0..<60).count { _ in
            noise.restart()
            let values = (0..<weeks).map { week in noise.next() + (week >= weeks / 2 ? 3 : 0) }
            return ChangePoints(weekly(values))?.changes.contains { change in
                abs(change.step - Double(weeks / 2)) <= 3
            } == true
        }
        #expect(found >= fewest, "of 60")
    }

    @Test func `a flat series has no change, a short one no verdict`() throws {
        #expect(try #require(ChangePoints(weekly(Array(repeating: 3, count: 30)))).changes.isEmpty)
        #expect(ChangePoints(weekly([1, 2, 3, 1, 2, 3, 9, 9, 9, 9, 9])) == nil)
    }
}

struct ControlChartTests {
    @Test func `quiet weeks rarely lie beyond the limits, whatever the memory`() throws {
        for phi in [0.0, 0.4, 0.7] {
            var noise = AutoregressiveNoise(phi: phi, seed: 12)
            var alarms = 0
            for _ in 0..<40 {
                noise.restart()
                let values = weekly((0..<130).map { _ in noise.next() })
                let chart = try #require(
                    ControlChart(Array(values[78...]), learning: Array(values[..<78])))
                alarms += chart.points.count(where: \.isAlarm)
            }
            #expect(alarms < 62, "3 % of 2,080 weeks; nominal 0.3 % with limits that are known exactly")
        }
    }

    @Test func `a lasting change raises an alarm within weeks`() throws {
        var noise = AutoregressiveNoise(phi: 0.3, seed: 2)
        let learning = weekly((0..<52).map { _ in noise.next() })
        let later = weekly((0..<12).map { _ in noise.next() + 4 })
        let chart = try #require(ControlChart(later, learning: learning))
        #expect(chart.points.prefix(4).contains { point in point.isAlarm })
    }

    @Test func `too little to learn from gives no chart`() {
        #expect(ControlChart([], learning: weekly([1, 2, 3])) == nil)
    }
}
