import Crawl
import Guilds
import Logging
import Synchronization

/// Shows a crawl as it goes: a bar on a terminal, a JSON line per batch elsewhere.
final class CrawlProgress: Sendable {
    private struct State {
        var done = CrawlSummary()
        var expected: Int?
    }

    private let console: Console
    private let started = ContinuousClock.now
    private let state = Mutex(State())

    init(console: Console) {
        self.console = console
    }

    /// How many targets were due when the crawl began; more may be revealed on the way.
    func expect(_ count: Int) {
        state.withLock { state in state.expected = count }
    }

    func show(_ event: CrawlEvent) {
        switch event {
        case .loaded(let results, let failures): loaded(results, failures)
        case .waitingForLeases(let held, let wait):
            console.progress(
                "\(held) targets are held by another worker; waiting up to \(wait.milliseconds / 1000) s",
                fraction: nil)
            console.event("waiting", [("held", .integer(held))])
        case .clientRefused(let client): refused(client)
        case .claimed, .permitted, .fetched: break
        }
    }

    /// Said aloud: part of the budget is missing until a person repairs the setting.
    private func refused(_ client: String) {
        console.log(LogLine(level: .error, event: "client_refused", fields: [("client", .text(client))]))
        console.complain(
            "Battle.net refused the API client \(client); check its id in BLIZZARD_CLIENT_ID and its "
                + "secret in BLIZZARD_CLIENT_SECRET")
    }

    private func loaded(_ results: [LoadResult], _ failures: [DocumentID: Observation.Failure]) {
        let snapshot = state.withLock { state in
            for result in results { state.done.add(result) }
            return state
        }
        let seconds = Double((ContinuousClock.now - started).milliseconds) / 1000
        let done = snapshot.done
        let rate = seconds > 0 ? Int(Double(done.completed) / seconds) : 0
        var text = "\(done.completed) documents, \(done.changed) changed, \(rate)/s"
        if done.missing + done.hidden > 0 { text += ", \(done.missing + done.hidden) not shared or missing" }
        if done.failed > 0 { text += ", \(done.failed) failed" }
        let expected = snapshot.expected.map { due in max(due, done.completed) }
        console.progress(text, fraction: expected.map { due in Double(done.completed) / Double(max(due, 1)) })
        console.event("batch", batchFields(results))
        for (document, failure) in failures.sorted(by: { left, right in
            left.key.description < right.key.description
        }) {
            console.event(
                "failed", [("document", .text(document.description)), ("reason", .text(failure.rawValue))])
        }
    }

    private func batchFields(_ results: [LoadResult]) -> [(String, JSONScalar)] {
        var batch = CrawlSummary()
        for result in results { batch.add(result) }
        return [
            ("completed", .integer(batch.completed)), ("changed", .integer(batch.changed)),
            ("unchanged", .integer(batch.unchanged)), ("missing", .integer(batch.missing)),
            ("hidden", .integer(batch.hidden)), ("failed", .integer(batch.failed)),
            ("rows", .integer(batch.rows)),
        ]
    }
}

extension CrawlSummary {
    /// The closing line of a crawl.
    func show(on console: Console) {
        console.result(
            "summary",
            [
                ("requests", .integer(requests)), ("changed", .integer(changed)),
                ("unchanged", .integer(unchanged)), ("missing", .integer(missing)),
                ("hidden", .integer(hidden)), ("failed", .integer(failed)), ("fenced", .integer(fenced)),
                ("rows", .integer(rows)), ("bytes", .integer(bytes)),
                ("clients_refused", .integer(refusedClients.count)),
                ("seconds", .real(Double(elapsed.milliseconds) / 1000)),
                ("requests_per_second", .real(requestsPerSecond)),
            ])
        console.clearBar()
        console.say(
            """
            \(requests) requests in \(elapsed.milliseconds / 1000) s (\(Int(requestsPerSecond))/s): \
            \(changed) changed, \(unchanged) unchanged, \(missing) missing, \(hidden) not shared, \
            \(failed) failed; \(rows) rows written
            """)
    }
}
