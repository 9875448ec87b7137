import Analytics
import Canvas
import Foundation
import Guilds
import Warehouse

/// Series in, snapshots out: for one guild or all that are watched, several at a time, each read, computed and
/// published before the next is begun.
struct AnalysisStage: Sendable {
    /// What is computed of each guild.
    enum Extent: Sendable, Hashable {
        /// As of the newest thing known about it, where something was loaded since.
        case newest
        /// As of this moment.
        case moment(Timestamp)
        /// As of each weekly reset since its roster was first seen for which nothing was computed.
        case missingResets
    }

    let warehouse: Warehouse
    let console: Console
    /// Whether snapshots are computed although nothing that they rest on has changed.
    var force = false

    /// Guilds that are worked on at a time: as many series are in memory at most.
    private static let width = max(1, min(4, ProcessInfo.processInfo.activeProcessorCount))

    /// Publishes a snapshot of the guild at an address, or of each that is watched.
    func run(guild address: GuildAddress?, _ extent: Extent = .newest) async throws {
        try await run(try await chosenGuilds(address, from: warehouse), extent)
    }

    /// Publishes a snapshot of each of these guilds.
    func run(_ guilds: [GuildKey], _ extent: Extent = .newest) async throws {
        let populations = PopulationKeeper(warehouse: warehouse, console: console, width: Self.width)
        var done = 0
        try await eachAtATime(guilds, width: Self.width) { guild in
            for moment in try await moments(of: guild, extent) {
                try Task.checkCancellation()
                try await analyze(guild, moment.asOf, moment.loaded, populations)
            }
        } done: {
            done += 1
            console.progress(
                "\(done) of \(guilds.count) guilds", fraction: Double(done) / Double(guilds.count))
        }
        console.clearBar()
    }

    /// The moments to compute, and what was loaded of the guild.
    private func moments(
        of guild: GuildKey, _ extent: Extent
    ) async throws -> [(asOf: Timestamp, loaded: String)] {
        guard let inputs = try await warehouse.analysisInputs(of: guild) else {
            console.say("\(guild): nothing is known yet; crawl it first")
            console.event("skipped", [("guild", .text(guild.description))])
            return []
        }
        switch extent {
        case .newest: return [(inputs.newest, inputs.loaded)]
        case .moment(let moment): return [(moment, inputs.loaded)]
        case .missingResets:
            guard let first = try await warehouse.firstSight(of: guild) else { return [] }
            let stretch = Span(since: first, until: inputs.newest)
            let computed = Set(try await warehouse.computedMoments(of: guild, in: stretch))
            return try await warehouse.periods(of: guild.region).map(\.start)
                .filter { start in stretch.contains(start) && !computed.contains(start) }
                .map { start in (start, inputs.loaded) }
        }
    }

    private func analyze(
        _ guild: GuildKey, _ asOf: Timestamp, _ loaded: String, _ populations: PopulationKeeper
    ) async throws {
        let population = try await populations.population(for: guild.region, at: asOf)
        let methods = GuildAnalysis.methods(population: population, renderer: Canvas.rendererVersion)
        if !force,
            let digest = try await warehouse.computedSnapshot(
                of: guild, asOf: asOf, inputs: loaded, methods: methods)
        {
            console.say("\(guild): unchanged as of \(asOf)")
            tell(guild, asOf, digest: digest, isNew: false)
            return
        }
        guard let series = try await warehouse.series(of: guild, asOf: asOf) else {
            console.say("\(guild): nothing was known by \(asOf)")
            console.event("skipped", [("guild", .text(guild.description))])
            return
        }
        let snapshot = GuildAnalysis.run(series, population: population, renderer: Canvas.rendererVersion)
        let published = try await warehouse.publish(snapshot)
        try await PredictionScorer(warehouse: warehouse).score(series)
        try await warehouse.noteComputed(
            published.digest, of: guild, asOf: asOf, inputs: loaded, methods: methods)
        console.say(
            "\(series.name): \(snapshot.memberPart.count + snapshot.officerPart.count) insights as of "
                + "\(snapshot.asOf)\(published.isNew ? "" : " (unchanged)")")
        tell(guild, snapshot.asOf, digest: published.digest, isNew: published.isNew)
    }

    private func tell(_ guild: GuildKey, _ asOf: Timestamp, digest: String, isNew: Bool) {
        console.result(
            "snapshot",
            [
                ("guild", .text(guild.description)), ("as_of", .text(asOf.description)),
                ("digest", .text(digest)), ("new", .integer(isNew ? 1 : 0)),
            ])
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
