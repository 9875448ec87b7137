import Crawl
import Guilds
import Postgres

/// One batch on its way into the database, within a transaction of one connection.
struct Load {
    /// Why the transaction must start over.
    enum Restart: Error {
        /// Another load added a target that this one was about to add.
        case lostRace
        /// The clock of an earlier worker was ahead, across the border of a partition.
        case partition(Timestamp)
        /// The archive has no partition for this day.
        case archiveDay(Timestamp)
    }

    let connection: Connection
    let batch: [Completion]
    let partitions: Partitions
    var itemNames = ItemNames()
    let trust: Trust
    /// What the database refused of the one completion of the batch, which is written without its facts.
    var refusal: Refusal?
    /// Whether bodies are kept.
    var archives = false

    /// What a load takes for granted.
    enum Trust {
        /// That a series is fed by the documents whose targets are locked: one that was never confirmed has no
        /// states yet, and nobody else writes the states of one that is being loaded.
        case inLocks
        /// Nothing: any row may be there already. For batches where the database found one that should not be.
        case inNothing
    }

    /// What is accepted of the batch. A class, since it is handed from list to list and holds much.
    final class Accepted: Sendable {
        let completion: Completion
        let facts: Facts?
        let stamp: Stamp

        init(_ completion: Completion, _ stamp: Stamp) {
            self.completion = completion
            self.stamp = stamp
            facts = completion.observation.facts
        }
    }

    /// What a batch became: one result per completion, in order, the due times that were written, and the names
    /// of items that are stored now.
    struct Written: Sendable {
        var results: [LoadResult]
        var dues: [DueRecord.Due]
        var itemNames: [ItemName]
    }

    /// Writes the batch.
    func run() async throws -> Written {
        try await prepare()
        try await stageTargets()
        let known = try await lockTargets()
        let decisions = Fencing.decide(batch, known: known)
        let accepted = accepted(decisions)
        try await drop(decisions, accepted)
        let dues = try await tell(accepted, known)
        let series = try await stageFacts(accepted)
        let itemNames = try await writeReference(accepted)
        try await connection.executeScript(script(series, accepted))
        let rows = try await countRows()
        try await keepBodies(of: accepted)
        let results = try await results(decisions, rows)
        try await recordAttempts(decisions, results)
        if let refusal, !accepted.isEmpty {
            try await connection.execute(QuarantineQueries.add, try refusal.parameters())
        }
        return Written(results: results, dues: dues, itemNames: itemNames)
    }

    /// Adds the targets that were discovered, and says what is due when once the batch is settled.
    private func tell(_ accepted: [Accepted], _ known: [Fencing.Known?]) async throws -> [DueRecord.Due] {
        let settled = accepted.map { one in
            let due = Microseconds(one.completion.nextDue)
            let wish = known[Int(one.stamp.ordinal)]?.wokenDueAt
            return DueRecord.Due(
                document: one.completion.observation.document, moment: min(due, wish ?? due))
        }
        let discoveries = accepted.flatMap(\.completion.discoveries)
        guard !discoveries.isEmpty else { return settled }
        return settled + dues(of: discoveries, added: try await addTargets())
    }

    /// What a discovery may have made due: a wake, or a new target.
    private func dues(of discoveries: [Discovery], added: Int64) -> [DueRecord.Due] {
        discoveries.filter { discovery in discovery.wakes || added > 0 }.map { discovery in
            DueRecord.Due(document: discovery.document, moment: Microseconds(discovery.due))
        }
    }

    /// Adds targets, corrects addresses and wakes, without any observation; what may be due then.
    func enlist(_ discoveries: [Discovery]) async throws -> [DueRecord.Due] {
        try await prepare()
        try await stage(discoveries)
        _ = try await lockTargets()
        let added = try await addTargets()
        try await connection.executeScript(LoadQueries.tellTargets)
        return dues(of: discoveries, added: added)
    }

    func prepare() async throws {
        let isPrepared = try await connection.query(LoadQueries.prepare).one().bool(0)
        if !isPrepared { try await connection.executeScript(LoadQueries.createStages) }
    }

    private func stageTargets() async throws {
        _ = try await connection.copyIn(LoadQueries.observationStage, rows: batch.enumerated()) {
            place, row in
            row.observation(place.element, ordinal: Int32(place.offset))
        }
        try await stage(batch.flatMap(\.discoveries))
    }

    private func stage(_ discoveries: [Discovery]) async throws {
        guard !discoveries.isEmpty else { return }
        _ = try await connection.copyIn(LoadQueries.discoveryStage, rows: discoveries.merged) {
            discovery, row in
            row.discovery(discovery)
        }
    }

    /// What is known of the target of each completion; nil where it is gone.
    private func lockTargets() async throws -> [Fencing.Known?] {
        var known = [Fencing.Known?](repeating: nil, count: batch.count)
        for row in try await connection.query(LoadQueries.lockTargets) {
            guard let place: Int32 = try row.value(0) else { continue }
            known[Int(place)] = Fencing.Known(
                leaseGeneration: try row.value(1), completedGeneration: try row.value(2),
                confirmedAt: try row.value(3), wokenDueAt: try row.value(4))
        }
        return known
    }

    private func accepted(_ decisions: [Fencing.Decision]) -> [Accepted] {
        zip(batch, decisions).compactMap { completion, decision in
            guard case .accepted(let stamp) = decision else { return nil }
            return Accepted(completion, stamp)
        }
    }

    /// Takes what was not accepted out of the stage again.
    private func drop(_ decisions: [Fencing.Decision], _ accepted: [Accepted]) async throws {
        guard accepted.count < batch.count else { return }
        let dropped = decisions.enumerated().compactMap { place, decision -> Int32? in
            if case .accepted = decision { nil } else { Int32(place) }
        }
        try await connection.execute(LoadQueries.dropObservations, [.int32Array(dropped)])
        try await connection.execute(LoadQueries.dropDiscoveries)
        try await stage(accepted.flatMap(\.completion.discoveries))
    }

    /// Adds the discovered targets that are not known; how many there were.
    private func addTargets() async throws -> Int64 {
        let counts = try await connection.query(LoadQueries.addTargets).one()
        let added = try counts.int64(1)
        guard try counts.int64(0) == added else { throw Restart.lostRace }
        return added
    }

    private func countRows() async throws -> [Int32: Int] {
        var rows: [Int32: Int] = [:]
        for row in try await connection.query(LoadQueries.countRows) {
            rows[try row.value(0)] = try row.value(1)
        }
        return rows
    }

    private func results(_ decisions: [Fencing.Decision], _ rows: [Int32: Int]) async throws -> [LoadResult] {
        var results: [LoadResult] = []
        results.reserveCapacity(batch.count)
        for (place, decision) in decisions.enumerated() {
            let observation = batch[place].observation
            switch decision {
            case .accepted:
                let count = rows[Int32(place)] ?? 0
                results.append(
                    LoadResult(
                        document: observation.document, verdict: observation.verdict(rows: count), rows: count
                    ))
            case .repeated: results.append(try await past(observation))
            case .fenced:
                results.append(LoadResult(document: observation.document, verdict: .fenced, rows: 0))
            }
        }
        return results
    }

    /// What was answered when the same completion came before.
    private func past(_ observation: Observation) async throws -> LoadResult {
        let document = observation.document
        let rows = try await connection.query(
            LoadQueries.pastAttempt,
            document.parameters + [
                .timestamp(Microseconds(observation.observedAt)), .int64(observation.generation),
            ])
        guard let row = rows.first, let verdict = LoadResult.Verdict(rawValue: try row.text(0)) else {
            // Written earlier in this batch, or so long ago that the attempt was dropped.
            return LoadResult(document: document, verdict: .unchanged, rows: 0)
        }
        return LoadResult(document: document, verdict: verdict, rows: try row.value(1))
    }

    private func recordAttempts(_ decisions: [Fencing.Decision], _ results: [LoadResult]) async throws {
        _ = try await connection.copyIn(LoadQueries.attempts) { rows in
            for (place, decision) in decisions.enumerated() {
                guard case .accepted = decision else { continue }
                try await rows.row { row in row.attempt(batch[place].observation, results[place]) }
            }
        }
    }
}

extension DocumentID {
    /// The key columns as parameters, `$1` to `$5`.
    var parameters: [Parameter] {
        [
            .int16(bucket.rawValue), .int32(realm.id), .int64(subject), .int16(kind.rawValue), .int32(part),
        ]
    }
}
