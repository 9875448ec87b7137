import CoreMetrics
import Crawl
import Guilds
import Warehouse

extension CrawlMetrics {
    /// Reads from the database how the crawl fares at `now`.
    func readHealth(of warehouse: Warehouse, now: Timestamp) async throws {
        database(try await warehouse.databaseHealth())
        backlog(try await warehouse.backlogHealth(now: now), now)
        failing(try await warehouse.failingTargets(), now)
        quarantine(try await warehouse.quarantineHealth(), now)
        characters(try await warehouse.revalidationAges(now: now), now)
        guilds(try await warehouse.guildFreshness(), now)
        price(try await warehouse.sharedPrice()?.price)
        retention(try await warehouse.retentionHealth(), try await warehouse.archiveHealth(), now)
        for budget in try await warehouse.budgetHealth() {
            gauge("guildscope_budget_ahead", [("client", budget.client)], budget.ahead)
            gauge("guildscope_budget_ahead_limit", [("client", budget.client)], budget.burst)
            gauge("guildscope_budget_granted", [("client", budget.client)], Double(budget.granted))
            gauge("guildscope_budget_pace", [("client", budget.client)], budget.pace)
        }
    }

    private func price(_ shared: FreshnessPrice?) {
        // Before the first there is none; 0 would say that requests cost nothing.
        guard let shared else { return }
        gauge("guildscope_price_days", [], shared.value)
    }

    private func database(_ health: DatabaseHealth) {
        gauge("guildscope_database_connections", [], Double(health.connections))
        gauge(
            "guildscope_database_oldest_transaction_seconds", [], health.oldestTransaction?.seconds ?? 0)
    }

    private func backlog(_ backlog: BacklogHealth, _ now: Timestamp) {
        gauge("guildscope_targets", [], Double(backlog.targets))
        gauge("guildscope_targets_due", [], Double(backlog.due))
        gauge("guildscope_targets_held", [], Double(backlog.held))
        gauge("guildscope_backlog_seconds", [], age(backlog.dueSince, now))
    }

    private func failing(_ failing: [FailingTargets], _ now: Timestamp) {
        registry.forgetGauges("guildscope_targets_failing")
        registry.forgetGauges("guildscope_failing_seconds")
        for group in failing {
            let labels = [("kind", group.kind.name), ("outcome", group.outcome)]
            gauge("guildscope_targets_failing", labels, Double(group.count))
            gauge("guildscope_failing_seconds", labels, age(group.since, now))
        }
    }

    private func quarantine(_ quarantine: QuarantineHealth, _ now: Timestamp) {
        gauge("guildscope_quarantined", [], Double(quarantine.documents))
        gauge("guildscope_quarantine_seconds", [], age(quarantine.since, now))
    }

    private func characters(_ ages: RevalidationAges, _ now: Timestamp) {
        gauge("guildscope_characters", [], Double(ages.characters))
        gauge("guildscope_characters_past_promise", [], Double(ages.late))
        gauge("guildscope_oldest_character_seconds", [], age(ages.oldest, now))
    }

    private func guilds(_ guilds: [GuildFreshness], _ now: Timestamp) {
        registry.forgetGauges("guildscope_guild_roster_seconds")
        registry.forgetGauges("guildscope_guild_oldest_seconds")
        for guild in guilds {
            let labels = [("guild", guild.address.description)]
            if guild.roster != nil {
                gauge("guildscope_guild_roster_seconds", labels, age(guild.roster, now))
            }
            if guild.oldest != nil {
                gauge("guildscope_guild_oldest_seconds", labels, age(guild.oldest, now))
            }
        }
    }

    private func retention(_ health: RetentionHealth?, _ archive: ArchiveHealth, _ now: Timestamp) {
        gauge("guildscope_archive_bytes", [], Double(archive.bytes))
        gauge("guildscope_archive_limit_bytes", [], Double(archive.limit.bytes))
        guard let health else { return }
        gauge("guildscope_retention_candidates", [], Double(health.candidates))
        gauge("guildscope_retention_held_back", [], Double(health.heldBack))
        gauge("guildscope_retention_halted_seconds", [], age(health.haltedSince, now))
        gauge("guildscope_retention_age_seconds", [], age(health.lookedAt, now))
        gauge("guildscope_removed_characters", [], Double(health.removedEver))
        gauge("guildscope_opted_out_characters", [], Double(health.optedOut))
    }

    // A moment that is ahead of a worker's clock is not a negative age.
    private func age(_ moment: Timestamp?, _ now: Timestamp) -> Double {
        moment.map { moment in max(0, (now - moment).seconds) } ?? 0
    }

    private func gauge(_ name: String, _ labels: [(String, String)], _ value: Double) {
        registry.makeMeter(label: name, dimensions: labels).set(value)
    }
}

extension Duration {
    fileprivate var seconds: Double { Double(milliseconds) / 1000 }
}
