import BattleNet
import Canvas
import Crawl
import Guilds
import Postgres
import Warehouse

/// Looks at everything that a crawl depends on; what cannot be looked at becomes a check that says so.
struct Examination: Sendable {
    let composition: Composition

    /// All checks in the order in which a person would repair things.
    func checks() async throws -> [Check] {
        var (checks, warehouse, pool) = try await database()
        let api = await self.api(warehouse)
        checks += api.checks
        if let warehouse {
            do {
                checks += try await crawl(warehouse, api)
            } catch {
                checks.append(
                    Check("targets", .problem, Self.words(error), advice: "repair the database first"))
            }
        }
        await pool?.close()
        return checks + [FontChecks.of(missing: Typesetter().missingScripts)]
    }

    /// Checks of the database; the warehouse only when its tables can be read.
    private func database() async throws -> ([Check], Warehouse?, Pool?) {
        let pool: Pool
        do {
            pool = try composition.pool()
        } catch {
            return ([Check("database", .problem, Self.words(error), advice: "set DATABASE_URL")], nil, nil)
        }
        let warehouse = composition.warehouse(on: pool)
        do {
            let before = WorldSource.systemNow
            let started = ContinuousClock.now
            let health = try await warehouse.databaseHealth()
            let took = ContinuousClock.now - started
            var checks = [Check("database", .ok, "the database answers")]
            checks += DatabaseChecks.of(
                health, asked: before + took / 2, uncertainty: took / 2 + .milliseconds(2))
            let (schema, isReadable) = await self.schema(pool)
            return (checks + [schema], isReadable ? warehouse : nil, pool)
        } catch {
            return ([DatabaseChecks.unreachable(Self.words(error), Self.cause(error)?.code)], nil, pool)
        }
    }

    private func schema(_ pool: Pool) async -> (Check, Bool) {
        do {
            let pending = try await Migrator(folder: composition.migrations).pending(pool)
            guard !pending.isEmpty else {
                return (Check("database.schema", .ok, "the tables are up to date"), true)
            }
            let finding = "\(pending.count) migrations are pending"
            return (Check("database.schema", .problem, finding, advice: "guildscope migrate"), false)
        } catch {
            let advice = "run the version of guildscope that fits the database"
            return (Check("database.schema", .problem, Self.words(error), advice: advice), false)
        }
    }

    /// What is to be said of the API, world time, and the names of the API clients.
    private struct Outside {
        var checks: [Check]
        var now: Timestamp
        var clients: [String]
    }

    /// Checks of the API clients, and world time.
    private func api(_ warehouse: Warehouse?) async -> Outside {
        do {
            let source = try await composition.source()
            var checks: [Check] = []
            var reading: ClockQuestion?
            for client in source.clients {
                let (check, itsReading) = await credentials(client, source.world)
                checks.append(check)
                reading = reading ?? itsReading
            }
            if let client = zip(source.clients, checks).first(where: { _, check in check.verdict == .ok })?.0
            {
                checks.append(await clock(client, source.world, warehouse, reading))
            }
            return Outside(
                checks: checks, now: source.world.clock.now, clients: source.clients.map(\.budget))
        } catch {
            let advice = "see whether the API's address is reachable from here, and BLIZZARD_CLIENT_ID is set"
            return Outside(
                checks: [Check("credentials", .problem, Self.words(error), advice: advice)],
                now: WorldSource.systemNow, clients: [])
        }
    }

    /// What a server's clock showed, between two moments of this machine's.
    private struct ClockQuestion {
        let date: Timestamp
        let middle: Timestamp
        let took: Duration

        /// The header counts in seconds, and caches may keep an answer for a while.
        var check: Check {
            DatabaseChecks.skew("clock.api", "the API's clock", date - middle, took / 2 + .seconds(1))
        }
    }

    private func credentials(_ client: ApiClient, _ world: WorldSource) async -> (Check, ClockQuestion?) {
        do {
            let before = world.clock.now
            let started = ContinuousClock.now
            _ = try await client.api.token()
            let took = ContinuousClock.now - started
            let date = await client.api.tokenDate()
            return (
                Check("credentials.\(client.budget)", .ok, "the API hands out tokens"),
                date.map { date in ClockQuestion(date: date, middle: before + took / 2, took: took) }
            )
        } catch {
            let advice =
                "check BLIZZARD_CLIENT_ID and BLIZZARD_CLIENT_SECRET, and the network; crawls go on with the "
                + "other API clients, if any"
            return (Check("credentials.\(client.budget)", .problem, Self.words(error), advice: advice), nil)
        }
    }

    /// Asks the API one small document for its clock; the request counts against the budget. Without a permit, as
    /// when the database is away, the answer that brought the token has to do.
    private func clock(
        _ client: ApiClient, _ world: WorldSource, _ warehouse: Warehouse?, _ reading: ClockQuestion?
    ) async -> Check {
        do {
            guard await hasPermit(client, warehouse) else {
                return reading?.check
                    ?? Check(
                        "clock.api", .warning, "not asked: no permit of the budget was free",
                        advice: "try again in a minute")
            }
            let before = world.clock.now
            let started = ContinuousClock.now
            let answer = try await client.api.fetch(DocumentID(.periods, of: .eu), at: .region)
            let took = ContinuousClock.now - started
            guard let date = answer.serverDate else {
                return Check("clock.api", .ok, "the API tells no time")
            }
            return ClockQuestion(date: date, middle: before + took / 2, took: took).check
        } catch {
            return Check("clock.api", .warning, Self.words(error), advice: "try again in a minute")
        }
    }

    private func hasPermit(_ client: ApiClient, _ warehouse: Warehouse?) async -> Bool {
        // The checks of the database say what is wrong with it.
        let permits = try? await warehouse?.permits(1, client: client.budget, class: .asked)
        return permits?.count == 1
    }

    private func crawl(_ warehouse: Warehouse, _ api: Outside) async throws -> [Check] {
        let now = api.now
        let budgets = try await warehouse.budgetHealth()
        let guilds = try await warehouse.guildFreshness()
        let census = try await warehouse.census(clients: api.clients)
        let capacity = CapacityChecks(
            ages: try await warehouse.revalidationAges(now: now), census: census,
            price: try await warehouse.sharedPrice(),
            // Where nothing was used within a day, what there is could be.
            perHour: census.requestsPerHour > 0
                ? census.requestsPerHour : budgets.reduce(0) { sum, budget in sum + budget.perHour },
            now: now)
        return budgets.map { budget in CrawlChecks.budget(budget) }
            + [CrawlChecks.backlog(try await warehouse.backlogHealth(now: now), now)]
            + CrawlChecks.late(try await warehouse.lateTargets(now: now), now)
            + CrawlChecks.failing(try await warehouse.failingTargets(), now)
            + [CrawlChecks.quarantine(try await warehouse.quarantineHealth(), now)]
            + CrawlChecks.guilds(guilds, now) + capacity.all
            + (try await holdings(warehouse, guilds, now))
            + [
                RetentionChecks.retention(
                    try await warehouse.retentionHealth(), now, hasCharacters: capacity.ages.characters > 0),
                RetentionChecks.archive(try await warehouse.archiveHealth()),
                RetentionChecks.reader(try await warehouse.readerAccess()),
            ]
    }

    private func holdings(_ warehouse: Warehouse, _ freshness: [GuildFreshness], _ now: Timestamp)
        async throws
        -> [Check]
    {
        let (bytes, tables) = try await warehouse.holdings()
        return [HoldingChecks.sizes(bytes, tables)]
            + HoldingChecks.guilds(try await warehouse.guildHoldings(), freshness, now)
    }

    /// The charts' texts need a Latin font, and one for names in other scripts.
    // Every error that comes here describes itself for users.
    private static func words(_ error: any Error) -> String { cause(error)?.finding ?? "\(error)" }

    /// What the database said, unless the warehouse knows better what that means.
    private static func cause(_ error: any Error) -> PostgresError? {
        guard let error = error as? WarehouseError else { return error as? PostgresError }
        return error.code == .database ? error.underlying : nil
    }
}
