internal import Guilds
internal import JSON

extension DocumentReader {
    /// A character without professions has neither list; the lists that are there hold each tier once.
    mutating func professions(_ root: JSONValue) throws(JSONError) -> Professions {
        var professions = Professions(character: try professionOwner(root), skills: [])
        for (list, isPrimary) in [("primaries", true), ("secondaries", false)] as [(StaticString, Bool)] {
            try root.optional(list)?.each { value throws(JSONError) in
                professions.skills += try value.professionSkills(isPrimary: isPrimary)
            }
        }
        var seen = Set<[Int32]>()
        for skill in professions.skills {
            guard seen.insert([skill.profession.id, skill.tier?.id ?? 0]).inserted else {
                throw root.mismatch(expected: "each tier of a profession once")
            }
        }
        return professions
    }

    /// The captured document does not say whose it is; then it is the character asked for.
    private mutating func professionOwner(_ root: JSONValue) throws(JSONError) -> CharacterKey {
        if try root.optional("character") == nil, document.subject != 0, let asked = document.character {
            return asked
        }
        return try character(root)
    }

    /// Everybody stands somewhere with some faction: a document without the list is malformed.
    mutating func reputations(_ root: JSONValue) throws(JSONError) -> Reputations {
        var reputations = Reputations(character: try character(root), standings: [])
        var seen = Set<Int32>()
        try root.member("reputations").each { value throws(JSONError) in
            let standing = try value.factionStanding()
            guard seen.insert(standing.faction.id).inserted else {
                throw value.mismatch(expected: "each faction once")
            }
            reputations.standings.append(standing)
        }
        return reputations
    }

    /// Who never fought has neither brackets nor maps.
    mutating func pvpSummary(_ root: JSONValue) throws(JSONError) -> PvPSummary {
        var summary = PvPSummary(
            character: try character(root), honorLevel: try root.member("honor_level").quantity(),
            honorableKills: try root.member("honorable_kills").quantity(), brackets: [], maps: [])
        try root.optional("brackets")?.each { link throws(JSONError) in
            let address = try link.member("href").string()
            let path = address.prefix { letter in letter != "?" }
            guard let name = path.split(separator: "/").last else { return }
            summary.brackets.append(String(name))
        }
        summary.brackets = Set(summary.brackets).sorted()
        var seen = Set<Int32>()
        try root.optional("pvp_map_statistics")?.each { value throws(JSONError) in
            let record = try value.mapRecord()
            guard seen.insert(record.map.id).inserted else { throw value.mismatch(expected: "each map once") }
            summary.maps.append(record)
        }
        return summary
    }
}

extension JSONValue {
    /// A thing that documents name beside its id.
    private func named() throws(JSONError) -> NamedEntry {
        NamedEntry(id: try member("id").id(), name: try nameOrEmpty())
    }

    /// The tiers of a profession; one without tiers has its points beside it.
    fileprivate func professionSkills(isPrimary: Bool) throws(JSONError) -> [ProfessionSkill] {
        let profession = try member("profession").named()
        guard let tiers = try optional("tiers") else {
            return [try skill(in: profession, tier: nil, isPrimary: isPrimary)]
        }
        return try tiers.map { tier throws(JSONError) in
            try tier.skill(in: profession, tier: tier.member("tier").named(), isPrimary: isPrimary)
        }
    }

    private func skill(
        in profession: NamedEntry, tier: NamedEntry?, isPrimary: Bool
    ) throws(JSONError) -> ProfessionSkill {
        var recipes: Int32 = 0
        try optional("known_recipes")?.each { _ throws(JSONError) in recipes += 1 }
        return ProfessionSkill(
            profession: profession, tier: tier, isPrimary: isPrimary,
            points: try optional("skill_points")?.quantity(),
            maximum: try optional("max_skill_points")?.quantity(), recipes: recipes)
    }

    fileprivate func factionStanding() throws(JSONError) -> Reputations.Standing {
        let standing = try member("standing")
        return Reputations.Standing(
            faction: try member("faction").named(),
            points: try standing.member("raw").integer(Int32.min...Int32.max, "points of a standing"),
            tier: try standing.optional("tier")?.integer(0...1000, "a standing"),
            renown: try standing.optional("renown_level")?.integer(0...1000, "a level of renown"),
            paragon: try optional("paragon")?.member("raw").quantity())
    }

    fileprivate func mapRecord() throws(JSONError) -> PvPSummary.MapRecord {
        let matches = try member("match_statistics")
        return PvPSummary.MapRecord(
            map: try member("world_map").named(), played: try matches.member("played").quantity(),
            won: try matches.member("won").quantity(), lost: try matches.member("lost").quantity())
    }
}
