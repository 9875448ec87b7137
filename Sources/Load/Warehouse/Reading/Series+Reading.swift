import Guilds
import Postgres

/// When a row was told.
struct RowTimes {
    let validFrom: Timestamp
    let recordedAt: Timestamp
    let unchangedUntil: Timestamp?

    /// Reads three columns from `first` on.
    init(_ row: Row, from first: Int) throws {
        let before = try row.timestampOrNil(at: first + 2)
        validFrom = Timestamp(try row.timestamp(at: first))
        recordedAt = Timestamp(try row.timestamp(at: first + 1))
        unchangedUntil = before.map { moment in Timestamp(moment) }
    }
}

extension Series {
    /// Adds what a row tells; nothing when the value is the one before, since a row has several.
    mutating func append(_ value: Value?, _ times: RowTimes) {
        if let last = changes.last, last.value == value { return }
        changes.append(
            Change(
                validFrom: times.validFrom, recordedAt: times.recordedAt,
                unchangedUntil: times.unchangedUntil,
                value: value))
    }

    /// Two series that tell the same fact as one: the newest recorded holds, and of two recorded at the same
    /// moment this one's.
    func merged(with other: Series) -> Series {
        let own = changes.map { change in (change: change, isOwn: 1) }
        let others = other.changes.map { change in (change: change, isOwn: 0) }
        let all = (own + others).sorted { left, right in
            (left.change.recordedAt, left.isOwn) < (right.change.recordedAt, right.isOwn)
        }
        var merged = Series(changes: [], seen: (seen + other.seen).united)
        for (change, _) in all {
            if merged.changes.last?.recordedAt == change.recordedAt { merged.changes.removeLast() }
            if let last = merged.changes.last, last.value == change.value { continue }
            merged.changes.append(change)
        }
        return merged
    }
}

extension [Span] {
    /// The same moments without overlaps, ascending.
    var united: [Span] {
        var united: [Span] = []
        for span in sorted(by: { left, right in (left.since, left.until) < (right.since, right.until) }) {
            guard let last = united.last, span.since <= last.until else {
                united.append(span)
                continue
            }
            united[united.count - 1].until = Swift.max(last.until, span.until)
        }
        return united
    }

    /// The moments that lie in both.
    func clipped(to others: [Span]) -> [Span] {
        flatMap { span in
            others.compactMap { other in
                let since = Swift.max(span.since, other.since)
                let until = Swift.min(span.until, other.until)
                return since <= until ? Span(since: since, until: until) : nil
            }
        }.united
    }
}
