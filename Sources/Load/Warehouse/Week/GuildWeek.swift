package import Guilds

/// What the members of a guild did in one week of their region.
package struct GuildWeek: Sendable, Hashable {
    /// The week.
    package let period: Period
    /// The moment up to which it is told: the week's end, or now while it runs.
    package let until: Timestamp
    /// Everybody who was in the roster at that moment, the highest ranks first.
    package let members: [MemberWeek]

    /// Whether the week has not ended.
    package var isRunning: Bool { until < period.end }
}

/// What one member did in a week; a number that is nil is unknown, which is not zero.
package struct MemberWeek: Sendable, Hashable {
    /// Why something is unknown.
    package enum Gap: Sendable, Hashable {
        /// Nothing was seen since the reset that opens the week; the last confirmation before, if any.
        case unseen(since: Timestamp?)
        /// The character played after the last look and before the next: what it did last may be missing.
        case incomplete
        /// Of a level at which the API has no profile.
        case noProfile
        /// The profile does not answer; the word of the outcome, as `missing` or `hidden`.
        case refused(String)
        /// The character was seen, but this document of it was not read in time.
        case unread(DocumentKind)
    }

    /// The member.
    package let character: CharacterKey
    /// The newest name that the roster tells; empty where it tells none any more.
    package let name: String
    /// 0 guild master to 9.
    package let rank: Int16
    /// Up to when the figures hold: the week's end, or the last look at the character; nil when there was none.
    package let seenUntil: Timestamp?
    /// Log-ins that were seen: a character that logged in twice between two looks counts once.
    package let logins: Int?
    /// Keystone runs that some member's document tells; the API lists the best of each dungeon, so at least these.
    package let runs: Int?
    /// The highest keystone among them; nil without any run.
    package let highestKeystone: Int16?
    /// Raid bosses that fell, each difficulty by itself.
    package let kills: Int?
    /// Change of the keystone rating; from zero in a season's first week.
    package let ratingGain: Double?
    /// Why figures are missing or may be too low; empty when all is known.
    package let gaps: [Gap]

    /// Slots of the weekly vault that the runs open: at 1, 4 and 8 runs.
    package var vaultSlots: Int? {
        runs.map { runs in Self.vault.count { needed in runs >= needed } }
    }

    private static let vault = [1, 4, 8]
}
