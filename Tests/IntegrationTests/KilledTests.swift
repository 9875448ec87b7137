import BattleNetSimulator
import Foundation
import Guilds
import TestDatabase
import Testing

/// A crawl may be killed or stopped at any moment and run again.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct KilledTests {
    private let weeks: Int64 = 3

    @Test(.timeLimit(.minutes(20)))
    func `a crawl killed twenty times ends with the same series as an undisturbed one`() async throws {
        let (whole, requests) = try await withWatchedWorld { simulator, scene in
            let crawl = try await scene.start(arguments(simulator)).ended()
            try #require(crawl.status == 0, "\(crawl.errors)")
            return (try await scene.dump(), try await simulator.requests())
        }
        let (patched, kills, spent) = try await withWatchedWorld { simulator, scene in
            let kills = try await crawlKilled(
                times: 20, simulator, scene, longest: max(40, requests / 12), seed: 20_260_520)
            return (try await scene.dump(), kills, try await simulator.requests())
        }
        let rows = whole.values.reduce(0) { sum, lines in sum + lines.count }
        let counts = "\(kills) kills; requests \(requests) undisturbed, \(spent) killed; \(rows) rows"
        print(counts)
        #expect(kills >= 20)
        #expect(rows > 1000)
        for table in whole.keys.sorted() {
            let (left, right) = (Set(whole[table] ?? []), Set(patched[table] ?? []))
            #expect(
                whole[table] == patched[table],
                "\(table): only undisturbed \(left.subtracting(right).sorted().prefix(3)), only killed \(right.subtracting(left).sorted().prefix(3))"
            )
        }
        Attachment.record(counts, named: "kills.txt")
    }

    @Test(arguments: [Fault(.latency, seconds: 0.1), Fault(.hang, after: 30)])
    func `a terminated crawl ends soon, gives its leases back, and the next one need not wait`(
        fault: Fault
    ) async throws {
        try await withWatchedWorld { simulator, scene in
            try await simulator.commit([fault])
            let before = try await simulator.requests()
            let crawl = try scene.start(["crawl"])
            try await eventually("the crawl is under way") {
                let held = try await scene.lines("SELECT 'x' FROM target WHERE lease_until > now()")
                return held.isEmpty ? false : try await simulator.requests() > before + 20
            }
            let stopped = ContinuousClock.now
            crawl.signal(SIGTERM)
            let ended = try await crawl.ended(within: .seconds(900))
            print("terminated under \(fault.kind): ended after \(ContinuousClock.now - stopped)")
            #expect(ended.status == 143)
            #expect(!ended.wasKilled)
            #expect(try await scene.lines("SELECT 'x' FROM target WHERE lease_until > now()").isEmpty)
            try await simulator.commit([])
            let next = try await scene.run("crawl")
            #expect(next.status == 0)
            #expect(try next.events("waiting").isEmpty)
        }
    }

    private func arguments(_ simulator: Simulator) async throws -> [String] {
        let end = try await simulator.moment(afterHours: weeks * 168)
        return ["crawl", "--until", "\(end)", "--step-hours", "24", "--lease-seconds", "2"]
    }

    /// Kills the crawl at moments that the seed decides, each up to `longest` requests after the one before,
    /// and starts it again until it ends; how often a running crawl was killed.
    private func crawlKilled(
        times: Int, _ simulator: Simulator, _ scene: Scene, longest: Int, seed: UInt64
    ) async throws -> Int {
        let arguments = try await arguments(simulator)
        var random = Lehmer(seed: seed)
        var kills = 0
        while true {
            let crawl = try scene.start(arguments)
            guard kills < times else {
                let ended = try await crawl.ended()
                try #require(ended.status == 0, "\(ended.errors)")
                return kills
            }
            let moment = try await simulator.requests() + Int.random(in: 1...longest, using: &random)
            try await eventually("the crawl has sent some requests or ended", within: .seconds(900)) {
                crawl.isRunning ? try await simulator.requests() >= moment : true
            }
            // A few more questions to the simulator, so that some kills fall into the writing of a batch.
            for _ in 0..<Int.random(in: 0...12, using: &random) { _ = try await simulator.requests() }
            crawl.signal(SIGKILL)
            let ended = try await crawl.ended()
            if ended.wasKilled && ended.status == SIGKILL { kills += 1 }
            guard ended.wasKilled else {
                try #require(ended.status == 0, "\(ended.errors)")
                return kills
            }
        }
    }
}
