import Guilds
import Jobs
import Warehouse

/// Schedules the jobs and runs what waits, a few at once, until it is cancelled.
///
/// Any number of workers share a database; none of them leads.
struct Worker: Sendable {
    /// The job files as they were when it began; what changes is read again.
    let folder: JobFolder
    let warehouse: Warehouse
    let world: WorldSource
    let execution: RunExecution
    let settings: RunSettings
    let console: Console

    private enum Signal: Sendable {
        case look
        case ended
    }

    /// What has to be remembered between two looks.
    private struct State {
        var folder: JobFolder
        var scheduler: Scheduler
        var running = 0
        var backOff = BackOff()
        var failure: (any Error)?
    }

    /// Returns once it is cancelled and all its runs have been given back or ended.
    ///
    /// A database or API that is away is waited for; throws what waiting does not cure.
    func run() async throws {
        let failure = await withTaskGroup(of: Signal.self) { group in
            var state = State(folder: folder, scheduler: scheduler(folder))
            group.addTask { .look }
            while let signal = await group.next() {
                if signal == .ended { state.running -= 1 }
                guard !Task.isCancelled && state.failure == nil else { continue }
                let pause = await look(schedules: signal == .look, &state, &group)
                guard let pause, signal == .look else { continue }
                group.addTask {
                    // A cancelled sleep ends early, and the loop with it.
                    try? await Task.sleep(for: pause)
                    return .look
                }
            }
            return state.failure
        }
        if let failure { throw failure }
    }

    /// Records what is due and starts what waits; the pause until the next look, nil when there is none.
    private func look(
        schedules: Bool, _ state: inout State, _ group: inout TaskGroup<Signal>
    ) async -> Duration? {
        do {
            if schedules {
                readChangedFiles(&state)
                try await state.scheduler.look()
            }
            while state.running < settings.concurrency, let (job, lease) = try await claim(state.folder.jobs)
            {
                state.running += 1
                group.addTask {
                    _ = await execution.run(job, lease, for: .scheduled)
                    return .ended
                }
            }
            state.backOff = BackOff()
            return settings.poll
        } catch {
            if Task.isCancelled { return nil }
            guard error.mayPass else {
                state.failure = error
                group.cancelAll()
                return nil
            }
            let pause = state.backOff.next()
            console.waiting(for: error, pause)
            return pause
        }
    }

    /// Runs that have begun end by the definition that they began with.
    private func readChangedFiles(_ state: inout State) {
        let changes = state.folder.refresh()
        guard !changes.isEmpty else { return }
        for change in changes { console.show(change) }
        state.scheduler = scheduler(state.folder)
    }

    private func scheduler(_ folder: JobFolder) -> Scheduler {
        Scheduler(folder.jobs, warehouse, world, settings)
    }

    private func claim(_ jobs: [Job]) async throws -> (Job, RunLease)? {
        try Task.checkCancellation()
        let lease = try await warehouse.claimRun(
            of: jobs.map(\.name), lease: settings.lease, attempts: settings.attempts,
            codeVersion: Build.version)
        return lease.flatMap { lease in
            jobs.first { job in job.name == lease.key.job }.map { job in (job, lease) }
        }
    }
}

extension Console {
    /// Tells that something is away and how long until it is tried again.
    func waiting(for error: any Error, _ pause: Duration) {
        let text = explained(error).0
        say("\(text); trying again in \(Double(pause.milliseconds) / 1000) s")
        event("waiting", [("reason", .text(text)), ("seconds", .real(Double(pause.milliseconds) / 1000))])
    }
}
