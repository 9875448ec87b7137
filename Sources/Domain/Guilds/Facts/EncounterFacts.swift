/// The bosses a character has killed, from its raid or its dungeon encounters.
package struct Encounters: Sendable, Hashable {
    package var character: CharacterKey
    /// Each (encounter, difficulty) once: the pseudo-expansion "Current Season" repeats instances.
    package var kills: [EncounterKills]

    package init(character: CharacterKey, kills: [EncounterKills]) {
        self.character = character
        self.kills = kills
    }
}

/// How often and when last a character killed a boss on a difficulty.
package struct EncounterKills: Sendable, Hashable {
    package var encounterID: Int32
    package var encounterName: String
    package var instanceID: Int32
    package var instanceName: String
    package var difficulty: Difficulty
    package var count: Int32
    package var lastKill: Timestamp?

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
