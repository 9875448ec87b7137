/// A character's mythic keystone profile: the current week and the seasons it has played.
package struct KeystoneProfile: Sendable, Hashable, Codable {
    /// The character that the document says it is about.
    package var character: CharacterKey
    /// Id of the period that `bestRuns` are of, the API's `current_period`.
    package var currentPeriod: Int32
    /// Nil where the document tells none: before the first run of a season, or in seasons without rating.
    package var rating: Double?
    /// Ids of the seasons listed in the document; empty where it lists none.
    package var seasons: [Int32]
    /// The current period's best runs; nil where the document has no list, which is not the same as none.
    package var bestRuns: [KeystoneRun]?

    /// A profile from its decoded fields.
    package init(
        character: CharacterKey, currentPeriod: Int32, rating: Double?, seasons: [Int32],
        bestRuns: [KeystoneRun]?
    ) {
        self.character = character
        self.currentPeriod = currentPeriod
        self.rating = rating
        self.seasons = seasons
        self.bestRuns = bestRuns
    }
}

/// A character's best runs of one season.
package struct KeystoneSeasonProfile: Sendable, Hashable, Codable {
    /// The character that the document says it is about.
    package var character: CharacterKey
    /// The API's `season.id`.
    package var season: Int32
    /// The API's `mythic_rating` of the season, 0 to 100,000; nil where the document has none.
    package var rating: Double?
    /// The season's best runs; nil where the document has no list, which is not the same as none.
    package var bestRuns: [KeystoneRun]?

    /// A season's profile from its decoded fields.
    package init(character: CharacterKey, season: Int32, rating: Double?, bestRuns: [KeystoneRun]?) {
        self.character = character
        self.season = season
        self.rating = rating
        self.bestRuns = bestRuns
    }
}

/// One completed keystone run as a character's document tells it.
package struct KeystoneRun: Sendable, Hashable, Codable {
    /// The API's `dungeon.id`, of a keystone dungeon.
    package var dungeonID: Int32
    /// The dungeon's name; empty where the document has none.
    package var dungeonName: String
    /// The API's `keystone_level`, 1 to 999.
    package var level: Int16
    /// The API's `completed_timestamp`, the end of the run.
    package var completedAt: Timestamp
    /// How long the run took, to the millisecond; at most a week.
    package var duration: Duration
    /// The API's `is_completed_within_time`.
    package var isTimed: Bool
    /// Ids of `keystone_affixes` in document order; empty where the document has none.
    package var affixes: [Int32]
    /// The run's worth; nil in seasons without rating.
    package var rating: Double?
    /// The players; one whose character is gone has no identity and is left out.
    package var members: [KeystoneRunMember]

    /// A run from its decoded fields.
    package init(
        dungeonID: Int32, dungeonName: String, level: Int16, completedAt: Timestamp, duration: Duration,
        isTimed: Bool, affixes: [Int32], rating: Double?, members: [KeystoneRunMember]
    ) {
        self.dungeonID = dungeonID
        self.dungeonName = dungeonName
        self.level = level
        self.completedAt = completedAt
        self.duration = duration
        self.isTimed = isTimed
        self.affixes = affixes
        self.rating = rating
        self.members = members
    }
}

/// Who took part in a run. Names are left behind: a fellow player need not be a member of a watched guild.
package struct KeystoneRunMember: Sendable, Hashable, Codable {
    /// The player's character by identity.
    package var character: CharacterKey
    /// The specialization played; nil where the document has none.
    package var specialization: Specialization?
    /// The API's `equipped_item_level`; nil where the document has none.
    package var itemLevel: Int16?

    /// A player of a run from the decoded fields.
    package init(character: CharacterKey, specialization: Specialization?, itemLevel: Int16?) {
        self.character = character
        self.specialization = specialization
        self.itemLevel = itemLevel
    }
}

/// The best groups of one dungeon, connected realm and period: at most 500, timed runs only.
package struct KeystoneLeaderboard: Sendable, Hashable, Codable {
    /// One ranked group.
    package struct Group: Sendable, Hashable, Codable {
        /// The API's `ranking`, from 1.
        package var ranking: Int32
        /// The API's `keystone_level`, 1 to 999.
        package var level: Int16
        /// The API's `completed_timestamp`, the end of the run.
        package var completedAt: Timestamp
        /// How long the run took, to the millisecond; at most a week.
        package var duration: Duration
        /// The players; one whose character is gone has no identity and is left out.
        package var members: [KeystoneRunMember]

        /// A ranked group from its decoded fields.
        package init(
            ranking: Int32, level: Int16, completedAt: Timestamp, duration: Duration,
            members: [KeystoneRunMember]
        ) {
            self.ranking = ranking
            self.level = level
            self.completedAt = completedAt
            self.duration = duration
            self.members = members
        }
    }

    /// The connected realm, whose id stands in the place of a realm's.
    package var connectedRealm: RealmKey
    /// The API's `map_challenge_mode_id`.
    package var dungeonID: Int32
    /// The API's `period.id`, the week of the board.
    package var period: Int32
    /// The last moment of the period, after which the board is settled; documents give it one second before
    /// the next reset.
    package var end: Timestamp
    /// In document order; empty while nobody has entered the board.
    package var groups: [Group]

    /// A board from its decoded fields.
    package init(
        connectedRealm: RealmKey, dungeonID: Int32, period: Int32, end: Timestamp, groups: [Group]
    ) {
        self.connectedRealm = connectedRealm
        self.dungeonID = dungeonID
        self.period = period
        self.end = end
        self.groups = groups
    }
}

/// The boards of a connected realm that can be entered now: those of the season's dungeons in the current
/// period.
package struct LeaderboardIndex: Sendable, Hashable, Codable {
    /// One board.
    package struct Entry: Sendable, Hashable, Codable {
        /// The dungeon's id as a board's address names it.
        package var dungeonID: Int32
        /// The period of the board.
        package var period: Int32

        /// An entry from its decoded fields.
        package init(dungeonID: Int32, period: Int32) {
            self.dungeonID = dungeonID
            self.period = period
        }
    }

    /// The connected realm that was asked for.
    package var connectedRealm: RealmKey
    /// In document order; empty between seasons.
    package var entries: [Entry]

    /// An index from its decoded fields.
    package init(connectedRealm: RealmKey, entries: [Entry]) {
        self.connectedRealm = connectedRealm
        self.entries = entries
    }
}
