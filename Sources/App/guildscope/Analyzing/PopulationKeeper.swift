import Analytics
import Guilds
import Warehouse

/// What is learnt over all watched guilds, once for each weekly reset.
///
/// A snapshot rests on the population as of the newest reset of its region by then: the same whatever is loaded
/// later, and the same for all guilds of a region.
actor PopulationKeeper {
    /// Rows of people that are kept of all guilds together while a population is learnt.
    private static let mostRows = 200_000

    private let warehouse: Warehouse
    private let console: Console
    private let width: Int
    private var periods: [Region: [Period]] = [:]
    /// Those at work or done, so that each is learnt once.
    private var learnt: [Timestamp: Task<Population?, any Error>] = [:]

    init(warehouse: Warehouse, console: Console, width: Int) {
        self.warehouse = warehouse
        self.console = console
        self.width = width
    }

    /// The population that a snapshot of a moment rests on; nil while no reset has passed or no guild was seen by
    /// then.
    func population(for region: Region, at moment: Timestamp) async throws -> Population? {
        guard let reset = try await resets(of: region).last(where: { start in start <= moment }) else {
            return nil
        }
        if let task = learnt[reset] { return try await task.value }
        let task = Task { try await self.learn(asOf: reset) }
        learnt[reset] = task
        return try await task.value
    }

    private func resets(of region: Region) async throws -> [Timestamp] {
        if let known = periods[region] { return known.map(\.start) }
        let known = try await warehouse.periods(of: region)
        periods[region] = known
        return known.map(\.start)
    }

    /// Reads what was learnt before, or learns it from every watched guild's series as they were known then.
    private func learn(asOf reset: Timestamp) async throws -> Population? {
        if let text = try await warehouse.population(asOf: reset),
            let known = try? SnapshotCoding.decode(Population.self, from: Array(text.utf8))
        {
            return known.content.guilds > 0 ? known : nil
        }
        let guilds = try await warehouse.watchedGuilds().compactMap(\.key)
        let rows = min(GuildLesson.mostRows, Self.mostRows / max(1, guilds.count))
        let lessons = Lessons()
        let warehouse = warehouse
        try await eachAtATime(guilds, width: width) { guild in
            guard let series = try await warehouse.series(of: guild, asOf: reset) else { return }
            await lessons.add(GuildLesson(series, mostRows: rows))
        } done: {
            // Learning is a part of the first guild's work.
        }
        let population = Population.learn(await lessons.all, asOf: reset)
        let text = String(decoding: try SnapshotCoding.encode(population), as: UTF8.self)
        try await warehouse.storePopulation(
            text, digest: population.fingerprint, guilds: population.content.guilds, asOf: reset)
        console.event(
            "population",
            [
                ("as_of", .text(reset.description)), ("guilds", .integer(population.content.guilds)),
                ("digest", .text(population.fingerprint)),
            ])
        return population.content.guilds > 0 ? population : nil
    }
}

/// What guilds teach, collected side by side.
private actor Lessons {
    private(set) var all: [GuildLesson] = []

    func add(_ lesson: GuildLesson) { all.append(lesson) }
}
