import ArgumentParser
import BattleNetSimulator
import FoundationEssentials
import Guilds

/// `guildscope simulate`
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "A simulated Battle.net: invented guilds on a virtual clock, over real HTTP.",
        discussion: """
            GET /simulator/clock and /simulator/counters, POST /simulator/step {"seconds": N} and \
            /simulator/faults control it while it runs. Client id and secret are both "guildscope"; a second client is "guildscope-2" with the same secret.
            """)

    /// The worlds that are ready-made.
    enum WorldName: String, ExpressibleByArgument, CaseIterable {
        case demo
        case tiny
        case large
        case restless
    }

    /// The sizes of documents.
    enum DocumentSize: String, ExpressibleByArgument, CaseIterable {
        case compact
        case captured
    }

    @Option(
        help: """
            demo: five guilds, a year; tiny: two small guilds, 6 weeks; large: one guild of 1,000; restless: two \
            guilds whose characters often change name, realm or faction.
            """)
    var world = WorldName.demo

    @Option(help: "Decides everything that is random; by default the world's own.")
    var seed: UInt64?

    @Option(help: "compact documents of a few kB, or as large as captured ones.")
    var documents = DocumentSize.compact

    @Option(help: "barrier: time stands still until it is stepped; or world seconds per real second.")
    var clock = "barrier"

    @Option(help: "Where the clock begins, as in 2026-08-01T04:00:00Z; by default the world's start.")
    var startAt: String?

    @Flag(help: "Enforce the real API's limits of 100 requests a second and 36,000 an hour.")
    var enforceLimits = false

    @Option(help: "A JSON file with faults to commit, as POST /simulator/faults takes it.")
    var faults: String?

    @OptionGroup var serving: ServingOptions

    func run() async throws {
        try await reportingErrors {
            let simulator = BattleNetSimulator(settings: try settings, world: worldSettings)
            let serving = serving
            let name = world.rawValue
            try await untilSignalled {
                try await simulator.run(port: serving.port) { port in
                    serving.announce(port, "simulated Battle.net, world \(name),")
                }
            }
        }
    }

    private var worldSettings: WorldSettings {
        var world: WorldSettings =
            switch self.world {
            case .demo: .longDemo
            case .tiny: .tiny
            case .large: .large
            case .restless: .restless
            }
        if let seed { world.seed = seed }
        world.documents = documents == .compact ? .compact : .captured
        return world
    }

    private var settings: SimulatorSettings {
        get throws {
            var settings = enforceLimits ? SimulatorSettings.limited : SimulatorSettings()
            settings.clients = ["guildscope": "guildscope", "guildscope-2": "guildscope"]
            settings.clock = try clockMode
            settings.now = try startAt.map { text in Int(try timestamp(text).seconds) }
            settings.faults = try faultList
            return settings
        }
    }

    private var clockMode: VirtualClock.Mode {
        get throws {
            if clock == "barrier" { return .barrier }
            guard let scale = Double(clock), scale > 0 else {
                throw UserError("--clock is “barrier” or a number above 0, as in 3600", exit: .usage)
            }
            return .scaled(scale)
        }
    }

    private struct FaultList: Decodable {
        var rules: [Fault]
    }

    private var faultList: [Fault] {
        get throws {
            guard let faults else { return [] }
            guard let data = FileManager.default.contents(atPath: faults) else {
                throw UserError("cannot read the faults file \(faults)", exit: .usage)
            }
            do {
                return try JSONDecoder().decode(FaultList.self, from: data).rules
            } catch {
                throw UserError(
                    "\(faults) is not a list of faults, as in {\"rules\": [{\"kind\": \"status\", \"probability\": 0.05}]}",
                    exit: .usage)
            }
        }
    }
}

extension WorldSettings {
    /// The demo's world with another half year after it, for those who run the demo again.
    fileprivate static var longDemo: WorldSettings {
        var world = demo
        world.weeks *= 2
        return world
    }

    /// One guild of 1,000 members, to see what a large roster costs.
    fileprivate static var large: WorldSettings {
        WorldSettings(
            seed: 1000, start: demoStart, weeks: 4, weeksBefore: 2,
            guilds: [Guild("Legion of Many", .eu, realm: "tarren-mill", members: 1000, skill: 0.5)])
    }
}
