/// What a character has learnt in its professions.
package struct Professions: Sendable, Hashable, Codable {
    /// The character that the document says it is about; the one asked for where it does not say.
    package var character: CharacterKey
    /// Each tier of each profession once; empty for a character without any.
    package var skills: [ProfessionSkill]

    /// Professions from the decoded fields; no pair of profession and tier may come twice.
    package init(character: CharacterKey, skills: [ProfessionSkill]) {
        self.character = character
        self.skills = skills
    }
}

/// A character's skill in one tier of a profession, such as one expansion's cooking.
package struct ProfessionSkill: Sendable, Hashable, Codable {
    /// The API's `profession.id` with its name, empty where the document has none.
    package var profession: NamedEntry
    /// The API's `tier.id` with its name; nil for a profession that has no tiers.
    package var tier: NamedEntry?
    /// Whether it is one of the two that a character chooses.
    package var isPrimary: Bool
    /// The API's `skill_points`; nil where the document has none.
    package var points: Int32?
    /// The API's `max_skill_points`; nil where the document has none.
    package var maximum: Int32?
    /// How many recipes the document lists as known.
    package var recipes: Int32

    /// A skill from its decoded fields.
    package init(
        profession: NamedEntry, tier: NamedEntry?, isPrimary: Bool, points: Int32?, maximum: Int32?,
        recipes: Int32
    ) {
        self.profession = profession
        self.tier = tier
        self.isPrimary = isPrimary
        self.points = points
        self.maximum = maximum
        self.recipes = recipes
    }
}

/// How a character stands with the factions of the game.
package struct Reputations: Sendable, Hashable, Codable {
    /// The character that the document says it is about.
    package var character: CharacterKey
    /// Each faction once.
    package var standings: [Standing]

    /// The standing with one faction.
    package struct Standing: Sendable, Hashable, Codable {
        /// The API's `faction.id` with its name, empty where the document has none.
        package var faction: NamedEntry
        /// The API's `standing.raw`: points above or below neutral, so it may be negative.
        package var points: Int32
        /// The API's `standing.tier`, 0 hated to 7 exalted; nil where the faction counts otherwise.
        package var tier: Int16?
        /// The API's `standing.renown_level`; nil for factions without renown.
        package var renown: Int16?
        /// The API's `paragon.raw`: points beyond the highest standing; nil before that.
        package var paragon: Int32?

        /// A standing from its decoded fields.
        package init(faction: NamedEntry, points: Int32, tier: Int16?, renown: Int16?, paragon: Int32?) {
            self.faction = faction
            self.points = points
            self.tier = tier
            self.renown = renown
            self.paragon = paragon
        }
    }

    /// Standings from the decoded fields; no faction may come twice.
    package init(character: CharacterKey, standings: [Standing]) {
        self.character = character
        self.standings = standings
    }
}

/// What the summary of player-versus-player tells; ratings stand in a document per bracket.
package struct PvPSummary: Sendable, Hashable, Codable {
    /// The character that the document says it is about.
    package var character: CharacterKey
    /// The API's `honor_level`.
    package var honorLevel: Int32
    /// The API's `honorable_kills`.
    package var honorableKills: Int32
    /// The rated brackets that the document links to, as `2v2`; ascending.
    package var brackets: [String]
    /// Each battleground once.
    package var maps: [MapRecord]

    /// Matches on one map.
    package struct MapRecord: Sendable, Hashable, Codable {
        /// The API's `world_map.id` with its name, empty where the document has none.
        package var map: NamedEntry
        /// Matches ended so far, by outcome; a match may be neither won nor lost.
        package var played: Int32
        /// Matches won.
        package var won: Int32
        /// Matches lost.
        package var lost: Int32

        /// A record from its decoded fields.
        package init(map: NamedEntry, played: Int32, won: Int32, lost: Int32) {
            self.map = map
            self.played = played
            self.won = won
            self.lost = lost
        }
    }

    /// A summary from the decoded fields; no map may come twice.
    package init(
        character: CharacterKey, honorLevel: Int32, honorableKills: Int32, brackets: [String],
        maps: [MapRecord]
    ) {
        self.character = character
        self.honorLevel = honorLevel
        self.honorableKills = honorableKills
        self.brackets = brackets
        self.maps = maps
    }
}
