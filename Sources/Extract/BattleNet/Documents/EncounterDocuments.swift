internal import Guilds
internal import JSON

extension DocumentReader {
    /// Raid or dungeon encounters; a character without a kill has no `expansions`.
    mutating func encounters(_ root: JSONValue) throws(JSONError) -> Encounters {
        var collection = EncounterCollection()
        try root.optional("expansions")?.each { expansion throws(JSONError) in
            try expansion.optional("instances")?.each { instance throws(JSONError) in
                try collection.add(instance)
            }
        }
        skipped += collection.unknownModes
        return Encounters(character: try encounterOwner(root), kills: collection.kills)
    }

    /// Captured dungeon documents do not say whose they are; then it is the character asked for.
    private mutating func encounterOwner(_ root: JSONValue) throws(JSONError) -> CharacterKey {
        if document.kind == .dungeons, try root.optional("character") == nil, document.subject != 0,
            let asked = document.character
        {
            return asked
        }
        return try character(root)
    }
}

/// Kills by encounter and difficulty, each once.
private struct EncounterCollection {
    private struct Key: Hashable {
        var encounter: Int32
        var difficulty: Difficulty
    }

    private(set) var kills: [EncounterKills] = []
    private(set) var unknownModes = 0
    private var places: [Key: Int] = [:]

    mutating func add(_ instance: JSONValue) throws(JSONError) {
        let place = try instance.member("instance")
        let (id, name) = (try place.member("id").id(), try place.nameOrEmpty())
        try instance.optional("modes")?.each { mode throws(JSONError) in
            guard let difficulty = Difficulty(rawValue: try mode.member("difficulty").member("type").string())
            else {
                unknownModes += 1
                return
            }
            try mode.optional("progress")?.optional("encounters")?.each { entry throws(JSONError) in
                let encounter = try entry.member("encounter")
                add(
                    EncounterKills(
                        encounterID: try encounter.member("id").id(),
                        encounterName: try encounter.nameOrEmpty(), instanceID: id, instanceName: name,
                        difficulty: difficulty, count: try entry.member("completed_count").quantity(),
                        lastKill: try entry.optional("last_kill_timestamp")?.timestamp()))
            }
        }
    }

    /// "Current Season" tells instances again that stand under their expansion too: the later state counts.
    private mutating func add(_ entry: EncounterKills) {
        guard entry.count > 0 else { return }
        let key = Key(encounter: entry.encounterID, difficulty: entry.difficulty)
        guard let place = places[key] else {
            places[key] = kills.count
            kills.append(entry)
            return
        }
        kills[place].count = max(kills[place].count, entry.count)
        kills[place].lastKill = [kills[place].lastKill, entry.lastKill].compactMap(\.self).max()
    }
}
