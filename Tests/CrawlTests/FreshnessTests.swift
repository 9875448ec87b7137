import Crawl
import Foundation
import Guilds
import Testing

@Suite struct `What visits teach about a change rate` {
    let prior = ChangePrior(events: 2, days: 4)

    @Test(arguments: [0.2, 1.0, 5])
    func `the estimate comes near the true rate, seen only as changed or not`(rate: Double) {
        var evidence = ChangeEvidence()
        var random = Sequence01(seed: 7)
        let interval = 0.7 / rate
        for _ in 0..<400 {
            let changed = random.next() > exp(-rate * interval)
            evidence = evidence.after(interval, changed: changed, prior: prior)
        }
        let estimate = ChangeRate(evidence, prior: prior).mean
        #expect(estimate > rate * 0.7 && estimate < rate * 1.4)
    }

    @Test func `a visit at no distance teaches nothing`() {
        let evidence = ChangeEvidence(events: 3, days: 9)
        #expect(evidence.after(0, changed: true, prior: prior) == evidence)
    }

    @Test func `old evidence is forgotten by half within its half-life`() {
        let evidence = ChangeEvidence(events: 8, days: 0)
        let later = evidence.after(ChangeEvidence.halfLife, changed: false, prior: prior)
        #expect(abs(later.events - 4) < 1e-9)
    }

    @Test func `the time of the last change counts only what is known since`() {
        let told = ChangeEvidence().after(10, changed: true, quiet: 6, prior: prior)
        #expect(told == ChangeEvidence(events: 1, days: 6))
    }
}

@Suite struct `When another visit pays` {
    private func value(importance: Double = 1, _ rate: Double, known: Double = 2000) -> RevisitValue {
        RevisitValue(
            importance: importance,
            rate: ChangeRate(
                ChangeEvidence(events: known * rate, days: known),
                prior: ChangePrior(events: 1.01, days: 0.01)))
    }

    @Test(arguments: [0.1, 1, 4.0])
    func `with a rate that is known the gain is Cho and Garcia-Molina's`(rate: Double) {
        for days in [0.1, 1, 5.0] {
            let known = (1 - (1 + rate * days) * exp(-rate * days)) / rate
            #expect(abs(value(rate).gain(after: days) - known) < 0.01 * max(known, 0.05))
        }
    }

    @Test func `the interval is where the gain is the price`() {
        let days = value(1).interval(at: 0.3, within: 0.01...30)
        #expect(abs(value(1).gain(after: days) - 0.3) < 0.002)
    }

    @Test func `who matters more is asked sooner, and what cannot be kept fresh is left`() {
        let bounds = 0.01...30.0
        #expect(
            value(importance: 4, 1).interval(at: 0.5, within: bounds)
                < value(1).interval(at: 0.5, within: bounds))
        #expect(value(50).interval(at: 0.5, within: bounds) == 30)
    }
}

@Suite struct `The price of a visit` {
    private let bounds = 0.04...30.0
    private let sample = (1...500).map { place in
        RevisitValue(
            importance: Double(place % 7 + 1),
            rate: ChangeRate(
                ChangeEvidence(events: Double(place % 11), days: 10), prior: .character))
    }

    @Test func `stays at its floor while the budget holds what everybody wants`() {
        let price = FreshnessPrice.fitting(sample, each: 1, visitsPerDay: 500 * 24, within: bounds)
        #expect(price == .floor)
    }

    @Test(arguments: [100.0, 500, 2000])
    func `makes the targets ask for what the budget holds`(visitsPerDay: Double) {
        let price = FreshnessPrice.fitting(sample, each: 2, visitsPerDay: visitsPerDay, within: bounds)
        let asked =
            2
            * sample.reduce(0) { sum, value in
                sum + 1 / value.interval(at: price.value, within: bounds)
            }
        #expect(asked > visitsPerDay * 0.95 && asked <= visitsPerDay)
    }
}

@Suite struct `What a budget can promise` {
    private let raiders = CapacityForecast.Class(name: "raiders", count: 20_000, importance: 6, rate: 1)
    private let casuals = CapacityForecast.Class(name: "casuals", count: 400_000, importance: 1, rate: 0.2)

    @Test func `more budget is fresher, and raiders are fresher than casuals`() {
        let poor = CapacityForecast(classes: [raiders, casuals], requestsPerDay: 100_000)
        let rich = CapacityForecast(classes: [raiders, casuals], requestsPerDay: 864_000)
        #expect(poor.freshness < rich.freshness)
        #expect(poor.outlooks[0].interval < poor.outlooks[1].interval)
        #expect(rich.outlooks[0].freshness > 0.8)
    }

    @Test func `the routine requests fit into what the promise leaves`() {
        let forecast = CapacityForecast(classes: [raiders, casuals], requestsPerDay: 100_000)
        let spent = forecast.outlooks.reduce(0) { sum, outlook in sum + outlook.requestsPerDay }
        #expect(spent + forecast.promiseRequestsPerDay <= 100_000)
        #expect(spent > 0.9 * (100_000 - forecast.promiseRequestsPerDay))
    }

    @Test(arguments: [(25_920_000, true, 1.0), (51_840_000, false, 2)])
    func `thirty days of one key hold twenty-six million characters`(
        stored: Int, keeps: Bool, keys: Double
    ) {
        let forecast = CapacityForecast(classes: [], requestsPerDay: 864_000, promised: stored)
        #expect(forecast.keepsPromise == keeps)
        #expect(abs(forecast.keysForPromise - keys) < 1e-9)
    }

    @Test func `a shorter goal needs more keys`() throws {
        let forecast = CapacityForecast(classes: [raiders, casuals], requestsPerDay: 864_000)
        let day = try #require(forecast.keys(toVisit: "raiders", every: .hours(24)))
        let quarter = try #require(forecast.keys(toVisit: "raiders", every: .hours(6)))
        #expect(quarter > day)
        #expect(forecast.keys(toVisit: "nobody", every: .hours(6)) == nil)
    }
}

@Suite struct `Near the weekly reset` {
    private let reset = WeeklyReset(
        end: Period(
            region: .eu, id: 1, start: Timestamp(seconds: 0), end: Timestamp(seconds: 7 * 86_400 - 1)))

    private let end = Timestamp(seconds: 7 * 86_400)

    @Test(arguments: [0.0, 0.4, 0.99])
    func `whoever would pass over the last hours of a week is looked at in them`(spread: Double) {
        for week in Int64(0)...2 {
            let reset = end + .days(7 * week)
            let pulled = self.reset.pulled(
                reset + .hours(8), now: reset - .hours(40), spread: spread, isInPlay: true)
            #expect(pulled >= reset - WeeklyReset.before && pulled < reset)
        }
    }

    @Test(arguments: [0.0, 0.4, 0.99], [(-3, true), (-3, false), (-100, false)])
    func `everybody else is looked at in the first minutes of the next week`(
        spread: Double, now: (hours: Int64, isInPlay: Bool)
    ) {
        let pulled = reset.pulled(
            end + .hours(50), now: end + .hours(now.hours), spread: spread, isInPlay: now.isInPlay)
        #expect(pulled >= end && pulled < end + WeeklyReset.closing)
    }

    @Test(arguments: [(-40, -8), (-40, -3), (-3, 0.1), (-3, 0.3), (0, 60), (4, 90)])
    func `who is due before the reset or in these times keeps the time`(now: Int64, due: Double) {
        let due = end + .hours(1) * due
        #expect(reset.pulled(due, now: end + .hours(now), spread: 0.5, isInPlay: true) == due)
    }

    @Test(arguments: [
        (10, 10, 10), (200, 20, 162), (200, 163, 163), (200, 175, 175), (200, 190, 200), (400, 190, 330),
    ])
    func `a visit pays sooner in the hours around a reset`(ordinary: Int64, near: Int64, expected: Int64) {
        let start = Timestamp(seconds: 0)
        let moment = reset.earliest(start + .hours(ordinary), near: start + .hours(near), spread: 0)
        #expect(moment == start + .hours(expected))
    }
}

@Suite struct `Who matters how much` {
    @Test func `raiders above casuals above leavers`() {
        let raider = Importance.standing(rank: 3, level: 80, highestLevel: 80)
        let casual = Importance.standing(rank: 7, level: 42, highestLevel: 80)
        #expect(raider > casual && casual > Importance.leaver)
        #expect(Importance.activity(idle: .days(2)) > Importance.activity(idle: .days(200)))
    }
}

/// Numbers between 0 and 1 that are the same in every run.
private struct Sequence01 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / Double(1 << 53)
    }
}
