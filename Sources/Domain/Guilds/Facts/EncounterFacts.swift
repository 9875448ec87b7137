/// The bosses a character has killed, from its raid or its dungeon encounters.
package struct Encounters: Sendable, Hashable, Codable {
    /// Whose kills they are; the character asked for where a dungeon document does not say.
    package var character: CharacterKey
    /// Each (encounter, difficulty) once: the pseudo-expansion "Current Season" repeats instances.
    package var kills: [EncounterKills]

    /// Kills of a character; each encounter and difficulty must stand in them once.
    package init(character: CharacterKey, kills: [EncounterKills]) {
        self.character = character
        self.kills = kills
    }
}

/// How often and when last a character killed a boss on a difficulty.
package struct EncounterKills: Sendable, Hashable, Codable {
    /// The API's `encounter.id`.
    package var encounterID: Int32
    /// The boss's name; empty where the document has none.
    package var encounterName: String
    /// The API's `instance.id`, of the raid or dungeon.
    package var instanceID: Int32
    /// The name of the raid or dungeon; empty where the document has none.
    package var instanceName: String
    /// From the API's `mode.difficulty.type`; modes of unknown kinds are left out.
    package var difficulty: Difficulty
    /// The API's `completed_count`; at least 1 from the decoder.
    package var count: Int32
    /// The API's `last_kill_timestamp`; nil where the document has none.
    package var lastKill: Timestamp?

    /// Kills of one boss on one difficulty from the decoded fields.
    package init(
        encounterID: Int32, encounterName: String, instanceID: Int32, instanceName: String,
        difficulty: Difficulty, count: Int32, lastKill: Timestamp?
    ) {
        self.encounterID = encounterID
        self.encounterName = encounterName
        self.instanceID = instanceID
        self.instanceName = instanceName
        self.difficulty = difficulty
        self.count = count
        self.lastKill = lastKill
    }
}
