/// A character's mythic keystone profile: the current week and the seasons it has played.
package struct KeystoneProfile: Sendable, Hashable {
    package var character: CharacterKey
    package var currentPeriod: Int32
    /// Nil where the document tells none: before the first run of a season, or in seasons without rating.
    package var rating: Double?
    package var seasons: [Int32]
    /// The current period's best runs; nil where the document has no list, which is not the same as none.
    package var bestRuns: [KeystoneRun]?

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
package struct KeystoneSeasonProfile: Sendable, Hashable {
    package var character: CharacterKey
    package var season: Int32
    package var rating: Double?
    package var bestRuns: [KeystoneRun]?

    package init(character: CharacterKey, season: Int32, rating: Double?, bestRuns: [KeystoneRun]?) {
        self.character = character
        self.season = season
        self.rating = rating
        self.bestRuns = bestRuns
    }
}

/// One completed keystone run as a character's document tells it.
package struct KeystoneRun: Sendable, Hashable {
    package var dungeonID: Int32
    package var dungeonName: String
    package var level: Int16
    package var completedAt: Timestamp
    package var duration: Duration
    package var isTimed: Bool
    package var affixes: [Int32]
    /// The run's worth; nil in seasons without rating.
    package var rating: Double?
    package var members: [KeystoneRunMember]

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
package struct KeystoneRunMember: Sendable, Hashable {
    package var character: CharacterKey
    package var specialization: Specialization?
    package var itemLevel: Int16?

    package init(character: CharacterKey, specialization: Specialization?, itemLevel: Int16?) {
        self.character = character
        self.specialization = specialization
        self.itemLevel = itemLevel
    }
}

/// The best groups of one dungeon, connected realm and period: at most 500, timed runs only.
package struct KeystoneLeaderboard: Sendable, Hashable {
    /// One ranked group.
    package struct Group: Sendable, Hashable {
        package var ranking: Int32
        package var level: Int16
        package var completedAt: Timestamp
        package var duration: Duration
        package var members: [KeystoneRunMember]

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

    package var connectedRealm: RealmKey
    package var dungeonID: Int32
    package var period: Int32
    package var groups: [Group]

    package init(connectedRealm: RealmKey, dungeonID: Int32, period: Int32, groups: [Group]) {
        self.connectedRealm = connectedRealm
        self.dungeonID = dungeonID
        self.period = period
        self.groups = groups
    }
}
