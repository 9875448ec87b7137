/// What the character summary tells; all sub-documents of a character are written with it at log-out.
package struct CharacterSummary: Sendable, Hashable, Codable {
    /// Identity from the document's own `id` and `realm.id`.
    package var key: CharacterKey
    /// The name as players see it, never blank.
    package var name: String
    /// Slug of the realm, as addresses write it.
    package var realmSlug: String
    /// The character's level.
    package var level: Int16
    /// From the API's `character_class.id`.
    package var characterClass: CharacterClass
    /// The API's `race.id`.
    package var raceID: Int16
    /// The character's side; nil when the document gives none or one that is not known.
    package var faction: Faction?
    /// The API's `active_spec`; nil where the document has none.
    package var activeSpecialization: Specialization?
    /// The guild that the document names; nil where it names none.
    package var guild: GuildKey?
    /// The API's `achievement_points`; nil where the document has none.
    package var achievementPoints: Int32?
    /// Nil where the document does not tell it.
    package var averageItemLevel: Int16?
    /// The API's `equipped_item_level`, of the items worn; nil where the document has none.
    package var equippedItemLevel: Int16?
    /// The API's `last_login_timestamp`; nil where the document has none.
    package var lastLogin: Timestamp?

    /// A summary from its decoded fields.
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
package struct CharacterStatus: Sendable, Hashable, Codable {
    /// Differs from the stored id when the address now belongs to somebody else.
    package var id: Int64
    /// The API's `is_valid`; false means that what is stored of the character must go.
    package var isValid: Bool

    /// A status from its decoded fields.
    package init(id: Int64, isValid: Bool) {
        self.id = id
        self.isValid = isValid
    }
}

/// Which specialization a character has active and the talents chosen in each.
package struct CharacterSpecializations: Sendable, Hashable, Codable {
    /// One specialization with its chosen talents.
    package struct Loadout: Sendable, Hashable, Codable {
        /// The specialization that the talents are chosen in.
        package var specialization: Specialization
        /// Talent ids in document order; empty where the document uses loadout codes only.
        package var talents: [Int32]
        /// The game's text form of the active loadout.
        package var code: String?

        /// A loadout; `code` is nil where the document tells no active loadout.
        package init(specialization: Specialization, talents: [Int32], code: String?) {
            self.specialization = specialization
            self.talents = talents
            self.code = code
        }
    }

    /// The character that the document says it is about.
    package var character: CharacterKey
    /// The API's `active_specialization`; nil below the level of the first choice.
    package var active: Specialization?
    /// One for each specialization listed; empty below the level of the first choice.
    package var loadouts: [Loadout]

    /// A character's specializations from the decoded fields.
    package init(character: CharacterKey, active: Specialization?, loadouts: [Loadout]) {
        self.character = character
        self.active = active
        self.loadouts = loadouts
    }
}

/// Achievements that a character has completed.
package struct CharacterAchievements: Sendable, Hashable, Codable {
    /// The character that the document says it is about.
    package var character: CharacterKey
    /// The API's `total_quantity`.
    package var totalQuantity: Int32
    /// The API's `total_points`.
    package var totalPoints: Int32
    /// Achievements with a moment of completion, each once; those in progress are left out.
    package var earned: [EarnedAchievement]

    /// A character's achievements from the decoded fields.
    package init(
        character: CharacterKey, totalQuantity: Int32, totalPoints: Int32, earned: [EarnedAchievement]
    ) {
        self.character = character
        self.totalQuantity = totalQuantity
        self.totalPoints = totalPoints
        self.earned = earned
    }
}
