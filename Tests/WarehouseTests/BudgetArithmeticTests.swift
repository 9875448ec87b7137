import Testing

@testable import Warehouse

/// The bound in the documentation of `Budget`, tried out: grants by the rule, used as badly as is allowed.
struct BudgetArithmeticTests {
    /// Numbers that look random and are the same in every run (Steele, Lea, Flood: SplitMix64).
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    /// How those who take permits behave.
    enum Conduct: CaseIterable {
        /// Used at once.
        case prompt
        /// Anything between at once and the last moment, and some never, as after a crash.
        case ragged
        /// Everybody pauses, and what was granted in a while arrives in one moment: the last that is allowed.
        case bunched
        /// Nothing for a while, then all that there is.
        case bursting
    }

    /// When the requests arrive in a run of `seconds` with as much demand as conduct allows.
    private func arrivals(_ budget: Budget, _ conduct: Conduct, seconds: Double, seed: UInt64) -> [Double] {
        var dice = Dice(state: seed)
        var (now, second, hour) = (0.0, 0.0, 0.0)
        var arrivals: [Double] = []
        let late = Budget.validity + Budget.transit
        while now < seconds {
            var step = Double.random(in: 0.001...0.3, using: &dice)
            if conduct == .bursting && Double.random(in: 0..<1, using: &dice) < 0.02 {
                step += budget.hour / 50
            }
            now += step
            second = max(0, second - step * budget.secondRate)
            hour = max(0, hour - step * budget.hourRate)
            let room = min(budget.secondBurst - second, budget.hourBurst - hour)
            let granted = max(0, room.rounded(.down))
            second += granted
            hour += granted
            for _ in 0..<Int(granted) {
                switch conduct {
                case .prompt, .bursting: arrivals.append(now)
                case .bunched: arrivals.append(max(now, ((now / late).rounded(.down) + 1) * late))
                case .ragged:
                    guard Double.random(in: 0..<1, using: &dice) < 0.95 else { continue }
                    arrivals.append(now + Double.random(in: 0...late, using: &dice))
                }
            }
        }
        return arrivals.sorted()
    }

    private func most(in window: Double, of times: [Double]) -> Int {
        var (first, most) = (0, 0)
        for (place, time) in times.enumerated() {
            while times[first] <= time - window { first += 1 }
            most = max(most, place - first + 1)
        }
        return most
    }

    @Test(
        arguments: [(100, 36_000), (8, 100), (20, 72_000), (100, 3600)], Conduct.allCases)
    func `no window of the server's holds more than allowed`(limits: (Int, Int), conduct: Conduct) throws {
        let budget = try #require(
            Budget(perSecond: limits.0, perHour: limits.1, hour: .seconds(limits.1 == 3600 ? 360 : 3600)))
        for seed in 0..<3 {
            let times = arrivals(budget, conduct, seconds: 1.6 * budget.hour, seed: UInt64(seed))
            #expect(most(in: 1, of: times) <= limits.0)
            #expect(most(in: budget.hour, of: times) <= limits.1)
        }
    }

    @Test func `almost all of the hour can be used`() {
        let budget = Budget.battleNet
        let times = arrivals(budget, .prompt, seconds: 3 * budget.hour, seed: 7)
        let last = times.filter { time in time >= 2 * budget.hour }
        #expect(Double(last.count) >= 0.99 * 36_000)
        #expect(budget.hourBurst <= 360)
    }

    @Test func `limits without room for a chunk are refused`() {
        #expect(Budget(perSecond: 7, perHour: 36_000) == nil)
        #expect(Budget(perSecond: 100, perHour: 99) == nil)
        #expect(Budget(perSecond: 100, perHour: 36_000, askedShare: 1) == nil)
    }
}
