/// One policy in one world: who is visited when, and what it gains.
protocol Policy {
    /// The characters to visit now, at most `room` requests' worth; each is told to `visited`.
    mutating func choose(now: Double, room: Int, last: [Double]) -> [Int]
    /// What a visit found: days since the one before, whether something changed, and when last.
    mutating func visited(_ one: Int, now: Double, after days: Double, changed: Bool, lastChange: Double?)
}

/// Runs a policy hour by hour over the world's thirty days.
///
/// Everything was fetched just before the first day; rates are unknown. Freshness counts after day 10: the share of
/// time, weighted by importance, in which what is held is current.
struct Simulation {
    static let warmUp = 10.0
    private static let stepsPerDay = 24

    let world: World
    /// Visits per character and day.
    let budget: Double
    /// What of a visit an unchanged summary costs: 1 when every visit counts the same, less where only a changed
    /// summary leads to the character's other documents.
    var unchangedCost = 1.0
    /// Visits per day that sensors take from the budget.
    var sensorCost = 0.0

    func freshness(_ policy: inout some Policy) -> Double {
        var last = [Double](repeating: 0, count: world.count)
        var stale = (0..<world.count).map { one in world.change(of: one, after: 0) }
        var fresh = [Double](repeating: 0, count: world.count)
        var room = 0.0
        let perStep = (budget * Double(world.count) - sensorCost) / Double(Self.stepsPerDay)
        for step in 1...World.days * Self.stepsPerDay {
            let now = Double(step) / Double(Self.stepsPerDay)
            // What an hour does not use is lost, but for the rest of a visit.
            room = min(room, max(1, perStep)) + perStep
            while room >= 1 {
                let chosen = policy.choose(now: now, room: Int(room), last: last)
                if chosen.isEmpty { break }
                for one in chosen {
                    let changed = stale[one] <= now
                    room -= changed ? 1 : unchangedCost
                    fresh[one] += max(0, min(stale[one], now) - max(last[one], Self.warmUp))
                    policy.visited(
                        one, now: now, after: now - last[one], changed: changed,
                        lastChange: world.change(of: one, until: now))
                    last[one] = now
                    stale[one] = world.change(of: one, after: now)
                }
                if unchangedCost == 1 { break }
            }
        }
        var (sum, weight) = (0.0, 0.0)
        for one in 0..<world.count {
            fresh[one] += max(0, min(stale[one], Double(World.days)) - max(last[one], Self.warmUp))
            sum += world.importance[one] * fresh[one]
            weight += world.importance[one]
        }
        return sum / weight / (Double(World.days) - Self.warmUp)
    }
}

/// Visits whoever has the greatest index now: the greedy form of every policy that is compared.
struct Greedy: Policy {
    /// The index of a character so many days after its last visit.
    let index: (_ one: Int, _ now: Double, _ days: Double) -> Double

    func choose(now: Double, room: Int, last: [Double]) -> [Int] {
        let scored = last.indices.map { one in (index(one, now, now - last[one]), one) }
        guard room < scored.count else { return Array(last.indices) }
        return scored.greatest(room).map(\.1)
    }

    func visited(_ one: Int, now: Double, after days: Double, changed: Bool, lastChange: Double?) {}
}

extension [(Double, Int)] {
    /// The elements with the greatest first parts, in no order: quickselect.
    func greatest(_ wanted: Int) -> ArraySlice<(Double, Int)> {
        var list = self
        var (low, high) = (0, count - 1)
        while low < high {
            let pivot = list[(low + high) / 2].0
            var (left, right) = (low, high)
            while left <= right {
                while list[left].0 > pivot { left += 1 }
                while list[right].0 < pivot { right -= 1 }
                if left <= right {
                    list.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if wanted - 1 <= right { high = right } else if wanted - 1 >= left { low = left } else { break }
        }
        return list[..<wanted]
    }
}
