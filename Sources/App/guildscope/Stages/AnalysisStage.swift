import Analytics
import Canvas
import Guilds
import Warehouse

/// Series in, snapshots out, for one guild or all that are watched.
struct AnalysisStage: Sendable {
    let warehouse: Warehouse
    let console: Console

    /// Publishes a snapshot for each guild; as of the newest thing known about it unless a moment is given.
    func run(guild address: GuildAddress?, asOf: Timestamp?) async throws {
        try await run(try await chosenGuilds(address, from: warehouse), asOf: asOf)
    }

    /// Publishes a snapshot for each of these guilds.
    func run(_ guilds: [GuildKey], asOf: Timestamp?) async throws {
        for guild in guilds {
            try Task.checkCancellation()
            guard let series = try await series(of: guild, asOf: asOf) else {
                console.say("\(guild): nothing is known yet; crawl it first")
                console.event("skipped", [("guild", .text(guild.description))])
                continue
            }
            let snapshot = GuildAnalysis.run(series, renderer: Canvas.rendererVersion)
            let published = try await warehouse.publish(snapshot)
            console.say(
                "\(series.name): \(snapshot.memberPart.count + snapshot.officerPart.count) insights as of "
                    + "\(snapshot.asOf)\(published.isNew ? "" : " (unchanged)")")
            console.result(
                "snapshot",
                [
                    ("guild", .text(guild.description)), ("as_of", .text(snapshot.asOf.description)),
                    ("digest", .text(published.digest)), ("new", .integer(published.isNew ? 1 : 0)),
                ])
        }
    }

    private func series(of guild: GuildKey, asOf: Timestamp?) async throws -> GuildSeries? {
        guard let newest = try await warehouse.newestObservation(of: guild) else { return nil }
        return try await warehouse.series(of: guild, asOf: asOf ?? newest)
    }
}

/// The guild at an address, or all watched ones when no address is given.
func chosenGuilds(_ address: GuildAddress?, from warehouse: Warehouse) async throws -> [GuildKey] {
    guard let address else {
        let watched = try await warehouse.watchedGuilds().compactMap(\.key)
        guard !watched.isEmpty else {
            throw UserError(
                "no guild is watched yet: guildscope guild add REGION/REALM/GUILD", exit: .notFound)
        }
        return watched
    }
    guard let key = try await warehouse.guild(at: address) else {
        throw UserError(
            "nothing is known of \(address): crawl it first with guildscope crawl --guild \(address)",
            exit: .notFound)
    }
    return [key]
}
