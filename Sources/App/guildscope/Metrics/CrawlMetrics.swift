import CoreMetrics
import Crawl
import Guilds
import Warehouse

/// What the program measures, and under which names.
///
/// Counters follow the events of a crawl; gauges are read from the database when somebody asks for them.
struct CrawlMetrics: Sendable {
    let registry: MetricsRegistry

    init(registry: MetricsRegistry = MetricsRegistry()) {
        self.registry = registry
        for (name, help) in Self.help { registry.describe(name, help) }
    }

    private static let help = [
        ("guildscope_requests_total", "Requests sent to the API, by kind of document and outcome."),
        (
            "guildscope_client_refusals_total",
            "Crawls that went on without an API client whose credentials were refused, by client."
        ),
        ("guildscope_request_seconds", "How long a fetch took, its repeats for a new token included."),
        ("guildscope_permit_wait_seconds", "How long a request waited for its permit of the shared budget."),
        ("guildscope_claimed_total", "Targets leased."),
        ("guildscope_completed_total", "Targets written, by kind of document and verdict."),
        ("guildscope_rows_written_total", "Rows of series written."),
        ("guildscope_runs_total", "Runs of jobs, by job and outcome."),
        ("guildscope_run_seconds", "How long runs of jobs took."),
        ("guildscope_targets", "Targets that are known."),
        ("guildscope_targets_due", "Targets that are due."),
        ("guildscope_targets_held", "Targets under a lease."),
        ("guildscope_backlog_seconds", "For how long the longest due target has been due."),
        ("guildscope_targets_failing", "Targets whose last visits brought nothing, by kind and outcome."),
        ("guildscope_failing_seconds", "For how long the longest failing target fails, by kind and outcome."),
        ("guildscope_quarantined", "Documents of which the database refused facts that are held."),
        ("guildscope_quarantine_seconds", "For how long the longest of them is held."),
        ("guildscope_characters", "Stored characters."),
        ("guildscope_characters_past_promise", "Stored characters not re-validated for 30 days."),
        ("guildscope_oldest_character_seconds", "Age of the oldest confirmation of a stored character."),
        ("guildscope_guild_roster_seconds", "Age of the newest confirmation of a watched guild's roster."),
        ("guildscope_guild_oldest_seconds", "Age of the oldest confirmation of a member, by guild."),
        ("guildscope_budget_ahead", "Requests granted ahead of the hour's rate, by API client."),
        ("guildscope_budget_ahead_limit", "How many requests may be ahead of the hour's rate."),
        ("guildscope_budget_granted", "Requests granted since the budget was made, by all processes."),
        ("guildscope_budget_pace", "The part of the rates that is used after 429 answers."),
        (
            "guildscope_price_days",
            "Fresh days of an ordinary character that a request must bring; 0.02 while requests are not scarce."
        ),
        ("guildscope_archive_bytes", "Space that kept responses take."),
        ("guildscope_archive_limit_bytes", "Space that kept responses may take."),
        ("guildscope_retention_candidates", "Characters that are to be removed."),
        ("guildscope_retention_held_back", "Characters whose removal waits for more evidence."),
        ("guildscope_retention_halted_seconds", "For how long retention has waited for a person's word."),
        ("guildscope_retention_age_seconds", "Age of the last look at who must be removed."),
        ("guildscope_removed_characters", "Characters that were removed since the beginning."),
        ("guildscope_opted_out_characters", "Characters that are never fetched or stored."),
        ("guildscope_database_connections", "Connections of clients to the database server."),
        ("guildscope_database_oldest_transaction_seconds", "Age of the oldest transaction on the server."),
    ]

    /// Counts what happens during a crawl.
    func count(_ event: CrawlEvent) {
        switch event {
        case .fetched(let kind, let end, let requests, let duration):
            counter("guildscope_requests_total", [("kind", kind.name), ("outcome", end.word)], requests)
            timer("guildscope_request_seconds", [], duration)
        case .permitted(let waited): timer("guildscope_permit_wait_seconds", [], waited)
        case .claimed(let count): counter("guildscope_claimed_total", [], count)
        case .loaded(let results, _): loaded(results)
        case .clientRefused(let client):
            counter("guildscope_client_refusals_total", [("client", client)], 1)
        case .waitingForLeases: break
        }
    }

    /// Counts the runs of jobs that end.
    func count(_ event: RunEvent) {
        guard case .ended(let ending, let duration, _, _) = event.kind else { return }
        let job = event.key.job
        counter("guildscope_runs_total", [("job", job), ("outcome", ending.description)], 1)
        timer("guildscope_run_seconds", [("job", job)], duration)
    }

    private func loaded(_ results: [LoadResult]) {
        var rows = 0
        for result in results {
            rows += result.rows
            let labels = [("kind", result.document.kind.name), ("verdict", result.verdict.rawValue)]
            counter("guildscope_completed_total", labels, 1)
        }
        counter("guildscope_rows_written_total", [], rows)
    }

    private func counter(_ name: String, _ labels: [(String, String)], _ amount: Int) {
        registry.makeCounter(label: name, dimensions: labels).increment(by: Int64(amount))
    }

    private func timer(_ name: String, _ labels: [(String, String)], _ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        registry.makeTimer(label: name, dimensions: labels)
            .recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
