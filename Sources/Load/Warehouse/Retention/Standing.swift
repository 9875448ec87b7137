package import Guilds

/// What is known of whether a stored character may be kept.
package struct Standing: Sendable, Hashable {
    /// Who it is.
    package var character: CharacterKey
    /// The last answer to the question for its status, in the word of the tables.
    package var outcome: String
    /// World time of the first of the answers in a row that were no confirmation.
    package var since: Timestamp
    /// On how many days, UTC, the source said since then that it has no such character or does not share it.
    package var days: Int
    /// When its summary or its status was last confirmed; nil when neither ever was.
    package var confirmedAt: Timestamp?
    /// The newest confirmation of any character of its realm.
    package var realmAnsweredAt: Timestamp?
    /// The newest confirmation of any character of its region.
    package var regionAnsweredAt: Timestamp?
    /// Whether a roster that was fetched since lists it.
    package var isListed: Bool
    /// Whether anything that its own documents told is stored.
    package var hasProfile: Bool
}

/// Why a character is removed.
package enum PurgeReason: String, Sendable, Hashable, CaseIterable {
    /// The source has had no such character on two days, while others of its realm answered.
    case invalid
    /// Another character lives at its address.
    case replaced
    /// Nothing of it could be re-validated for 30 days.
    case expired
}

/// What becomes of a stored character; pure.
package enum Verdict: Sendable, Hashable {
    /// Nothing, for now.
    case keep
    /// Its removal waits, in words for operators.
    case holdBack(String)
    /// It goes: everything, or what its own documents told while a roster still lists it.
    case purge(PurgeReason, profileOnly: Bool)

    /// Judges by what is known at `now`.
    ///
    /// The terms of the API: delete when the status is 404, not valid or of another id, and whatever was not
    /// re-validated within 30 days. One answer may be a hiccup, and a realm that answers for nobody says nothing
    /// of anybody; the 30 days hold even so, as long as the region answers.
    package init(of standing: Standing, now: Timestamp) {
        self = Self.judge(standing, now)
    }

    private static func judge(_ standing: Standing, _ now: Timestamp) -> Verdict {
        // The status is asked under an address; a summary that was confirmed since knows better.
        if let confirmed = standing.confirmedAt, confirmed >= standing.since { return .keep }
        if standing.isListed && !standing.hasProfile { return .keep }
        let isExpired =
            standing.confirmedAt.map { moment in now - moment >= .days(30) }
            ?? (now - standing.since >= .days(5))
        switch standing.outcome {
        case "replaced": return .purge(.replaced, profileOnly: standing.isListed)
        case "missing", "invalid":
            guard standing.days >= 2 else { return .keep }
            if answered(standing.realmAnsweredAt, since: standing) {
                return .purge(.invalid, profileOnly: standing.isListed)
            }
        case "hidden":
            guard standing.days >= 2, isExpired else { return .keep }
        default: return .keep
        }
        if isExpired && answered(standing.regionAnsweredAt, since: standing) {
            return .purge(.expired, profileOnly: standing.isListed)
        }
        return .holdBack(
            standing.outcome == "hidden" ? "its region does not answer" : "nobody else of its realm answers")
    }

    private static func answered(_ moment: Timestamp?, since standing: Standing) -> Bool {
        moment.map { moment in moment > standing.since } ?? false
    }
}
