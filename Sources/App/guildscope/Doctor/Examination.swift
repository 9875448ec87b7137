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
                checks += try await crawl(warehouse, api.now)
            } catch {
                checks.append(
                    Check("targets", .problem, Self.words(error), advice: "repair the database first"))
            }
        }
        await pool?.close()
        return checks + [fonts]
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
            let check = Check(
                "database", .problem, Self.words(error), advice: "start the database, or correct DATABASE_URL"
            )
            return ([check], nil, pool)
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

    /// Checks of the API clients, and world time.
    private func api(_ warehouse: Warehouse?) async -> (checks: [Check], now: Timestamp) {
        do {
            let source = try await composition.source()
            var checks: [Check] = []
            for client in source.clients { checks.append(await credentials(client)) }
            if let client = source.clients.first, checks.first?.verdict == .ok {
                checks.append(await clock(client, source.world, warehouse))
            }
            return (checks, source.world.clock.now)
        } catch {
            let advice = "see whether the API's address is reachable from here, and BLIZZARD_CLIENT_ID is set"
            return (
                [Check("credentials", .problem, Self.words(error), advice: advice)], WorldSource.systemNow
            )
        }
    }

    private func credentials(_ client: ApiClient) async -> Check {
        do {
            _ = try await client.api.token()
            return Check("credentials.\(client.budget)", .ok, "the API hands out tokens")
        } catch {
            let advice = "check BLIZZARD_CLIENT_ID and BLIZZARD_CLIENT_SECRET, and the network"
            return Check("credentials.\(client.budget)", .problem, Self.words(error), advice: advice)
        }
    }

    /// Asks the API one small document for its clock; the request counts against the budget.
    private func clock(_ client: ApiClient, _ world: WorldSource, _ warehouse: Warehouse?) async -> Check {
        do {
            guard let warehouse,
                try await warehouse.permits(1, client: client.budget, class: .asked).count == 1
            else {
                return Check("clock.api", .warning, "not asked", advice: "no permit of the budget was free")
            }
            let before = world.clock.now
            let started = ContinuousClock.now
            let answer = try await client.api.fetch(DocumentID(.periods, of: .eu), at: .region)
            let took = ContinuousClock.now - started
            guard let date = answer.serverDate else {
                return Check("clock.api", .ok, "the API tells no time")
            }
            // The header counts in seconds, and caches may keep an answer for a while.
            return DatabaseChecks.skew(
                "clock.api", "the API's clock", date - (before + took / 2), took / 2 + .seconds(1))
        } catch {
            return Check("clock.api", .warning, Self.words(error), advice: "try again in a minute")
        }
    }

    private func crawl(_ warehouse: Warehouse, _ now: Timestamp) async throws -> [Check] {
        let budgets = try await warehouse.budgetHealth()
        let guilds = try await warehouse.guildFreshness()
        let capacity = CapacityChecks(
            ages: try await warehouse.revalidationAges(now: now),
            members: guilds.reduce(0) { sum, guild in sum + guild.members },
            perHour: budgets.reduce(0) { sum, budget in sum + budget.perHour })
        return budgets.map { budget in CrawlChecks.budget(budget) }
            + [CrawlChecks.backlog(try await warehouse.backlogHealth(now: now), now)]
            + CrawlChecks.failing(try await warehouse.failingTargets(), now)
            + CrawlChecks.guilds(guilds, now) + capacity.all
            + [
                RetentionChecks.retention(
                    try await warehouse.retentionHealth(), now, hasCharacters: capacity.ages.characters > 0),
                RetentionChecks.archive(try await warehouse.archiveHealth()),
                RetentionChecks.reader(try await warehouse.readerAccess()),
            ]
    }

    /// The charts' texts need a Latin font, and one for names in other scripts.
    private var fonts: Check {
        let installed = Canvas.fonts
        let wanted = [("DejaVuSans", "fonts-dejavu-core"), ("NotoSansCJK", "fonts-noto-cjk")]
        let missing = wanted.filter { font, _ in !installed.contains { name in name.hasPrefix(font) } }
        return Check(
            "fonts", missing.isEmpty ? .ok : .warning,
            missing.isEmpty
                ? "the charts' fonts are installed"
                : "charts lack " + missing.map(\.0).joined(separator: " and "),
            advice: "apt-get install " + missing.map(\.1).joined(separator: " "))
    }

    // Every error that comes here describes itself for users.
    private static func words(_ error: any Error) -> String { "\(error)" }
}
