import Crawl
import Foundation

/// BenchFreshness CHARACTERS SEED…: weighted freshness of policies in each budget, one line per policy and seed.
///
/// `BUDGET SEED POLICY FRESHNESS`, for `scripts/bench freshness` to put together.

private let budgets = [0.1, 0.25, 0.86]

/// Between the rate of changes and that of sessions lies the rate at which a Poisson policy does best: the
/// clairvoyant knows it, too.
private let factors = [1.0, 0.7, 0.5, 0.4, 0.3, 0.25]

private func poissonGain(_ rate: Double, _ days: Double) -> Double {
    (1 - (1 + rate * days) * exp(-rate * days)) / rate
}

/// The best of the greedy policies that know every rate at every time.
private func clairvoyant(_ simulation: Simulation) -> Double {
    factors.map { factor in
        let world = simulation.world
        var policy = Greedy { one, now, days in
            let day = min(Int(now), World.days - 1)
            return world.importance[one] * poissonGain(factor * world.rates[day][one], days)
        }
        return simulation.freshness(&policy)
    }.max() ?? 0
}

/// What cheap signals add: exact times of change, an unchanged summary that saves the other documents of a
/// character (1 request instead of 4), and sensors that see a quarter of all sessions within two hours.
private func withSignals(_ simulation: Simulation, seed: UInt64) -> Double {
    var simulation = simulation
    let world = simulation.world
    var random = Random(seed: seed &+ 99)
    var signals = Engine.Signals(tellsTime: true, unchangedCost: 0.25)
    for one in 0..<world.count {
        for end in world.sessions[one] where random.uniform() < 0.25 {
            signals.seen.append((Double(end) + 2.0 / 24, one))
        }
    }
    signals.seen.sort { left, right in (left.moment, left.one) < (right.moment, right.one) }
    // Twenty boards, every two hours; a request is a quarter of a full visit.
    simulation.sensorCost = 20 * 12 / 4
    simulation.unchangedCost = signals.unchangedCost
    let visits = simulation.budget * Double(world.count) - simulation.sensorCost
    var policy = Engine(importance: world.importance, visitsPerDay: visits, signals: signals)
    return simulation.freshness(&policy)
}

private func report(_ budget: Double, _ seed: UInt64, _ policy: String, _ freshness: Double) {
    print(budget, seed, policy, freshness)
}

let arguments = CommandLine.arguments.dropFirst().compactMap { argument in UInt64(argument) }
guard arguments.count >= 2 else {
    print("usage: BenchFreshness CHARACTERS SEED…")
    exit(64)
}
for seed in arguments.dropFirst() {
    let world = World(seed: seed, count: Int(arguments[0]))
    for budget in budgets {
        let simulation = Simulation(world: world, budget: budget)
        var uniform = Greedy { one, _, days in days + 1e-9 * Double(one) }
        report(budget, seed, "uniform", simulation.freshness(&uniform))
        var ageTimesWeight = Greedy { one, _, days in world.importance[one] * days }
        report(budget, seed, "age_weight", simulation.freshness(&ageTimesWeight))
        var engine = Engine(importance: world.importance, visitsPerDay: budget * Double(world.count))
        report(budget, seed, "guildscope", simulation.freshness(&engine))
        report(budget, seed, "signals", withSignals(simulation, seed: seed))
        report(budget, seed, "optimum", clairvoyant(simulation))
    }
}
