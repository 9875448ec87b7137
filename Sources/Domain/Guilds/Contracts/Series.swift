/// One value over time as one kind of document told it, stored when it changed.
///
/// Unknown is not zero: outside `seen` nothing is known, inside it the last change holds. Looks into it can be
/// inlined, since an analysis takes thousands of them and across modules each would be generic at run time.
@usableFromInline package struct Series<Value: Sendable & Hashable>: Sendable, Hashable {
    /// A moment at which the value became different.
    @usableFromInline package struct Change: Sendable, Hashable {
        /// The source's time of the document that showed the change.
        @usableFromInline package var validFrom: Timestamp
        /// When we saw it.
        @usableFromInline package var recordedAt: Timestamp
        /// The document's confirmation before: the change happened after it. Nil when nothing was seen before.
        @usableFromInline package var unchangedUntil: Timestamp?
        /// The new value; nil when there is none any more.
        @usableFromInline package var value: Value?

        /// A change from its parts, taken as they are.
        @inlinable package init(
            validFrom: Timestamp, recordedAt: Timestamp, unchangedUntil: Timestamp?, value: Value?
        ) {
            self.validFrom = validFrom
            self.recordedAt = recordedAt
            self.unchangedUntil = unchangedUntil
            self.value = value
        }
    }

    /// Ascending by `recordedAt`.
    @usableFromInline package var changes: [Change]
    /// When the source document was confirmed without a gap, ascending, not overlapping.
    @usableFromInline package var seen: [Span]

    /// A series from changes and spans, which must be in order already.
    @inlinable package init(changes: [Change], seen: [Span]) {
        self.changes = changes
        self.seen = seen
    }

    /// The newest change that had been seen by a moment; nil before the first. O(log n).
    @inlinable package func change(recordedBy moment: Timestamp) -> Change? {
        let index = changes.partitioningIndex { change in change.recordedAt > moment }
        return index > 0 ? changes[index - 1] : nil
    }

    /// What was known at a moment. O(log n).
    @inlinable package func reading(at moment: Timestamp) -> Reading<Value> {
        guard seen.last(by: moment)?.contains(moment) == true, let change = change(recordedBy: moment) else {
            return .unknown
        }
        guard let value = change.value else { return .none }
        return .known(value)
    }

    /// The newest value known at or before a moment, however old, with the time it was last confirmed. O(log n).
    @inlinable package func latest(at moment: Timestamp) -> (value: Value, confirmed: Timestamp)? {
        guard let change = change(recordedBy: moment), let value = change.value else { return nil }
        let confirmed = seen.last(by: moment).map { span in min(span.until, moment) }
        return (value, max(confirmed ?? change.recordedAt, change.recordedAt))
    }
}

/// What a series says about one moment.
@usableFromInline package enum Reading<Value: Sendable & Hashable>: Sendable, Hashable {
    case known(Value)
    /// The source was seen and told no value.
    case none
    /// The source was not seen.
    case unknown

    /// The value where it is known.
    package var value: Value? {
        guard case .known(let value) = self else { return nil }
        return value
    }
}

/// A closed stretch of time.
@usableFromInline package struct Span: Sendable, Hashable {
    /// The first moment, which belongs to the stretch.
    @usableFromInline package var since: Timestamp
    /// The last moment, which belongs to the stretch.
    @usableFromInline package var until: Timestamp

    /// A stretch from its ends, which are not checked for order.
    package init(since: Timestamp, until: Timestamp) {
        self.since = since
        self.until = until
    }

    /// Whether the moment lies in the stretch, its ends included.
    @inlinable package func contains(_ moment: Timestamp) -> Bool { since <= moment && moment <= until }
}

extension [Span] {
    /// Of ascending spans that do not overlap, the last that had begun by a moment. O(log n).
    @inlinable package func last(by moment: Timestamp) -> Span? {
        let index = partitioningIndex { span in span.since > moment }
        return index > 0 ? self[index - 1] : nil
    }
}

extension Array {
    /// The first index whose element meets the condition, which all later ones meet as well. O(log n).
    @inlinable package func partitioningIndex(where isBeyond: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
