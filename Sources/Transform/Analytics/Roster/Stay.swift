import Guilds
import Statistics

/// One stay of a member in the guild, as far as it was seen.
struct Stay {
    let member: MemberSeries
    let arrival: RosterEvent.Kind
    /// Between which looks the member came; of those who were there before watching began, the first look.
    let came: Span
    /// Rank at the first look.
    let rank: Int16?
    /// Between which looks the member left; nil for those who are there.
    fileprivate(set) var left: Span?
    /// Between which looks another character of the same person took the member's place; nothing is known of how
    /// long the stay would have lasted.
    fileprivate(set) var replaced: Span?

    var isHere: Bool { left == nil && replaced == nil }

    fileprivate init(_ event: RosterEvent) {
        let change = event.change
        member = event.member
        arrival = event.kind
        came = event.stretch
        rank = change?.value
    }

    /// Days from coming to leaving at the earliest, most likely and at the latest; to `sight` while it lasts.
    func days(until sight: Timestamp) -> (earliest: Double, middle: Double, latest: Double) {
        guard let left else {
            let days = max(0, ((replaced?.since ?? sight) - came.middle).days)
            return (days, days, days)
        }
        return (
            max(0, (left.since - came.until).days), max(0, (left.middle - came.middle).days),
            max(0, (left.until - came.since).days)
        )
    }
}

extension Study {
    /// Every stay that was seen, by member and time.
    var stays: [Stay] {
        var stays: [Stay] = []
        for event in events {
            switch event.kind {
            case .present, .joined, .returned, .replacing: stays.append(Stay(event))
            case .left: if let last = stays.indices.last { stays[last].left = event.stretch }
            case .replaced: if let last = stays.indices.last { stays[last].replaced = event.stretch }
            case .moved: continue
            }
        }
        return stays
    }

    /// The last moment at which the roster was seen.
    var lastSight: Timestamp? { series.rosterSeen.last?.until }
}

extension RosterEvent {
    /// The change of rank that told it.
    var change: Series<Int16>.Change? {
        member.rank.changes.first { change in change.recordedAt == seenAt }
    }

    /// Between which looks it happened; the look itself where there was none before.
    var stretch: Span {
        Span(since: min(change?.unchangedUntil ?? seenAt, seenAt), until: seenAt)
    }
}

extension Span {
    /// The moment halfway.
    var middle: Timestamp {
        Timestamp(milliseconds: since.milliseconds + (until.milliseconds - since.milliseconds) / 2)
    }
}
