import Crawl
package import Guilds
import Postgres

/// What the archive holds of the documents of one kind about one subject.
package struct ArchivedDocument: Sendable, Hashable {
    /// The document; its part is 0 also where the archive holds several.
    package let document: DocumentID
    /// How many observations are kept.
    package let observations: Int
    /// Bytes of their bodies before they were packed.
    package let bytes: Int
}

/// What became of the documents of one kind about one subject when they were read anew.
package struct ReplayResult: Sendable, Hashable {
    /// Observations that were read anew.
    package var observations = 0
    /// Observations whose body cannot be read by this decoder; what they told before is gone.
    package var unreadable = 0
    /// Whether documents of the time asked for are not kept, so that only what came after them was read anew.
    package var isPartial = false
    /// Rows that were told anew.
    package var rows = 0
}

/// Tells the series of one subject's documents of one kind anew, from their bodies, within a transaction.
///
/// The targets are locked, so that nobody loads these documents meanwhile. What was told since the moment is taken
/// back, the states before it are put in force again, and each body in the order of observation goes through the
/// comparison that every load makes: the end is that of a decoder that was right from that moment on.
struct Replay {
    /// A body with what was recorded of its observation.
    struct Observed {
        let document: DocumentID
        let stamp: Stamp
        let digest: Int64
        let body: [UInt8]?
    }

    let connection: Connection
    let document: DocumentID
    let since: Timestamp
    let decoderVersion: Int16
    let decode: (DocumentID, [UInt8]) -> Facts?

    func run() async throws -> ReplayResult {
        let load = Load(connection: connection, batch: [], partitions: Partitions(), trust: .inNothing)
        try await load.prepare()
        let optOuts = try await OptOuts(connection, regions: [document.region])
        let targets = try await connection.query(ReplayQueries.lock, subject)
        guard !targets.isEmpty else { return ReplayResult() }
        var result = ReplayResult()
        let first = try await firstMoment(&result)
        let observed = try await observed(from: first)
        try await takeBack(from: first)
        var told: [Int32: Told] = [:]
        var read: [Facts] = []
        for one in observed {
            var facts = one.body.flatMap { body in decode(one.document, body) }
            if let all = facts {
                facts = all.isAbout(one.document) ? try await optOuts.hidden(in: all, connection) ?? all : nil
            }
            if let facts { read.append(facts) }
            result.observations += 1
            if facts == nil { result.unreadable += 1 }
            let rows = try await tell(facts, one)
            result.rows += rows
            try await correct(one, rows: rows, isReadable: facts != nil)
            told[one.document.part, default: Told()].add(one, isChange: rows > 0 || isFirst(facts, one))
        }
        try await load.addNames(in: read)
        for row in targets {
            let part: Int32 = try row.value(0)
            try await correctTarget(part, told[part] ?? Told(), changedAt: row.value(2), first)
        }
        return result
    }

    /// The moment from which everything is kept.
    private func firstMoment(_ result: inout ReplayResult) async throws -> Microseconds {
        let gap: Microseconds? = try await connection.query(
            ReplayQueries.newestGap, subject + [.timestamp(Microseconds(since))]
        ).one().value(0)
        result.isPartial = gap != nil
        // What was told at the very moment of the gap stays.
        return gap.map { gap in Microseconds(gap.rawValue + 1) } ?? Microseconds(since)
    }

    private func observed(from first: Microseconds) async throws -> [Observed] {
        try await connection.query(ArchiveQueries.bodies, subject + [.timestamp(first)]).enumerated().map {
            place, row in
            let packed = PackedBody(
                dictionary: try row.value(6), size: try row.value(7), bytes: try row.bytes(8) ?? [])
            return Observed(
                document: DocumentID(
                    kind: document.kind, realm: document.realm, subject: document.subject,
                    part: try row.value(0)),
                stamp: Stamp(
                    ordinal: Int32(place), validFrom: try row.timestamp(3), recordedAt: try row.timestamp(1),
                    unchangedUntil: try row.value(4), generation: try row.value(2)),
                digest: try row.value(5), body: packed.unpacked)
        }
    }

    private func takeBack(from first: Microseconds) async throws {
        let parameters = Array(subject.dropLast()) + [.timestamp(first)]
        let fed = ToldRows.tables[document.kind] ?? []
        let series = StateSeries.all.filter { series in fed.contains(series.table) }
        // Members' rows first: they are found by the memberships.
        for series in series.filter(\.isAlwaysStaged) + series.filter({ series in !series.isAlwaysStaged }) {
            let told = ToldRows(table: series.table, keys: series.keys, kind: document.kind)
            for table in [series.table, series.current] {
                try await connection.execute(told.takeBack(table), parameters)
            }
            try await connection.execute(told.restore(series.columns, to: series.current), parameters)
        }
        for events in EventSeries.all where fed.contains(events.table) {
            let told = ToldRows(table: events.table, keys: events.keys, kind: document.kind)
            try await connection.execute(told.takeBack(events.table), parameters)
        }
    }

    /// Compares what one observation tells with the states before it, and writes what differs; how many rows.
    private func tell(_ facts: Facts?, _ observed: Observed) async throws -> Int {
        guard let facts else { return 0 }
        var script = document.kind.scope == .guild ? LoadQueries.addCharacters : ""
        // A document without any row feeds no stage, yet may empty what is held of it.
        let states = StateSeries.all.filter { series in
            series.feeds(facts) || series.owned?.kinds.contains(document.kind) ?? false
        }
        for series in states where series.feeds(facts) {
            _ = try await connection.copyIn(series.target) { rows in
                try await series.write(facts, observed.stamp, &rows)
            }
        }
        let isWhole = Load.wholeKinds.contains(document.kind)
        if isWhole {
            try await stageWhole(observed)
            script += LoadQueries.allowHashing
        }
        script += states.map { series in series.merge(.inNothing) }.joined()
        for events in EventSeries.all where events.feeds(facts) {
            _ = try await connection.copyIn(events.target) { rows in
                try await events.write(facts, observed.stamp, &rows)
            }
            script += events.merge + "DELETE FROM \(events.stage);"
        }
        if isWhole { script += LoadQueries.forbidHashing }
        script += states.map { series in "DELETE FROM \(series.stage);" }.joined()
        try await connection.executeScript(script)
        let rows: Int = try await connection.query(LoadQueries.countRows).first?.value(1) ?? 0
        try await connection.executeScript(ReplayQueries.clearRows)
        return rows
    }

    private func stageWhole(_ observed: Observed) async throws {
        _ = try await connection.copyIn(LoadQueries.wholeStage, rows: [observed]) { one, row in
            one.stamp.open(&row)
            row.int16(document.bucket.rawValue)
            row.int32(document.realm.id)
            row.int64(document.subject)
            row.int16(document.kind.rawValue)
            one.stamp.close(&row)
        }
    }

    /// What an observation told, and how, is kept with it.
    private func correct(_ observed: Observed, rows: Int, isReadable: Bool) async throws {
        let verdict: LoadResult.Verdict = !isReadable ? .failed : rows > 0 ? .changed : .unchanged
        // An observation by a clock that was behind is recorded at the confirmation before it.
        let earliest = Microseconds(observed.stamp.recordedAt.rawValue - 86_400_000_000)
        try await connection.execute(
            ReplayQueries.correctAttempt,
            subject + [
                .int32(observed.document.part), .int64(observed.stamp.generation), .timestamp(earliest),
                .timestamp(observed.stamp.recordedAt), .int32(Int32(clamping: rows)), .text(verdict.rawValue),
            ])
    }

    /// Whether a load takes the facts for news although they may hold no row: the first states of a document.
    private func isFirst(_ facts: Facts?, _ observed: Observed) -> Bool {
        guard let facts, observed.stamp.unchangedUntil == nil else { return false }
        return StateSeries.all.contains { series in !series.isAlwaysStaged && series.feeds(facts) }
    }

    /// When a document last changed, and which of its bodies was read last.
    private struct Told {
        var changedAt: Microseconds?
        var digest: Int64 = 0

        mutating func add(_ observed: Observed, isChange: Bool) {
            if isChange { changedAt = observed.stamp.recordedAt }
            digest = observed.digest
        }
    }

    private func correctTarget(
        _ part: Int32, _ told: Told, changedAt before: Microseconds?, _ first: Microseconds
    ) async throws {
        var changedAt = told.changedAt ?? before
        if told.changedAt == nil, let before, before >= first {
            changedAt = try await connection.query(
                ReplayQueries.changedBefore, subject + [.int32(part), .timestamp(first)]
            ).one().value(0)
        }
        try await connection.execute(
            ReplayQueries.correctTarget,
            subject + [.int32(part), .timestamp(changedAt), .int64(told.digest), .int16(decoderVersion)])
    }

    /// `$1` … `$3` the subject, `$4` the kind.
    private var subject: [Parameter] {
        [
            .int16(document.bucket.rawValue), .int32(document.realm.id), .int64(document.subject),
            .int16(document.kind.rawValue),
        ]
    }
}
