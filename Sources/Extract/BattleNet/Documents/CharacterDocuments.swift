internal import Guilds
internal import JSON

extension DocumentReader {
    mutating func summary(_ root: JSONValue) throws(JSONError) -> CharacterSummary {
        let key = try root.characterKey(in: region)
        note(character: key)
        return CharacterSummary(
            key: key,
            name: try root.member("name").nonEmpty(),
            realmSlug: try root.member("realm").member("slug").nonEmpty(),
            level: try root.member("level").level(),
            characterClass: CharacterClass(id: try root.member("character_class").member("id").smallID()),
            raceID: try root.member("race").member("id").smallID(),
            faction: try root.optional("faction")?.faction(),
            activeSpecialization: try root.optional("active_spec")?.specialization(),
            guild: try root.optional("guild")?.guildKey(in: region),
            achievementPoints: try root.optional("achievement_points")?.quantity(),
            averageItemLevel: try root.optional("average_item_level")?.itemLevel(),
            equippedItemLevel: try root.optional("equipped_item_level")?.itemLevel(),
            lastLogin: try root.optional("last_login_timestamp")?.timestamp())
    }

    /// Another id is a fact here, not an error: it says that the address has a new owner.
    func status(_ root: JSONValue) throws(JSONError) -> CharacterStatus {
        CharacterStatus(
            id: try root.member("id").subjectID(), isValid: try root.member("is_valid").boolean())
    }

    mutating func achievements(_ root: JSONValue) throws(JSONError) -> CharacterAchievements {
        CharacterAchievements(
            character: try character(root),
            totalQuantity: try root.member("total_quantity").quantity(),
            totalPoints: try root.member("total_points").quantity(),
            earned: try earned(root.member("achievements")))
    }

    /// The character that a sub-document belongs to.
    mutating func character(_ root: JSONValue) throws(JSONError) -> CharacterKey {
        let key = try root.member("character").characterKey(in: region)
        note(character: key)
        return key
    }

    private mutating func note(character key: CharacterKey) {
        if document.subject != 0, document.character != key { isOtherSubject = true }
    }
}
