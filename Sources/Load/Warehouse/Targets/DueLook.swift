import Guilds
import Postgres

/// Looks into the queues that keep the due heads true; see `DueHeads`.
struct DueLook {
    let connection: Connection
    let record: DueRecord

    /// Looks at all buckets from their beginning; how long the database took.
    func around() async throws -> Duration {
        let began = ContinuousClock.now
        let clock = try await StoreClock(connection)
        try await look(
            record.with { heads in
                heads.know(clock.buckets)
                return heads.looks()
            }, clock)
        return ContinuousClock.now - began
    }

    /// Looks at those buckets whose turn it is, from their beginning, and takes notice of new buckets.
    ///
    /// A look that fails leaves the heads as old as they are; another connection has the next turn.
    func atAgeing() async {
        let began = ContinuousClock.now
        let turns = record.with { heads in heads.ageing(at: began) }
        guard !turns.isEmpty else { return }
        // What was to be written is written; see above.
        try? await look(at: turns)
        record.with { heads in heads.lookTook(ContinuousClock.now - began) }
    }

    /// Looks at those buckets that nobody's turn has come to for long.
    func atNeglected() async throws {
        let buckets = record.with { heads in heads.neglected(at: .now) }
        if !buckets.isEmpty { try await look(at: buckets) }
    }

    /// Looks at what steps that found too few left behind.
    func after(_ steps: [DueHeads.Step]) async throws {
        guard !steps.isEmpty else { return }
        let looks = record.with { heads in steps.map(heads.look(after:)) }
        try await look(looks, try await StoreClock(connection))
    }

    private func look(at buckets: [Int16]) async throws {
        let clock = try await StoreClock(connection)
        try await look(
            record.with { heads in
                heads.know(clock.buckets)
                return heads.looks(at: buckets)
            }, clock)
    }

    private func look(_ looks: [DueHeads.Look], _ clock: StoreClock) async throws {
        let lanes = DueHeads.Lane.allCases.map { lane in
            (lane: lane, looks: looks.filter { look in look.place.lane == lane })
        }.filter { one in !one.looks.isEmpty }
        let began = ContinuousClock.now
        let results = try await connection.pipeline { pipeline in
            pipeline.add(ClaimQueries.prepare)
            for (lane, looks) in lanes {
                pipeline.add(ClaimQueries.look(lane), parameters(of: looks, clock))
            }
        }
        for (result, one) in zip(results.dropFirst(), lanes) {
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

    private func parameters(of looks: [DueHeads.Look], _ clock: StoreClock) -> [Parameter] {
        [
            .int16Array(looks.map(\.place.bucket)), .timestampArray(looks.map(\.from)), .timestamp(clock.now),
        ]
    }
}
