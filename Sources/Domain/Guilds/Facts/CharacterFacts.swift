/// What the character summary tells; all sub-documents of a character are written with it at log-out.
package struct CharacterSummary: Sendable, Hashable {
    package var key: CharacterKey
    package var name: String
    package var realmSlug: String
    package var level: Int16
    package var characterClass: CharacterClass
    package var raceID: Int16
    package var faction: Faction?
    package var activeSpecialization: Specialization?
    package var guild: GuildKey?
    package var achievementPoints: Int32?
    /// Nil where the document does not tell it.
    package var averageItemLevel: Int16?
    package var equippedItemLevel: Int16?
    package var lastLogin: Timestamp?

    package init(
        key: CharacterKey, name: String, realmSlug: String, level: Int16, characterClass: CharacterClass,
        raceID: Int16, faction: Faction?, activeSpecialization: Specialization?, guild: GuildKey?,
        achievementPoints: Int32?, averageItemLevel: Int16?, equippedItemLevel: Int16?, lastLogin: Timestamp?
    ) {
        self.key = key
        self.name = name
        self.realmSlug = realmSlug
        self.level = level
        self.characterClass = characterClass
        self.raceID = raceID
        self.faction = faction
        self.activeSpecialization = activeSpecialization
        self.guild = guild
        self.achievementPoints = achievementPoints
        self.averageItemLevel = averageItemLevel
        self.equippedItemLevel = equippedItemLevel
        self.lastLogin = lastLogin
    }
}

/// Whether a stored character may be kept: the API's terms ask for deletion when it is no longer valid.
package struct CharacterStatus: Sendable, Hashable {
    /// Differs from the stored id when the address now belongs to somebody else.
    package var id: Int64
    package var isValid: Bool

    package init(id: Int64, isValid: Bool) {
        self.id = id
        self.isValid = isValid
    }
}

/// Which specialization a character has active and the talents chosen in each.
package struct CharacterSpecializations: Sendable, Hashable {
    /// One specialization with its chosen talents.
    package struct Loadout: Sendable, Hashable {
        package var specialization: Specialization
        /// Talent ids in document order; empty where the document uses loadout codes only.
        package var talents: [Int32]
        /// The game's text form of the active loadout.
        package var code: String?

        package init(specialization: Specialization, talents: [Int32], code: String?) {
            self.specialization = specialization
            self.talents = talents
            self.code = code
        }
    }

    package var character: CharacterKey
    package var active: Specialization?
    package var loadouts: [Loadout]

    package init(character: CharacterKey, active: Specialization?, loadouts: [Loadout]) {
        self.character = character
        self.active = active
        self.loadouts = loadouts
    }
}

/// Achievements that a character has completed.
package struct CharacterAchievements: Sendable, Hashable {
    package var character: CharacterKey
    package var totalQuantity: Int32
    package var totalPoints: Int32
    package var earned: [EarnedAchievement]

    package init(
        character: CharacterKey, totalQuantity: Int32, totalPoints: Int32, earned: [EarnedAchievement]
    ) {
        self.character = character
        self.totalQuantity = totalQuantity
        self.totalPoints = totalPoints
        self.earned = earned
    }
}
