import Loopback
import Testing

@testable import BattleNetSimulator

@Suite struct LimitTests {
    private let guild = "/data/wow/guild/tarren-mill/ember-accord"

    @Test func `above the limit of a second requests are refused`() async throws {
        var settings = SimulatorSettings()
        settings.requestsPerSecond = 5
        let (statuses, counters) = try await BattleNetSimulator(settings: settings, world: tiny).serving {
            port in
            let visitor = try await Visitor(port: port)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<60 { group.addTask { try await visitor.get(guild).status } }
                return try await group.reduce(into: [Int: Int]()) { counts, status in
                    counts[status, default: 0] += 1
                }
            }
            return (statuses, try JSONValue(try await visitor.raw.send("/simulator/counters").body))
        }
        #expect(Set(statuses.keys) == [200, 429])
        #expect((statuses[200] ?? 60) < 60)
        let client = counters["clients"]?[0]
        #expect(client?["id"]?.string == "simulator")
        #expect(client?["requests"]?.int == 60)
        #expect(client?["by_status"]?["429"]?.int == statuses[429])
        #expect((client?["max_per_second"]?.int ?? 0) > 5)
        #expect(client?["max_per_hour"]?.int == 60)
        #expect(client?["by_kind"]?["guild"]?.int == statuses[200])
    }

    @Test func `above the limit of an hour service is slow`() async throws {
        var settings = SimulatorSettings()
        settings.requestsPerHour = 2
        settings.slowService = .milliseconds(250)
        let times = try await BattleNetSimulator(settings: settings, world: tiny).serving { port in
            let visitor = try await Visitor(port: port)
            var times: [Duration] = []
            for _ in 0..<3 {
                let begun = ContinuousClock.now
                #expect(try await visitor.get(guild).status == 200)
                times.append(ContinuousClock.now - begun)
            }
            return times
        }
        #expect(times[2] >= .milliseconds(250))
    }

    @Test func `a window counts what lies in any span of its length`() {
        var window = SlidingWindow(span: 10)
        for time in [0, 1, 2, 9, 10, 11, 30] { window.add(time) }
        #expect(window.most == 4)
        #expect(window.count == 1)
    }

    @Test func `two clients are counted apart`() async throws {
        var settings = SimulatorSettings()
        settings.clients = ["simulator": "simulator", "second": "client"]
        settings.requestsPerSecond = 1_000_000
        let simulator = BattleNetSimulator(settings: settings, world: tiny)
        for _ in 0..<3 { _ = simulator.meter.admit("second") }
        _ = simulator.meter.admit("simulator")
        #expect(simulator.meter.counts.map(\.client) == ["second", "simulator"])
        #expect(simulator.meter.counts.map(\.count.requests) == [3, 1])
    }
}
