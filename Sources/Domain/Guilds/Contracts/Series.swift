/// One value over time as one kind of document told it, stored when it changed.
///
/// Unknown is not zero: outside `seen` nothing is known, inside it the last change holds.
package struct Series<Value: Sendable & Hashable>: Sendable, Hashable {
    /// A moment at which the value became different.
    package struct Change: Sendable, Hashable {
        /// The source's time of the document that showed the change.
        package var validFrom: Timestamp
        /// When we saw it.
        package var recordedAt: Timestamp
        /// The document's confirmation before: the change happened after it. Nil when nothing was seen before.
        package var unchangedUntil: Timestamp?
        /// The new value; nil when there is none any more.
        package var value: Value?

        /// A change from its parts, taken as they are.
        package init(validFrom: Timestamp, recordedAt: Timestamp, unchangedUntil: Timestamp?, value: Value?) {
            self.validFrom = validFrom
            self.recordedAt = recordedAt
            self.unchangedUntil = unchangedUntil
            self.value = value
        }
    }

    /// Ascending by `recordedAt`.
    package var changes: [Change]
    /// When the source document was confirmed without a gap, ascending, not overlapping.
    package var seen: [Span]

    /// A series from changes and spans, which must be in order already.
    package init(changes: [Change], seen: [Span]) {
        self.changes = changes
        self.seen = seen
    }

    /// What was known at a moment.
    package func reading(at moment: Timestamp) -> Reading<Value> {
        guard seen.contains(where: { span in span.contains(moment) }) else { return .unknown }
        guard let change = changes.last(where: { change in change.recordedAt <= moment }) else {
            return .unknown
        }
        guard let value = change.value else { return .none }
        return .known(value)
    }

    /// The newest value known at or before a moment, however old, with the time it was last confirmed.
    package func latest(at moment: Timestamp) -> (value: Value, confirmed: Timestamp)? {
        guard let change = changes.last(where: { change in change.recordedAt <= moment }),
            let value = change.value
        else { return nil }
        let confirmed = seen.last { span in span.since <= moment }.map { span in min(span.until, moment) }
        return (value, max(confirmed ?? change.recordedAt, change.recordedAt))
    }
}

/// What a series says about one moment.
package enum Reading<Value: Sendable & Hashable>: Sendable, Hashable {
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
package struct Span: Sendable, Hashable {
    /// The first moment, which belongs to the stretch.
    package var since: Timestamp
    /// The last moment, which belongs to the stretch.
    package var until: Timestamp

    /// A stretch from its ends, which are not checked for order.
    package init(since: Timestamp, until: Timestamp) {
        self.since = since
        self.until = until
    }

    /// Whether the moment lies in the stretch, its ends included.
    package func contains(_ moment: Timestamp) -> Bool { since <= moment && moment <= until }
}
