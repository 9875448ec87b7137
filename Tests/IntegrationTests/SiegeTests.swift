import BattleNetSimulator
import Foundation
import Guilds
import TestDatabase
import Testing

/// Everything at once: what a crawl lives through in years, in a few days of a small world.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct SiegeTests {
    /// What happens on a day beside kills, server errors and unreadable answers.
    private enum Trouble: CaseIterable {
        case none, storm, revocation, silence, cut, crash, clocks, all
    }

    private static let kills = 50
    /// At first, when the most is to be fetched, so little an hour that it is used up within seconds on any machine.
    private static let tightHour = Crew.Limits(perSecond: 12, perHour: 3600)
    /// Then so little a second.
    private static let tightSecond = Crew.Limits(perSecond: 12)

    @Test(.timeLimit(.minutes(40)))
    func `fifty kills, outages and bad answers leave the series of a quiet run`() async throws {
        let quiet = try await withWatchedWorld { simulator, scene in
            for _ in Trouble.allCases {
                try await simulator.step(hours: 24)
                let crawl = try await scene.run("crawl")
                try #require(crawl.status == 0, "\(crawl.errors)")
            }
            return try await scene.dump()
        }
        try await withSimulator { simulator in
            try await OwnCluster.run(simulator) { cluster, scene in
                try await scene.watchAll(of: simulator)
                let crew = try await Crew(scene: scene)
                var random = Lehmer(seed: 20_261_122)
                for trouble in Trouble.allCases {
                    try await simulator.step(hours: 24)
                    try await day(of: trouble, crew, cluster, scene, simulator, &random)
                    try await repair(scene, simulator)
                    try await expectNothingStuck(scene, simulator)
                }
                try await crew.finishRuns()
                print(
                    "\(crew.kills) kills, \(crew.workerKills) of them of workers, \(crew.retreats) retreats, "
                        + "\(try await simulator.requests()) requests")
                #expect(crew.kills >= Self.kills)
                #expect(crew.workerKills >= 5)
                let done = "SELECT 'x' FROM run WHERE outcome = 'succeeded' AND requests > 0"
                #expect(try await !scene.lines(done).isEmpty)
                expectEqual(quiet, try await scene.dump())
                try await expectOnce(scene)
            }
        }
    }

    private func day(
        of trouble: Trouble, _ crew: Crew, _ cluster: OwnCluster, _ scene: Scene, _ simulator: Simulator,
        _ random: inout Lehmer
    ) async throws {
        try await simulator.commit(Self.faults(of: trouble))
        try crew.start(
            trouble == .none
                ? Self.tightHour : Crew.Limits(answerSeconds: trouble == .cut ? 1 : 3))
        switch trouble {
        case .none:
            try await exhaustHour(crew, scene)
            try await crew.restart(Self.tightSecond)
            try await exhaustSecond(crew, scene)
            #expect(try await simulator.busiest().second <= Self.tightSecond.perSecond)
            try await crew.restart(Crew.Limits())
        case .cut: try await outlast(crew, simulator)
        case .crash: try await crash(cluster, crew)
        default: break
        }
        let number = Trouble.allCases.firstIndex(of: trouble) ?? 0
        let goal = Self.kills * (number + 3) / Trouble.allCases.count
        while crew.kills < goal, crew.isWorking {
            let moment = try await simulator.requests() + Int.random(in: 1...12, using: &random)
            try await eventually("the crew has sent some requests or is done", within: .seconds(900)) {
                try await crew.relieve()
                return crew.isWorking ? try await simulator.requests() >= moment : true
            }
            if trouble == .clocks || trouble == .all {
                try crew.clock.set(
                    to: [0, 3600, -3600].randomElement(using: &random).map(Duration.seconds) ?? .zero)
            }
            try await crew.kill(Int.random(in: 0..<4, using: &random))
        }
        try await crew.finish()
        let busiest = try await simulator.busiest()
        #expect(busiest.second <= Crew.Limits().perSecond)
        #expect(busiest.hour <= Crew.Limits().perHour)
    }

    /// Waits until the hour allows no more than its even pace, and sees that nobody was granted more.
    private func exhaustHour(_ crew: Crew, _ scene: Scene) async throws {
        let usedUp = """
            SELECT 'x' FROM budget WHERE hour_used > hour_burst - 1 AND hour_burst < 20 AND granted > 30
            """
        try await eventually("the hour is used up or the work is done", within: .seconds(900)) {
            let isUsedUp = try await !scene.lines(usedUp).isEmpty
            return isUsedUp || !crew.isWorking
        }
        #expect(crew.isWorking)
        // No process is older than the database, whose clock decides; a request counts from its grant on.
        let beyond = """
            SELECT granted::text FROM budget WHERE granted > hour_burst + 1 + hour_rate
                * extract(epoch FROM clock_timestamp() - pg_postmaster_start_time())
            """
        #expect(try await scene.lines(beyond).isEmpty)
    }

    /// Waits until somebody has been granted less than they wanted, so that the second has meant something.
    private func exhaustSecond(_ crew: Crew, _ scene: Scene) async throws {
        let granted = try await scene.lines("SELECT max(granted)::text FROM budget").first ?? "0"
        let usedUp =
            "SELECT 'x' FROM budget WHERE second_used > second_burst - 1 AND granted > \(granted) + 40"
        var isUsedUp = false
        try await eventually("the budget is used up or the work is done", within: .seconds(900)) {
            isUsedUp = try await !scene.lines(usedUp).isEmpty
            return isUsedUp || !crew.isWorking
        }
        #expect(isUsedUp)
    }

    /// The network is gone until a crawl gives up, then it is back.
    private func outlast(_ crew: Crew, _ simulator: Simulator) async throws {
        let before = crew.retreats
        try await eventually("a crawl gives up on a dead network", within: .seconds(900)) {
            try await crew.relieve()
            return crew.retreats > before || !crew.isWorking
        }
        try await simulator.commit(Self.faults(of: .none))
    }

    private func crash(_ cluster: OwnCluster, _ crew: Crew) async throws {
        for _ in 0..<2 {
            try await cluster.crash()
            try await crew.relieve()
        }
    }

    private static func faults(of trouble: Trouble) -> [Fault] {
        let rest = [
            Fault(.status, probability: 0.05, status: 503), Fault(.html, probability: 0.003),
            Fault(.truncated, probability: 0.003), Fault(.wrongTypes, probability: 0.004),
            // Elsewhere an array may be absent: without `expansions` a character has killed nothing, and
            // nobody can tell that answer from a true one.
            Fault(.missingArray, path: "/equipment", probability: 0.02),
            Fault(.emptyRoster, path: "/roster", probability: 0.2),
        ]
        let storm = [Fault(.rateLimited, count: 12)]
        let revocation = [Fault(.revokeTokens, probability: 0.05, count: 4)]
        let silence = [Fault(.hang, probability: 0.05, count: 6), Fault(.slow, probability: 0.05, count: 6)]
        switch trouble {
        case .none, .crash, .clocks: return rest
        case .storm: return storm + rest
        case .revocation: return revocation + rest
        case .silence: return silence + rest
        case .cut: return [Fault(.hang)]
        case .all: return storm + revocation + silence + rest
        }
    }

    /// The API is well again: what failed is asked for once more before the world goes on.
    private func repair(_ scene: Scene, _ simulator: Simulator) async throws {
        try await simulator.commit([])
        try await eventually("a crawl ends well", within: .seconds(900)) {
            let retried = try await scene.run("targets", "--retry", "--limit", "100000")
            try #require(retried.status == 0, "\(retried.errors)")
            return try await scene.run("crawl", "--lease-seconds", "3").status == 0
        }
    }

    private func expectNothingStuck(_ scene: Scene, _ simulator: Simulator) async throws {
        let now = try await simulator.now()
        #expect(try await scene.lines("SELECT 'x' FROM target WHERE lease_until > now()").isEmpty)
        #expect(try await scene.lines("SELECT 'x' FROM target WHERE next_due_at <= '\(now)'").isEmpty)
    }

    private func expectOnce(_ scene: Scene) async throws {
        let twice = """
            SELECT 'x' FROM attempt GROUP BY bucket, realm_id, subject, kind, part, generation
            HAVING count(*) > 1
            """
        #expect(try await scene.lines(twice).isEmpty)
        let ahead = "SELECT 'x' FROM target WHERE completed_gen > lease_gen"
        #expect(try await scene.lines(ahead).isEmpty)
    }

    private func expectEqual(_ quiet: [String: [String]], _ besieged: [String: [String]]) {
        #expect(quiet.values.reduce(0) { sum, lines in sum + lines.count } > 1000)
        for table in quiet.keys.sorted() {
            let (left, right) = (Set(quiet[table] ?? []), Set(besieged[table] ?? []))
            #expect(
                quiet[table] == besieged[table],
                "\(table): only quiet \(left.subtracting(right).sorted().prefix(3)), only besieged \(right.subtracting(left).sorted().prefix(3))"
            )
        }
    }
}
