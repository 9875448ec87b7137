import Guilds

/// What the database knows of a member's week; what it means is decided without looking anything up.
struct WeekSight {
    /// When the state of the week's end began and when it was first seen; nil when no such state is known.
    var state: (validFrom: Timestamp, recordedAt: Timestamp)?
    /// Whether a later state is known, and up to when the week's last one was confirmed before it.
    var next: (isKnown: Bool, unchangedUntil: Timestamp?) = (false, nil)
    /// The summary's newest confirmation and outcome.
    var confirmedAt: Timestamp?
    var lastOutcome: String?
    var level: Int16?
    var logins = 0
    var kills = 0
    var ratings: (before: Double?, after: Double?) = (nil, nil)
    /// Whether keystone profile and raids were read while that state was the newest.
    var reads: (keystones: Bool, raids: Bool) = (false, false)

    /// Characters below this level have no profile.
    private static let lowestProfileLevel: Int16 = 10

    /// The last look at the character that tells of the week; nil when there was none since the reset.
    private func lastLook(_ period: Period, until: Timestamp) -> Timestamp? {
        guard state != nil, let look = next.isKnown ? next.unchangedUntil : confirmedAt,
            look >= period.start
        else { return nil }
        return min(look, until)
    }

    /// The member's week; `runs` are the levels of the runs that the member took part in.
    func week(
        of character: CharacterKey, name: String, rank: Int16, runs: [Int16], in period: Period,
        until: Timestamp, isFirstOfSeason: Bool
    ) -> MemberWeek {
        guard let look = lastLook(period, until: until), let state else {
            // Others may have told of runs with this member all the same.
            return MemberWeek(
                character: character, name: name, rank: rank, seenUntil: nil, logins: nil,
                runs: runs.isEmpty ? nil : runs.count, highestKeystone: runs.max(), kills: nil,
                ratingGain: nil, gaps: [gap(period)])
        }
        let hasPlayed = state.validFrom >= period.start
        let knowsRuns = !hasPlayed || reads.keystones
        let knowsKills = !hasPlayed || reads.raids
        var gaps: [MemberWeek.Gap] = []
        if next.isKnown, look < until { gaps.append(.incomplete) }
        if !knowsRuns { gaps.append(.unread(.keystoneProfile)) }
        if !knowsKills { gaps.append(.unread(.raids)) }
        return MemberWeek(
            character: character, name: name, rank: rank, seenUntil: look, logins: logins,
            runs: knowsRuns || !runs.isEmpty ? runs.count : nil, highestKeystone: runs.max(),
            kills: knowsKills || kills > 0 ? kills : nil,
            ratingGain: knowsRuns ? gain(hasPlayed: hasPlayed, isFirstOfSeason) : nil, gaps: gaps)
    }

    private func gap(_ period: Period) -> MemberWeek.Gap {
        if let level, level < Self.lowestProfileLevel { return .noProfile }
        if let lastOutcome, !["received", "unchanged"].contains(lastOutcome) { return .refused(lastOutcome) }
        return .unseen(since: next.isKnown ? next.unchangedUntil : confirmedAt)
    }

    private func gain(hasPlayed: Bool, _ isFirstOfSeason: Bool) -> Double? {
        guard hasPlayed else { return 0 }
        guard let after = ratings.after else { return nil }
        if isFirstOfSeason { return after }
        return ratings.before.map { before in after - before }
    }
}
