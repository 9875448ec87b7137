import ArgumentParser
import Crawl
import Guilds

/// `guildscope crawl`
struct CrawlCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crawl",
        abstract: "Fetches what is due: everything, one guild, or one character.",
        discussion: """
            A failed item never stops the others: it is recorded and tried again later. The crawl may be \
            stopped or killed at any moment and run again.
            """)

    @OptionGroup var options: Options

    @Option(help: "Only this guild, REGION/REALM/GUILD: its documents, roster and characters.")
    var guild: String?

    @Option(help: "Only this character, REGION/REALM/NAME.")
    var character: String?

    @Option(help: "Stop after this many targets.")
    var limit: Int?

    @Flag(
        help: "Fetch what is due and free, and do not wait for what other workers, perhaps dead ones, hold.")
    var once = false

    @Option(help: "Requests in flight at once.")
    var concurrency = 48

    @Option(help: "Seconds after which the targets of a crawl that died are free again.")
    var leaseSeconds = 180

    @Option(help: "On a simulator's virtual clock: go on until this moment, as in 2026-08-01T04:00:00Z.")
    var until: String?

    @Option(help: "Hours by which the virtual clock goes on each time nothing is due any more.")
    var stepHours = 24

    @Option(help: "Serve Prometheus metrics at /metrics, and /health, on this port of 127.0.0.1 meanwhile.")
    var metricsPort: Int?

    @Option(help: ArgumentHelp("Pose as a release with this decoder.", visibility: .hidden))
    var decoderVersion: Int16?

    func validate() throws {
        if once && until != nil {
            throw ValidationError("Give --once or --until, not both.")
        }
        if guild != nil && character != nil {
            throw ValidationError("Give --guild or --character, not both.")
        }
        if concurrency < 1 || leaseSeconds < 1 || stepHours < 1 || (limit ?? 1) < 1 {
            throw ValidationError("--concurrency, --lease-seconds, --step-hours and --limit start at 1.")
        }
    }

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let end = try until.map { text in try timestamp(text) }
            let summary = try await untilSignalled { try await crawl(composition, until: end) }
            summary.show(on: composition.console)
            if !summary.refusedClients.isEmpty { throw Exit.refused.code }
            if summary.failed > 0 { throw Exit.partial.code }
        }
    }

    private func crawl(_ composition: Composition, until end: Timestamp?) async throws -> CrawlSummary {
        let source = try await composition.source()
        return try await composition.withWarehouse { warehouse in
            var settings = Crawl.Settings()
            settings.concurrency = concurrency
            settings.lease = .seconds(leaseSeconds)
            settings.waitsForLeases = !once
            if let decoderVersion { settings.decoderVersion = decoderVersion }
            if guild != nil || character != nil { settings.budgetClass = .asked }
            let session = try await CrawlSession(composition, source, warehouse, settings: settings)
            return try await withMetrics(session.metrics, port: metricsPort, warehouse, source.world) {
                try await work(session, until: end)
            }
        }
    }

    private func work(_ session: CrawlSession, until end: Timestamp?) async throws -> CrawlSummary {
        let scope = try await scope(session)
        guard let end else { return try await session.drain(scope, limit: limit) }
        let console = session.composition.console
        return try await session.follow(scope, until: end, step: .hours(Int64(stepHours))) { now, total in
            console.progress("\(now)  \(total.completed) documents", fraction: nil)
            console.event(
                "step", [("now", .text(now.description)), ("completed", .integer(total.completed))])
        }
    }

    private func scope(_ session: CrawlSession) async throws -> CrawlScope {
        let watching = Watching(session: session)
        if let guild {
            return .guild(try await watching.guild(at: GuildAddress(parsing: guild)).key)
        }
        if let character {
            return .character(try await watching.character(at: CharacterAddress(parsing: character)).key)
        }
        return .all
    }
}
