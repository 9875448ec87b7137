import Guilds

/// Whether people left, as the roster tells afterwards.
enum LeavingOutcome {
    /// A departure is predicted for so long.
    static let horizon = Duration.days(28)

    /// Whether the main of a person left the guild between two moments; nil while the roster does not tell.
    ///
    /// Whoever goes as another character of theirs comes has moved, not left. Who left and came back had left.
    static func left(
        _ main: MemberSeries, after start: Timestamp, until end: Timestamp, in series: GuildSeries
    )
        -> Bool?
    {
        let departure = main.rank.changes.first { change in
            change.recordedAt > start && change.value == nil
        }
        if let departure {
            let known = departure.unchangedUntil ?? departure.recordedAt
            if departure.recordedAt <= end {
                // Unseen for a while before the start, it may have happened before.
                guard known + .days(7) >= start else { return nil }
                return !hasSuccessor(main, at: departure.recordedAt, in: series)
            }
            return known >= end ? false : nil
        }
        return series.rosterSeen.contains { span in span.until >= end } ? false : nil
    }

    private static func hasSuccessor(
        _ main: MemberSeries, at moment: Timestamp, in series: GuildSeries
    ) -> Bool {
        guard let person = main.person else { return false }
        return series.members.contains { other in
            other.person == person && other.character != main.character
                && other.rank.changes.first.map { change in
                    change.value != nil && change.unchangedUntil != nil
                        && abs((change.recordedAt - moment).days) <= RosterEvent.mostDaysBetween
                } ?? false
        }
    }
}
