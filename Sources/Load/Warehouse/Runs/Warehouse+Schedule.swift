package import Guilds
import Postgres

extension Warehouse {
    /// The database's clock, which decides what is due in a world that keeps real time.
    package func databaseClock() async throws -> Timestamp {
        try await withConnection { connection in
            Timestamp(try await connection.query(RunQueries.clock).one().timestamp(0))
        }
    }

    /// Up to where the slots of each job have been dealt with; a job seen for the first time begins now.
    package func sight(_ jobs: [String], now: Timestamp) async throws -> [String: Timestamp] {
        try await withConnection { connection in
            var handled = try await connection.handledThrough(jobs)
            guard handled.count < jobs.count else { return handled }
            try await connection.execute(
                RunQueries.sight, [.textArray(jobs), .timestamp(Microseconds(now))])
            handled = try await connection.handledThrough(jobs)
            return handled
        }
    }

    /// Records what becomes of a job's due slots, each once whoever else tries at the same time.
    ///
    /// `plan` is asked with the job's state while no one else can change it; nil means there is nothing to do.
    /// Runs that ended `keeping` before the end of the plan are forgotten. Returns the number of slots that
    /// are new.
    @discardableResult
    package func schedule(
        _ job: String, importance: Double, keeping: Duration = .days(90),
        plan: @Sendable (JobState) -> RunPlan?
    ) async throws -> Int {
        try await transaction { connection in
            guard let row = try await connection.query(RunQueries.lockJob, [.text(job)]).first else {
                return 0
            }
            let isOpen = try await connection.query(RunQueries.isOpen, [.text(job)]).one().bool(0)
            let state = JobState(handledThrough: Timestamp(try row.timestamp(0)), isOpen: isOpen)
            guard let plan = plan(state) else { return 0 }
            let recorded = try await connection.execute(
                RunQueries.record, [.text(job), .double(importance)] + plan.parameters)
            try await connection.execute(
                RunQueries.advance, [.text(job), .timestamp(Microseconds(plan.through))])
            try await connection.execute(
                RunQueries.prune, [.text(job), .timestamp(Microseconds(plan.through - keeping))])
            return recorded
        }
    }

    /// Records that a person asks for a run now; its slot is now, or the first free moment after it.
    package func ask(_ job: String, importance: Double, now: Timestamp) async throws -> RunKey {
        _ = try await sight([job], now: now)
        return try await transaction { connection in
            _ = try await connection.query(RunQueries.lockJob, [.text(job)])
            let row = try await connection.query(
                RunQueries.ask, [.text(job), .double(importance), .timestamp(Microseconds(now))]
            ).one()
            return RunKey(job: job, slot: Timestamp(try row.timestamp(0)))
        }
    }

    /// The slot that a living worker is at work on; nil when the job rests.
    package func slotUnderWay(of job: String) async throws -> Timestamp? {
        try await withConnection { connection in
            try await connection.query(RunQueries.underWay, [.text(job)]).first
                .map { row in Timestamp(try row.timestamp(0)) }
        }
    }
}

extension Connection {
    fileprivate nonisolated func handledThrough(_ jobs: [String]) async throws -> [String: Timestamp] {
        var handled: [String: Timestamp] = [:]
        for row in try await query(RunQueries.handled, [.textArray(jobs)]) {
            handled[try row.text(0)] = Timestamp(try row.timestamp(1))
        }
        return handled
    }
}

extension RunPlan {
    fileprivate var parameters: [Parameter] {
        [
            .timestampArray(slots.map { slot in Microseconds(slot.moment) }),
            .textArray(slots.map { slot in slot.skip?.rawValue }),
        ]
    }
}
