internal import Guilds
internal import JSON

extension DocumentReader {
    /// A roster without a list of members is malformed: read as empty it would look as if all had left.
    mutating func roster(_ root: JSONValue) throws(JSONError) -> Roster {
        let guild = try root.member("guild")
        let key = try owner(guild)
        let region = region
        var members: [RosterMember] = []
        let list = try root.member("members")
        members.reserveCapacity(try list.count)
        var places: [CharacterKey: Int] = [:]
        places.reserveCapacity(try list.count)
        try list.each { value throws(JSONError) in
            let member = try value.rosterMember(in: region)
            if let place = places.updateValue(members.count, forKey: member.character) {
                guard members[place] == member else {
                    throw value.mismatch(expected: "each character once, or the same line again")
                }
                places[member.character] = place
            } else {
                members.append(member)
            }
        }
        return Roster(
            guild: key,
            guildName: try guild.member("name").nonEmpty(),
            realmSlug: try guild.member("realm").member("slug").nonEmpty(),
            members: members)
    }
}

extension JSONValue {
    /// One line of a roster; members had no `character.key` before 2020.
    fileprivate func rosterMember(in region: Region) throws(JSONError) -> RosterMember {
        let character = try member("character")
        let realm = try character.member("realm")
        return RosterMember(
            character: CharacterKey(
                realm: try realm.realmKey(in: region), id: try character.member("id").subjectID()),
            name: try character.member("name").nonEmpty(),
            realmSlug: try realm.member("slug").nonEmpty(),
            level: try character.member("level").level(),
            characterClass: CharacterClass(id: try character.member("playable_class").member("id").smallID()),
            raceID: try character.member("playable_race").member("id").smallID(),
            rank: try member("rank").integer(0...9, "a rank"))
    }
}
