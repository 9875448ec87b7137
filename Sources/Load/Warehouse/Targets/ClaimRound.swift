import Crawl
import Guilds
import Postgres

/// One claim of everything that is due, on its way: asks the buckets that the due heads name until the limit is
/// reached or nothing is left.
struct ClaimRound {
    let connection: Connection
    let record: DueRecord
    let now: Microseconds
    let lease: Duration

    /// Leases what the heads know of; empty when they know of nothing that is free.
    func leases(limit: Int) async throws -> [Lease] {
        try await look.atNeglected()
        var leases: [LeasedRow] = []
        var short: [DueHeads.Step] = []
        while leases.count < limit {
            let spent = Set(short.map(\.place))
            let steps = record.with { [left = limit - leases.count] heads in
                heads.plan(limit: left, now: now, spent: spent)
            }
            guard !steps.isEmpty else { break }
            do {
                let taken = try await take(steps)
                leases += taken.rows
                short += taken.short
            } catch {
                // What was leased before must not be lost; the fault will meet the next claim.
                guard !leases.isEmpty else { throw error }
                return leases.inOrder
            }
        }
        do {
            try await look.after(short)
        } catch {
            guard !leases.isEmpty else { throw error }
        }
        return leases.inOrder
    }

    private var look: DueLook { DueLook(connection: connection, record: record) }

    /// Leases what the steps ask for, a statement for each bucket, in one round trip and one transaction.
    private func take(_ steps: [DueHeads.Step]) async throws -> (rows: [LeasedRow], short: [DueHeads.Step]) {
        do {
            let clock = try await StoreClock(connection)
            record.with { heads in heads.know(clock.buckets) }
            let results = try await connection.pipeline { pipeline in
                pipeline.add(ClaimQueries.prepare)
                for step in steps {
                    pipeline.add(ClaimQueries.claim(step.place.lane), parameters(of: step, clock))
                }
            }
            let answers = try results.map { result in try result.get() }.dropFirst()
            var leases: [LeasedRow] = []
            var short: [DueHeads.Step] = []
            for (rows, step) in zip(answers, steps) {
                let taken = try rows.map(LeasedRow.init)
                leases += taken
                let isDone = record.with { heads in
                    heads.took(taken.count, upTo: taken.map(\.due).max(), by: step)
                }
                if !isDone { short.append(step) }
            }
            return (leases, short)
        } catch {
            // Claims side by side passed over what these steps had in hand and may have raised the heads.
            record.with { heads in for step in steps { heads.lower(step.place, to: step.from) } }
            throw error
        }
    }

    private func parameters(of step: DueHeads.Step, _ clock: StoreClock) -> [Parameter] {
        [
            .int16(step.place.bucket), .timestamp(step.from), .timestamp(now),
            .int32(Int32(clamping: step.quota)), .timestamp(clock.now), .timestamp(clock.now + lease),
        ]
    }
}

/// A lease and when its target was due.
struct LeasedRow: Sendable {
    let lease: Lease
    let due: Microseconds

    /// Reads the columns of `TargetQueries.returned`.
    init(row: Row) throws {
        lease = try Lease(row: row)
        due = try row.timestamp(21)
    }
}

extension [LeasedRow] {
    /// Promises first, then the longest overdue; an UPDATE returns rows in any order.
    var inOrder: [Lease] {
        sorted { left, right in
            let promises = (left.lease.document.kind == .status, right.lease.document.kind == .status)
            return promises.0 == promises.1 ? left.due < right.due : promises.0
        }.map(\.lease)
    }
}
