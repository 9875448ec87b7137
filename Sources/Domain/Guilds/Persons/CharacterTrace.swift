/// What is known of a character that helps to tell who it is.
package struct CharacterTrace: Sendable, Hashable {
    /// The character by identity.
    package var key: CharacterKey
    /// Nil when neither a profile nor a roster told it.
    package var characterClass: CharacterClass?
    /// The API's `race.id`; nil when it is not known.
    package var raceID: Int16?
    /// Nil when no profile told it.
    package var faction: Faction?
    /// The newest known level.
    package var level: Int16?
    /// When anything was seen of it first.
    package var firstSeen: Timestamp
    /// Achievements with their seconds, ascending by id, each once.
    package var earned: [EarnedAchievement]
    /// The log-ins that its profiles told, ascending.
    package var logins: [Timestamp]
    /// When rosters of watched guilds listed it, ascending.
    package var stays: [Span]
    /// Since when its profile is not found or not valid; nil while it answers.
    package var goneSince: Timestamp?
    /// The items of the last known equipment.
    package var wornLast: Set<Int32>
    /// The items of every known equipment.
    package var wornEver: Set<Int32>

    /// A trace from its parts; what is left out is not known.
    package init(
        _ key: CharacterKey, characterClass: CharacterClass? = nil, raceID: Int16? = nil,
        faction: Faction? = nil, level: Int16? = nil, firstSeen: Timestamp, earned: [EarnedAchievement] = [],
        logins: [Timestamp] = [], stays: [Span] = [], goneSince: Timestamp? = nil,
        wornLast: Set<Int32> = [], wornEver: Set<Int32> = []
    ) {
        self.key = key
        self.characterClass = characterClass
        self.raceID = raceID
        self.faction = faction
        self.level = level
        self.firstSeen = firstSeen
        self.earned = earned.sorted { left, right in left.id < right.id }
        self.logins = logins.sorted()
        self.stays = stays
        self.goneSince = goneSince
        self.wornLast = wornLast
        self.wornEver = wornEver
    }

    /// When it was certainly there: its log-ins, or what rosters told where no profile did.
    var signsOfLife: [Timestamp] {
        if !logins.isEmpty { return logins }
        // Rosters are hours old when they are served: the last day of a stay may be a memory.
        let listed = stays.flatMap { stay in [stay.since, max(stay.since, stay.until - .days(1))] }
        return listed.isEmpty ? [firstSeen] : listed.sorted()
    }
}
