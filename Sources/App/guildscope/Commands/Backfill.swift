import ArgumentParser
import Guilds
import Warehouse

/// `guildscope backfill`
struct Backfill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Reads kept responses anew, when this version reads them better than the one that fetched them.",
        discussion: """
            Everything that documents told since the moment is told again from their kept bodies; what was told \
            before stays. One document at a time: it may be stopped and run again, and crawls go on meanwhile. \
            Exit code 3 when some bodies cannot be read.
            """)

    @OptionGroup var options: Options

    @Option(
        help: "From this moment on, as in 2026-08-01 or 2026-08-01T04:00:00Z; 30 days ago at the earliest.")
    var since: String

    @Option(help: "Only this guild, REGION/REALM/GUILD, with the characters of its roster.")
    var guild: String?

    @Option(help: "Only documents of this kind, as in summary or equipment; may be given several times.")
    var kind: [DocumentKind] = []

    @Flag(help: "Only show what would be read.")
    var dryRun = false

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let since = try timestamp(since)
            let summary = try await untilSignalled {
                try await composition.withWarehouse { warehouse -> BackfillStage.Summary? in
                    let key = try await guild.map { text in try GuildAddress(parsing: text) }
                        .asyncMap { address in try await chosenGuilds(address, from: warehouse).first }
                    let stage = BackfillStage(warehouse: warehouse, console: composition.console)
                    if dryRun {
                        try await stage.preview(since: since, kinds: Set(kind), guild: key.flatMap(\.self))
                        return nil
                    }
                    return try await stage.run(since: since, kinds: Set(kind), guild: key.flatMap(\.self))
                }
            }
            guard let summary else { return }
            summary.show(on: composition.console)
            if summary.unreadable > 0 { throw Exit.partial.code }
        }
    }
}

extension Optional where Wrapped: Sendable {
    /// What `transform` makes of the value; nil for nil.
    fileprivate func asyncMap<Value>(_ transform: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let self else { return nil }
        return try await transform(self)
    }
}

extension BackfillStage.Summary {
    fileprivate func show(on console: Console) {
        console.result(
            "backfill",
            [
                ("documents", .integer(documents)), ("observations", .integer(observations)),
                ("unreadable", .integer(unreadable)), ("partial", .integer(partial)),
                ("rows", .integer(rows)),
            ])
        var text = "\(observations) responses of \(documents) documents read anew, \(rows) rows told"
        if partial > 0 {
            text += "; of \(partial) documents not all was kept, and only the newer part was read"
        }
        if unreadable > 0 { text += "; \(unreadable) responses cannot be read" }
        console.say(text)
    }
}
