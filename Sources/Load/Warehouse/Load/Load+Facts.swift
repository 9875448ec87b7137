import Crawl
import Guilds
import Postgres

/// Which tables a batch feeds by way of their stages.
struct FedSeries {
    var states: [StateSeries] = []
    var events: [EventSeries] = []
    /// The kinds of the documents whose rows lie together.
    var wholeKinds: Set<DocumentKind> = []
    var trust = Load.Trust.inLocks
}

extension Load {
    /// Copies the facts of the accepted completions towards the tables that they feed: the states of documents
    /// that were never confirmed straight to their place, everything else into stages.
    func stageFacts(_ accepted: [Accepted]) async throws -> FedSeries {
        let moments = accepted.map { one in Timestamp(one.stamp.recordedAt) }
        if !partitions.cover(moments), let latest = moments.max() { throw Restart.partition(latest) }
        let told = accepted.filter { one in one.facts != nil }
        var fed = FedSeries(trust: accepted.contains(where: \.stamp.isSameMoment) ? .inNothing : trust)
        let newcomers = told.filter { one in fed.trust == .inLocks && one.stamp.unchangedUntil == nil }
        let known = newcomers.isEmpty ? told : told.filter { one in one.stamp.unchangedUntil != nil }
        for series in StateSeries.all {
            let staged = series.isAlwaysStaged ? told : known
            let rows = try await copy(staged, to: series.target, feeds: series.feeds, write: series.write)
            if rows > 0 { fed.states.append(series) }
        }
        try await place(newcomers)
        for series in EventSeries.all {
            let rows = try await copy(told, to: series.target, feeds: series.feeds, write: series.write)
            if rows > 0 { fed.events.append(series) }
        }
        fed.wholeKinds = try await stageWhole(known)
        return fed
    }

    /// Copies the states of documents without any earlier state to the current ones and to the history.
    private func place(_ newcomers: [Accepted]) async throws {
        var rows: [Int32: Int] = [:]
        for series in StateSeries.all where !series.isAlwaysStaged {
            let feeding = newcomers.filter { one in one.facts.map(series.feeds) ?? false }
            guard !feeding.isEmpty else { continue }
            for table in [series.current, series.table] {
                _ = try await connection.copyIn(series.place(in: table)) { writer in
                    for one in feeding {
                        guard let facts = one.facts else { continue }
                        let before = writer.rows
                        try await series.write(facts, one.stamp.unstaged, &writer)
                        if table == series.table {
                            rows[one.stamp.ordinal, default: 0] += writer.rows - before
                        }
                    }
                }
            }
        }
        guard !rows.isEmpty else { return }
        _ = try await connection.copyIn(LoadQueries.rowCounts, rows: rows) { counted, row in
            row.int32(counted.key)
            row.int64(Int64(counted.value))
        }
    }

    private func copy(
        _ told: [Accepted], to target: CopyTarget, feeds: (Facts) -> Bool,
        write: (Facts, Stamp, inout BinaryCopyWriter) async throws -> Void
    ) async throws -> Int {
        let feeding = told.filter { one in one.facts.map(feeds) ?? false }
        guard !feeding.isEmpty else { return 0 }
        return try await connection.copyIn(target) { rows in
            for one in feeding {
                if let facts = one.facts { try await write(facts, one.stamp, &rows) }
            }
        }
    }

    /// The kinds of documents whose rows lie together.
    static let wholeKinds = Set(
        StateSeries.all.flatMap { series in series.owned?.kinds ?? [] }
            + EventSeries.all.flatMap { series in series.owned?.kinds ?? [] })

    /// Stages the documents whose rows lie together, to be compared with what is held of them; their kinds.
    private func stageWhole(_ told: [Accepted]) async throws -> Set<DocumentKind> {
        let whole = told.filter { one in
            Self.wholeKinds.contains(one.completion.observation.document.kind)
        }
        guard !whole.isEmpty else { return [] }
        _ = try await connection.copyIn(LoadQueries.wholeStage, rows: whole) { one, row in
            let document = one.completion.observation.document
            one.stamp.open(&row)
            row.int16(document.bucket.rawValue)
            row.int32(document.realm.id)
            row.int64(document.subject)
            row.int16(document.kind.rawValue)
            one.stamp.close(&row)
        }
        return Set(whole.map(\.completion.observation.document.kind))
    }

    /// Everything that is merged and settled, in the order of locks that `LoadQueries` describes.
    func script(_ fed: FedSeries, _ accepted: [Accepted]) -> String {
        var script = ""
        if batch.contains(where: { completion in !completion.discoveries.isEmpty }) {
            script += LoadQueries.tellTargets
        }
        script += LoadQueries.addCharacters
        // A document without any row feeds no stage, yet may empty what is held of it.
        let states = StateSeries.all.filter { series in
            fed.states.contains { one in one.table == series.table }
                || series.owned.map { owned in !fed.wholeKinds.isDisjoint(with: owned.kinds) } ?? false
        }
        if !fed.wholeKinds.isEmpty { script += LoadQueries.allowHashing }
        script += states.map { series in series.merge(fed.trust) }.joined()
        script += fed.events.map(\.merge).joined()
        if !fed.wholeKinds.isEmpty { script += LoadQueries.forbidHashing }
        if accepted.contains(where: \.stamp.mayFollowGap) { script += LoadQueries.closeSpans }
        return script + LoadQueries.settleTargets + LoadQueries.rememberNewest
    }
}
