import Crawl
import Guilds
import Postgres

/// One claim of everything that is due, on its way: asks the buckets that the due heads name until the limit is
/// reached or nothing is left.
struct ClaimRound {
    let connection: Connection
    let record: DueRecord
    let now: Microseconds
    let clock: StoreClock
    let leaseEnds: Microseconds

    /// Looks at what is too old to be trusted, then claims; looks at everything before it comes back empty.
    func leases(limit: Int) async throws -> [Lease] {
        try await look(
            record.with { heads in
                heads.know(clock.buckets)
                return heads.looks(at: heads.untrusted(at: .now))
            })
        var leases = try await claim(limit)
        // A claim side by side may take what was seen between looking and locking; its leases are visible at
        // the next look.
        for _ in 0..<3 where leases.isEmpty {
            try await look(record.with { heads in heads.looks() })
            guard record.with({ heads in heads.mayHoldDue(by: now) }) else { return [] }
            leases = try await claim(limit)
        }
        return leases
    }

    private func claim(_ limit: Int) async throws -> [Lease] {
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
        try await look(record.with { heads in short.map(heads.look(after:)) })
        return leases.inOrder
    }

    /// Leases what the steps ask for in one round trip and one transaction.
    private func take(_ steps: [DueHeads.Step]) async throws -> (rows: [LeasedRow], short: [DueHeads.Step]) {
        do {
            let results = try await connection.pipeline { pipeline in
                pipeline.add(ClaimQueries.prepare)
                for step in steps { pipeline.add(ClaimQueries.claim(step.place.lane), parameters(of: step)) }
            }
            let rows = try results.map { result in try result.get() }.dropFirst()
                .map { rows in try rows.map(LeasedRow.init) }
            let short = record.with { heads in
                zip(steps, rows).filter { step, rows in
                    !heads.took(rows.count, upTo: rows.map(\.due).max(), by: step)
                }.map(\.0)
            }
            return (rows.flatMap(\.self), short)
        } catch {
            // Claims side by side passed over what these steps had in hand and may have raised the heads.
            record.with { heads in for step in steps { heads.lower(step.place, to: step.from) } }
            throw error
        }
    }

    private func parameters(of step: DueHeads.Step) -> [Parameter] {
        [
            .int16(step.place.bucket), .timestamp(step.from), .timestamp(now), .int(step.quota),
            .timestamp(clock.now), .timestamp(leaseEnds),
        ]
    }

    private func look(_ looks: [DueHeads.Look]) async throws {
        guard !looks.isEmpty else { return }
        let lanes = DueHeads.Lane.allCases.map { lane in
            (lane: lane, looks: looks.filter { look in look.place.lane == lane })
        }.filter { one in !one.looks.isEmpty }
        let began = ContinuousClock.now
        let results = try await connection.pipeline { pipeline in
            for (lane, looks) in lanes { pipeline.add(ClaimQueries.look(lane), parameters(of: looks)) }
        }
        for (result, one) in zip(results, lanes) {
            let found = try Dictionary(
                uniqueKeysWithValues: result.get().map { row -> (Int16, Microseconds?) in
                    (try row.value(0), try row.value(1))
                })
            record.with { heads in
                for look in one.looks {
                    if let due = found[look.place.bucket] { heads.saw(due, by: look, at: began) }
                }
            }
        }
    }

    private func parameters(of looks: [DueHeads.Look]) -> [Parameter] {
        [
            .int16Array(looks.map(\.place.bucket)), .timestampArray(looks.map(\.from)), .timestamp(clock.now),
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
