package import Crawl
import Guilds
import Postgres

extension Warehouse {
    private static let attempts = 8

    /// Writes facts, confirmations, next due times and discoveries of a batch in one transaction.
    ///
    /// Safe to repeat: a completion that was written before answers as it did then, one whose lease went to
    /// another worker is fenced off and writes nothing. Facts that the database cannot hold do not stop the
    /// batch: their completion goes into quarantine and is recorded as malformed, the others are written
    /// without it.
    package func complete(_ batch: [Completion]) async throws -> [LoadResult] {
        guard !batch.isEmpty else { return [] }
        do {
            return try await loadInOrder(batch)
        } catch let error as WarehouseError where error.blamesData {
            guard batch.count > 1 else { return try await quarantine(batch[0], error) }
            let middle = batch.count / 2
            return try await complete(Array(batch[..<middle])) + complete(Array(batch[middle...]))
        }
    }

    /// Loads a batch in the order of its documents' keys, so that every stage is read and every index is
    /// entered in one direction, and answers in the order of the batch.
    func loadInOrder(_ batch: [Completion], refusal: Refusal? = nil) async throws -> [LoadResult] {
        let places = batch.indices.sorted { left, right in
            batch[left].observation.document.place(left) < batch[right].observation.document.place(right)
        }
        let results = try await load(places.map { place in batch[place] }, refusal)
        var inPlace = results
        for (place, result) in zip(places, results) { inPlace[place] = result }
        return inPlace
    }

    /// Loads a batch, starting over when a concurrent load got in the way.
    private func load(_ batch: [Completion], _ refusal: Refusal?) async throws -> [LoadResult] {
        var moments = batch.map(\.observation.observedAt)
        var trust = Load.Trust.inLocks
        for _ in 1..<Self.attempts {
            do {
                return try await loadOnce(batch, moments, trust, refusal)
            } catch Load.Restart.partition(let moment) {
                moments.append(moment)
            } catch Load.Restart.archiveDay(let moment) {
                try await ensureArchiveDay(of: moment)
            } catch Load.Restart.lostRace {
                continue
            } catch let error as WarehouseError where error.isCollision {
                continue
            } catch let error as WarehouseError where error.isDuplicate && trust == .inLocks {
                trust = .inNothing
            }
        }
        return try await loadOnce(batch, moments, trust, refusal)
    }

    private func loadOnce(
        _ batch: [Completion], _ moments: [Timestamp], _ trust: Load.Trust, _ refusal: Refusal?
    ) async throws -> [LoadResult] {
        let written = try await withConnection { connection in
            try await partitions.ensure(moments, on: connection)
            let written = try await connection.transaction { connection in
                let optOuts = try await OptOuts(
                    connection, regions: Set(batch.map(\.observation.document.region)))
                let shown = try await optOuts.hidden(in: batch, connection)
                return try await Load(
                    connection: connection, batch: Departures(connection: connection).told(in: shown),
                    partitions: partitions, itemNames: itemNames, trust: trust, refusal: refusal,
                    archives: !archiveKeeper.isFull
                ).run()
            }
            dueRecord.wrote(written.dues)
            itemNames.add(written.itemNames)
            await DueLook(connection: connection, record: dueRecord).atAgeing()
            return written
        }
        try await archived(batch)
        return written.results
    }

    /// Writes a completion whose facts the database refused: as malformed, the facts beside it in quarantine.
    private func quarantine(_ completion: Completion, _ error: WarehouseError) async throws -> [LoadResult] {
        let document = completion.observation.document
        let failures: Int16? = try await withConnection { connection in
            try await connection.query(QuarantineQueries.failures, document.parameters).first?.value(0)
        }
        return try await loadInOrder(
            [completion.malformed(after: failures ?? 0)], refusal: Refusal(completion, error.underlying))
    }
}

extension WarehouseError {
    /// Whether the values are at fault, not the database.
    var blamesData: Bool {
        guard let code = underlying?.code else { return false }
        return [.invalidData, .constraintViolation, .uniqueViolation].contains(code)
            || underlying?.sqlState == "21000" || underlying?.sqlState == "54000"
    }

    /// Whether a row was there already.
    fileprivate var isDuplicate: Bool { underlying?.code == .uniqueViolation }

    /// Whether two transactions got in each other's way.
    fileprivate var isCollision: Bool {
        underlying?.code == .deadlock || underlying?.code == .serializationFailure
    }
}

extension DocumentID {
    /// Sorts like the key of `target`; `tie` keeps completions of one document in their order.
    fileprivate func place(_ tie: Int) -> (Int16, Int32, Int64, Int32, Int32, Int) {
        (bucket.rawValue, realm.id, subject, Int32(kind.rawValue), part, tie)
    }
}

extension Completion {
    /// The same completion without its facts and what followed from them, backed off like any answer that
    /// cannot be read.
    fileprivate func malformed(after failures: Int16) -> Completion {
        var completion = self
        completion.observation.outcome = .failed(.malformed)
        completion.discoveries = []
        completion.size = nil
        let lease = Lease(
            document: observation.document, address: .region, generation: observation.generation,
            lastModified: nil, digest: nil, decoderVersion: nil, confirmedAt: nil,
            consecutiveFailures: failures)
        completion.nextDue = RevisitPolicy().nextDue(
            after: completion.observation.outcome, of: lease, lastModified: nil, maxAge: nil,
            now: observation.observedAt)
        return completion
    }
}
