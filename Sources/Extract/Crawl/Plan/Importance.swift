import Guilds

/// How much a character's freshness counts beside others'; 1 is an ordinary member.
///
/// Standing is what a roster tells and is stored with the target; activity is what the character's own documents
/// tell and is applied when a visit is planned.
package enum Importance {
    /// Somebody in no roster any more: a leaver stays known, and is looked at when nothing else is due.
    /// Rosters alone decide: the character's own summary may be older, or name a guild that nobody watches.
    package static let leaver = 0.1
    /// Below it, what others' documents tell of a character is not followed.
    package static let followed = 0.2

    /// The guild's core at the highest level: raiders.
    package static let core = 6.0

    /// The lowest rank that is taken for the guild's core: guild master, officers and raiders.
    private static let lowestCoreRank: Int16 = 4

    /// A member's standing: the core at the highest level 6, others at the highest level 3, the core below it 2,
    /// everybody else 1.
    package static func standing(rank: Int16, level: Int16, highestLevel: Int16) -> Double {
        let isCore = rank <= lowestCoreRank
        return level >= highestLevel ? (isCore ? core : 3) : (isCore ? 2 : 1)
    }

    /// Factor for how long ago the character last played: who played within two weeks counts fully, after
    /// three months a quarter. Nil counts as a month.
    package static func activity(idle: Duration?) -> Double {
        switch idle ?? .days(30) {
        case ..<Duration.days(14): 1
        case ..<Duration.days(90): 0.5
        default: 0.25
        }
    }
}
