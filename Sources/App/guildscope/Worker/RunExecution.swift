import Guilds
import Jobs
import Postgres
import Warehouse

/// Executes one leased run: keeps its lease, ends it at its timeout, and records how it ended.
struct RunExecution: Sendable {
    /// What a run's interruption and a failing database mean for it.
    enum Purpose: Sendable {
        /// Another worker goes on with it.
        case scheduled
        /// A person waits for it, and stops it by stopping the program.
        case asked
    }

    /// How it ended, and the error where one was thrown.
    struct Result: Sendable {
        let ending: RunEvent.Ending
        let error: (any Error)?
    }

    let stages: JobStages
    let warehouse: Warehouse
    let settings: RunSettings
    let observer: RunObserver

    func run(_ job: Job, _ lease: RunLease, for purpose: Purpose) async -> Result {
        let clock = ContinuousClock()
        let started = clock.now
        let tally = RunTally()
        observer(RunEvent(key: lease.key, attempt: lease.attempt, kind: .started))
        let finish = await perform(job, lease, tally)
        let verdict = RunVerdict(
            finish, isStopping: Task.isCancelled, purpose, isLastTry: lease.attempt >= settings.attempts)
        let isRecorded = await record(verdict, lease, tally.counts)
        let ending = isRecorded ? verdict.ending : .lost
        observer(
            RunEvent(
                key: lease.key, attempt: lease.attempt,
                kind: .ended(ending, after: clock.now - started, tally.counts, error: verdict.text)))
        return Result(ending: ending, error: verdict.error)
    }

    /// The stages, their timeout and the keeping of the lease side by side: the first to end stops the others.
    private func perform(_ job: Job, _ lease: RunLease, _ tally: RunTally) async -> RunFinish {
        await withTaskGroup(of: RunFinish.self) { group in
            group.addTask {
                do { return .done(failed: try await stages.run(job, tally: tally)) } catch {
                    return .threw(error)
                }
            }
            group.addTask {
                do { try await Task.sleep(for: job.timeout) } catch { return .threw(error) }
                return .timedOut
            }
            group.addTask { await keep(lease) }
            var finishes: [RunFinish] = []
            while let finish = await group.next() {
                finishes.append(finish)
                group.cancelAll()
            }
            return finishes.min { left, right in left.rank < right.rank } ?? .lost
        }
    }

    /// Renews the lease until it is lost: taken over by another worker, or run out while the database was away.
    private func keep(_ lease: RunLease) async -> RunFinish {
        let clock = ContinuousClock()
        var goodUntil = clock.now + settings.lease
        while true {
            do {
                try await clock.sleep(for: settings.lease / 4)
                let asked = clock.now
                guard try await warehouse.renew(lease, for: settings.lease) else { return .lost }
                goodUntil = asked + settings.lease
            } catch {
                if Task.isCancelled { return .threw(error) }
                if clock.now >= goodUntil { return .lost }
            }
        }
    }

    /// Writes the verdict down, in a task of its own: a stopping worker still says what became of its runs.
    private func record(_ verdict: RunVerdict, _ lease: RunLease, _ counts: RunCounts) async -> Bool {
        let patience = Task.isCancelled ? Duration.seconds(8) : settings.lease
        let recording = Task {
            let clock = ContinuousClock()
            let deadline = clock.now + patience
            var backOff = BackOff()
            while true {
                do {
                    switch verdict.ending {
                    case .ended(let outcome):
                        return try await warehouse.end(
                            lease, as: outcome, counts: counts, error: verdict.text)
                    case .givenBack:
                        return try await warehouse.giveBack(
                            lease, counts: counts,
                            countsAsTry: verdict.error.map { error in
                                !(error is CancellationError)
                            } ?? true)
                    case .lost: return false
                    }
                } catch {
                    // The lease runs out by itself, and the run is done again.
                    guard clock.now < deadline else { return false }
                    try await clock.sleep(for: backOff.next())
                }
            }
        }
        return (try? await recording.value) ?? false
    }
}

/// How a run's work came to its end.
enum RunFinish: Sendable {
    case done(failed: Bool)
    case timedOut
    case lost
    case threw(any Error)

    /// Which of several counts: what is done is done, and a stopped task's complaint explains nothing.
    var rank: Int {
        switch self {
        case .done: 0
        case .lost: 1
        case .timedOut: 2
        case .threw(let error): error is CancellationError ? 4 : 3
        }
    }
}

/// What is recorded of a run that has come to its end.
struct RunVerdict: Sendable {
    let ending: RunEvent.Ending
    /// What was thrown; a cancellation when the worker stops.
    let error: (any Error)?
    /// Why it failed, in words for everybody.
    let text: String?

    init(_ finish: RunFinish, isStopping: Bool, _ purpose: RunExecution.Purpose, isLastTry: Bool) {
        switch finish {
        case .done(let failed): self.init(.ended(failed ? .partial : .succeeded))
        case .lost: self.init(.lost)
        case .timedOut: self.init(.ended(.timedOut))
        case .threw where isStopping:
            self.init(purpose == .asked ? .ended(.stopped) : .givenBack, CancellationError())
        case .threw(let error):
            let isDatabaseAway = (error is PostgresError || error is WarehouseError) && error.mayPass
            let isTriedAgain = purpose == .scheduled && isDatabaseAway && !isLastTry
            self.init(isTriedAgain ? .givenBack : .ended(.failed), error, explained(error).0)
        }
    }

    private init(_ ending: RunEvent.Ending, _ error: (any Error)? = nil, _ text: String? = nil) {
        self.ending = ending
        self.error = error
        self.text = text
    }
}

extension Error {
    /// Whether the same may succeed later: the database or the API was not available.
    var mayPass: Bool { explained(self).1 == .temporary }
}
