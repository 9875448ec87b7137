/// What the guild document tells.
package struct GuildProfile: Sendable, Hashable, Codable {
    /// Identity from the document's own `id` and `realm.id`.
    package var key: GuildKey
    /// The guild's name as players see it, never blank.
    package var name: String
    /// Slug of the realm, as addresses write it.
    package var realmSlug: String
    /// The guild's side; nil when the document gives none or one that is not known.
    package var faction: Faction?
    /// The API's `achievement_points`.
    package var achievementPoints: Int32
    /// The API's `member_count`, counted by the source and not from the roster.
    package var memberCount: Int32
    /// The API's `created_timestamp`; nil when the document has none.
    package var createdAt: Timestamp?

    /// A profile from its decoded fields.
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
package struct Roster: Sendable, Hashable, Codable {
    /// The guild that the document says the roster is of.
    package var guild: GuildKey
    /// The guild's name as the roster tells it, never blank.
    package var guildName: String
    /// Slug of the guild's realm; members may be of other realms.
    package var realmSlug: String
    /// Each character once, in the document's order.
    package var members: [RosterMember]

    /// A roster from its decoded fields; each character must stand in it once.
    package init(guild: GuildKey, guildName: String, realmSlug: String, members: [RosterMember]) {
        self.guild = guild
        self.guildName = guildName
        self.realmSlug = realmSlug
        self.members = members
    }
}

/// One line of a roster.
package struct RosterMember: Sendable, Hashable, Codable {
    /// The member by identity, on the member's own realm.
    package var character: CharacterKey
    /// The character's name as players see it, never blank.
    package var name: String
    /// Slug of the member's own realm.
    package var realmSlug: String
    /// The character's level.
    package var level: Int16
    /// From the API's `playable_class.id`.
    package var characterClass: CharacterClass
    /// The API's `playable_race.id`.
    package var raceID: Int16
    /// 0 is the guild master, 9 the lowest rank.
    package var rank: Int16

    /// One line of a roster from its decoded fields.
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
package struct GuildAchievements: Sendable, Hashable, Codable {
    /// The guild that the document says the achievements are of.
    package var guild: GuildKey
    /// The API's `total_quantity`.
    package var totalQuantity: Int32
    /// The API's `total_points`.
    package var totalPoints: Int32
    /// Achievements with a moment of completion, each once; those in progress are left out.
    package var earned: [EarnedAchievement]

    /// A guild's achievements from the decoded fields.
    package init(guild: GuildKey, totalQuantity: Int32, totalPoints: Int32, earned: [EarnedAchievement]) {
        self.guild = guild
        self.totalQuantity = totalQuantity
        self.totalPoints = totalPoints
        self.earned = earned
    }
}

/// An achievement with the moment it was completed.
package struct EarnedAchievement: Sendable, Hashable, Codable {
    /// The API's achievement `id`.
    package var id: Int32
    /// The API's `completed_timestamp`, the earliest when it is told twice.
    package var completedAt: Timestamp

    /// An achievement and when it was completed.
    package init(id: Int32, completedAt: Timestamp) {
        self.id = id
        self.completedAt = completedAt
    }
}

/// The recent entries of a guild's activity feed.
package struct GuildActivity: Sendable, Hashable, Codable {
    /// What one entry tells.
    package enum Event: Sendable, Hashable, Codable {
        case achievement(id: Int32, by: CharacterKey)
        case encounter(id: Int32, difficulty: Difficulty)
    }

    /// One entry of the feed.
    package struct Entry: Sendable, Hashable, Codable {
        /// The API's `timestamp` of the event.
        package var at: Timestamp
        /// What happened; entries of unknown kinds are left out by the decoder.
        package var event: Event

        /// An event and when it happened.
        package init(at: Timestamp, event: Event) {
            self.at = at
            self.event = event
        }
    }

    /// The guild that the document says the feed is of.
    package var guild: GuildKey
    /// In the order of the document; empty for a quiet guild.
    package var entries: [Entry]

    /// A feed from its decoded entries.
    package init(guild: GuildKey, entries: [Entry]) {
        self.guild = guild
        self.entries = entries
    }
}
