import Guilds
import Postgres

extension Warehouse {
    /// Leases the waiting run of these jobs that matters most, or one whose worker has died; nil when there
    /// is none.
    ///
    /// A run that was begun `attempts` times is ended as abandoned instead. No job runs twice at once.
    package func claimRun(
        of jobs: [String], lease: Duration, attempts: Int32, codeVersion: String
    ) async throws -> RunLease? {
        let anyClaimable = try await withConnection { connection in
            try await connection.query(RunQueries.isAnyClaimable, [.textArray(jobs)]).one().bool(0)
        }
        guard anyClaimable else { return nil }
        return try await transaction { connection in
            _ = try await connection.query(RunQueries.lockJobs, [.textArray(jobs)])
            try await connection.execute(RunQueries.abandon, [.textArray(jobs), .int32(attempts)])
            let claimed = try await connection.query(
                RunQueries.claim, [.textArray(jobs), .double(lease.seconds), .text(codeVersion)])
            return try claimed.first.map { row in try RunLease(row) }
        }
    }

    /// Makes the lease last this long from now; false when the run has gone to another worker or has ended.
    package func renew(_ lease: RunLease, for duration: Duration) async throws -> Bool {
        try await change(RunQueries.renew, lease, [.double(duration.seconds)])
    }

    /// Records how a run ended; false when it had gone to another worker, which then says so.
    ///
    /// `error` is shown to everybody.
    package func end(
        _ lease: RunLease, as outcome: RunOutcome, counts: RunCounts, error: String? = nil
    ) async throws -> Bool {
        try await change(
            RunQueries.end, lease, counts.parameters + [.text(outcome.rawValue), .text(error)])
    }

    /// Puts a run back to be run again by whoever comes first; false when it had gone to another worker.
    ///
    /// A run that is given back for the worker's own sake does not count as tried.
    package func giveBack(_ lease: RunLease, counts: RunCounts, countsAsTry: Bool) async throws -> Bool {
        try await change(
            RunQueries.giveBack, lease, counts.parameters + [.int32(countsAsTry ? 0 : 1)])
    }

    /// Ends a run that still waits, for the person who had asked for it; false when it has begun.
    package func withdraw(_ key: RunKey) async throws -> Bool {
        try await withConnection { connection in
            try await connection.execute(RunQueries.withdraw, key.parameters) == 1
        }
    }

    /// What is recorded of a run; nil when there is no such slot.
    package func run(_ key: RunKey) async throws -> RunRecord? {
        try await withConnection { connection in
            try await connection.query(RunQueries.run, key.parameters).first.map { row in try RunRecord(row) }
        }
    }

    /// The newest slots of each of these jobs, newest first; `limit` is for each job.
    package func newestRuns(of jobs: [String], limit: Int) async throws -> [String: [RunRecord]] {
        let records = try await withConnection { connection in
            try await connection.query(
                RunQueries.newest, [.textArray(jobs), .int32(Int32(clamping: limit))]
            ).map { row in try RunRecord(row) }
        }
        return Dictionary(grouping: records, by: \.key.job)
    }

    private func change(_ sql: String, _ lease: RunLease, _ rest: [Parameter]) async throws -> Bool {
        try await withConnection { connection in
            try await connection.execute(sql, lease.key.parameters + [.int64(lease.generation)] + rest) == 1
        }
    }
}

extension RunKey {
    fileprivate var parameters: [Parameter] { [.text(job), .timestamp(Microseconds(slot))] }
}

extension RunCounts {
    fileprivate var parameters: [Parameter] {
        // Names are our own words, so that they need no escaping.
        let members = others.sorted { left, right in left.key < right.key }
            .map { name, count in "\"\(name)\":\(count)" }
        return [.int64(Int64(requests)), .jsonb("{\(members.joined(separator: ","))}")]
    }
}

extension RunLease {
    fileprivate init(_ row: Row) throws {
        self.init(
            key: RunKey(job: try row.text(0), slot: Timestamp(try row.timestamp(1))),
            attempt: try row.value(2), generation: try row.value(3))
    }
}

extension RunRecord {
    fileprivate init(_ row: Row) throws {
        guard let state = State(rawValue: try row.text(2)) else {
            throw WarehouseError(.badRow, "a run is in a state that this version does not know")
        }
        let outcome: String? = try row.value(3)
        let (started, ended): (Microseconds?, Microseconds?) = (try row.value(6), try row.value(7))
        let (names, values): ([String], [Int64]) = (try row.value(9), try row.value(10))
        var counts = RunCounts()
        counts.requests = Int(try row.int64(8))
        for (name, value) in zip(names, values) { counts.add(Int(value), to: name) }
        self.init(
            key: RunKey(job: try row.text(0), slot: Timestamp(try row.timestamp(1))), state: state,
            outcome: outcome.flatMap(RunOutcome.init), isAsked: try row.bool(4), attempt: try row.value(5),
            startedAt: started.map { moment in Timestamp(moment) },
            endedAt: ended.map { moment in Timestamp(moment) }, counts: counts,
            error: try row.value(11), codeVersion: try row.value(12))
    }
}

extension Duration {
    fileprivate var seconds: Double { Double(milliseconds) / 1000 }
}
