/// What the guild document tells.
package struct GuildProfile: Sendable, Hashable {
    package var key: GuildKey
    package var name: String
    package var realmSlug: String
    package var faction: Faction?
    package var achievementPoints: Int32
    package var memberCount: Int32
    package var createdAt: Timestamp?

    package init(
        key: GuildKey, name: String, realmSlug: String, faction: Faction?, achievementPoints: Int32,
        memberCount: Int32, createdAt: Timestamp?
    ) {
        self.key = key
        self.name = name
        self.realmSlug = realmSlug
        self.faction = faction
        self.achievementPoints = achievementPoints
        self.memberCount = memberCount
        self.createdAt = createdAt
    }
}

/// The whole roster of a guild as one document told it.
package struct Roster: Sendable, Hashable {
    package var guild: GuildKey
    package var guildName: String
    package var realmSlug: String
    /// Each character once, in the document's order.
    package var members: [RosterMember]

    package init(guild: GuildKey, guildName: String, realmSlug: String, members: [RosterMember]) {
        self.guild = guild
        self.guildName = guildName
        self.realmSlug = realmSlug
        self.members = members
    }
}

/// One line of a roster.
package struct RosterMember: Sendable, Hashable {
    package var character: CharacterKey
    package var name: String
    package var realmSlug: String
    package var level: Int16
    package var characterClass: CharacterClass
    package var raceID: Int16
    /// 0 is the guild master, 9 the lowest rank.
    package var rank: Int16

    package init(
        character: CharacterKey, name: String, realmSlug: String, level: Int16,
        characterClass: CharacterClass, raceID: Int16, rank: Int16
    ) {
        self.character = character
        self.name = name
        self.realmSlug = realmSlug
        self.level = level
        self.characterClass = characterClass
        self.raceID = raceID
        self.rank = rank
    }
}

/// Achievements that a guild has earned.
package struct GuildAchievements: Sendable, Hashable {
    package var guild: GuildKey
    package var totalQuantity: Int32
    package var totalPoints: Int32
    package var earned: [EarnedAchievement]

    package init(guild: GuildKey, totalQuantity: Int32, totalPoints: Int32, earned: [EarnedAchievement]) {
        self.guild = guild
        self.totalQuantity = totalQuantity
        self.totalPoints = totalPoints
        self.earned = earned
    }
}

/// An achievement with the moment it was completed.
package struct EarnedAchievement: Sendable, Hashable {
    package var id: Int32
    package var completedAt: Timestamp

    package init(id: Int32, completedAt: Timestamp) {
        self.id = id
        self.completedAt = completedAt
    }
}

/// The recent entries of a guild's activity feed.
package struct GuildActivity: Sendable, Hashable {
    /// What one entry tells.
    package enum Event: Sendable, Hashable {
        case achievement(id: Int32, by: CharacterKey)
        case encounter(id: Int32, difficulty: Difficulty)
    }

    /// One entry of the feed.
    package struct Entry: Sendable, Hashable {
        package var at: Timestamp
        package var event: Event

        package init(at: Timestamp, event: Event) {
            self.at = at
            self.event = event
        }
    }

    package var guild: GuildKey
    package var entries: [Entry]

    package init(guild: GuildKey, entries: [Entry]) {
        self.guild = guild
        self.entries = entries
    }
}
