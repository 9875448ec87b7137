import ArgumentParser
import BattleNetSimulator
import Crawl
import Guilds
import SystemPackage
import Warehouse

/// `guildscope demo`
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Crawls the simulated demo world through its weeks, analyses and renders it.",
        discussion: """
            Needs a simulator in barrier mode at --base-url and a migrated database; scripts/demo sets up \
            both. Run again, it goes on from where it was.
            """)

    @OptionGroup var options: Options

    @Option(help: "The folder that reports are written into.")
    var out = "reports-out"

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let source = try await composition.source()
            guard source.world.isVirtual else {
                throw UserError(
                    "the demo needs a simulator: start `guildscope simulate` and give its address as --base-url",
                    exit: .usage)
            }
            try await untilSignalled {
                try await composition.withWarehouse { warehouse in
                    let session = try await CrawlSession(
                        composition, source, warehouse, policy: RevisitPolicy(intervals: .demo))
                    let tour = DemoTour(session: session, out: FilePath(out))
                    try await tour.run()
                }
            }
        }
    }
}

extension RevisitPolicy.Intervals {
    /// Half a year within minutes: every roster daily, every character twice a week at most.
    fileprivate static var demo: RevisitPolicy.Intervals {
        var intervals = RevisitPolicy.Intervals()
        intervals.roster = .hours(23)
        intervals.guild = .days(7)
        intervals.summary = .hours(35)
        intervals.slow = .days(21)
        intervals.activity = .hours(23)
        return intervals
    }
}

/// The demo from a known world to a printed summary.
private struct DemoTour: Sendable {
    let session: CrawlSession
    let out: FilePath

    private var console: Console { session.composition.console }

    func run() async throws {
        try await catchUp()
        try await watch()
        let world = WorldSettings.demo
        let start = Timestamp(seconds: Int64(world.start))
        let now = session.source.world.clock.now
        // Half an hour after the last reset, as the worker's digests are: then everybody's week is closed by a look.
        let planned = start + .days(Int64(world.weeks) * 7) + .seconds(30 * 60)
        // The second time around the weeks are over; one more week passes.
        let end = now < planned ? planned : now + .days(7)
        let total = try await session.follow(.all, until: end, step: .days(1)) { moment, total in
            let fraction = Double((moment - now).milliseconds) / Double(max((end - now).milliseconds, 1))
            console.progress(
                "\(CalendarDate(moment).long)  \(total.completed) documents, \(total.changed) changed",
                fraction: fraction)
            console.event(
                "step", [("now", .text(moment.description)), ("completed", .integer(total.completed))])
        }
        total.show(on: console)
        _ = try await IdentityStage(warehouse: session.warehouse, console: console).run()
        try await AnalysisStage(warehouse: session.warehouse, console: console).run(guild: nil)
        try await show()
    }

    /// Brings a simulator that was started anew to where the history ends.
    private func catchUp() async throws {
        guard let newest = try await session.warehouse.newestObservation() else { return }
        let now = session.source.world.clock.now
        guard now < newest else { return }
        _ = try await session.source.world.step(newest - now)
        console.say("going on from \(CalendarDate(newest).long)")
    }

    private func watch() async throws {
        let watched = Set(try await session.warehouse.watchedGuilds().map(\.address))
        for guild in WorldSettings.demo.guilds {
            guard let region = Guilds.Region(rawValue: guild.region.rawValue) else { continue }
            let address = GuildAddress(
                region: region, realmSlug: guild.realm, nameSlug: Slug.guild(guild.name))
            guard !watched.contains(address) else { continue }
            let profile = try await Watching(session: session).guild(at: address)
            try await session.warehouse.watch(address, as: profile.key, at: session.source.world.clock.now)
            console.say("watching \(profile.name) on \(guild.realm) (\(region))")
        }
    }

    private func show() async throws {
        let stage = ReportStage(
            warehouse: session.warehouse, console: console, definitions: session.composition.reports)
        for written in try await stage.run(guild: nil, out: out) {
            console.print("\n" + Headline.text(of: written.snapshot))
            console.print(Headline.files(of: written))
        }
    }
}
