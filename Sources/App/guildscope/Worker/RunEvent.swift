import Guilds
import Warehouse

/// Something that happened to a run, for logs and metrics.
struct RunEvent: Sendable {
    /// How a run left this worker.
    enum Ending: Sendable, Hashable {
        case ended(RunOutcome)
        /// It waits for whoever comes first.
        case givenBack
        /// Another worker has taken it over, or the database could not be told.
        case lost
    }

    enum Kind: Sendable {
        case started
        case ended(Ending, after: Duration, RunCounts, error: String?)
    }

    let key: RunKey
    let attempt: Int32
    let kind: Kind
}

/// Whoever wants to know of runs.
typealias RunObserver = @Sendable (RunEvent) -> Void

extension RunEvent.Ending: CustomStringConvertible {
    var description: String {
        switch self {
        case .ended(let outcome): outcome.rawValue
        case .givenBack: "given_back"
        case .lost: "lost"
        }
    }
}

extension Console {
    /// Tells of runs as they start and end.
    func show(_ event: RunEvent) {
        let run: [(String, JSONScalar)] = [
            ("job", .text(event.key.job)), ("slot", .text(event.key.slot.description)),
            ("attempt", .integer(Int(event.attempt))),
        ]
        switch event.kind {
        case .started:
            say("\(event.key.job): running the slot \(event.key.slot)")
            self.event("run_started", run)
        case .ended(let ending, let elapsed, let counts, let error):
            let seconds = Double(elapsed.milliseconds) / 1000
            say(
                "\(event.key.job): \(ending), \(counts.requests) requests\(error.map { text in ": \(text)" } ?? "")"
            )
            let fields: [(String, JSONScalar)] = [
                ("outcome", .text(ending.description)), ("seconds", .real(seconds)),
                ("requests", .integer(counts.requests)),
            ]
            let others = counts.others.sorted { left, right in left.key < right.key }
                .map { name, count in (name, JSONScalar.integer(count)) }
            self.event(
                "run_ended", run + fields + others + (error.map { text in [("error", .text(text))] } ?? []))
        }
    }
}
