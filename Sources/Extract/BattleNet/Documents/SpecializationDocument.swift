internal import Guilds
internal import JSON

extension DocumentReader {
    /// A character below the level of its first choice has neither list nor active specialization.
    mutating func specializations(_ root: JSONValue) throws(JSONError) -> CharacterSpecializations {
        CharacterSpecializations(
            character: try character(root),
            active: try root.optional("active_specialization")?.specialization(),
            loadouts: try root.optional("specializations")?.map { value throws(JSONError) in
                try value.loadout()
            } ?? [])
    }
}

extension JSONValue {
    /// Documents before Dragonflight list `talents`; later ones have `loadouts`, of which one is active.
    fileprivate func loadout() throws(JSONError) -> CharacterSpecializations.Loadout {
        var loadout = CharacterSpecializations.Loadout(
            specialization: try member("specialization").specialization(), talents: [], code: nil)
        try optional("talents")?.each { choice throws(JSONError) in
            // An unspent tier has no talent.
            if let talent = try choice.optional("talent") {
                loadout.talents.append(try talent.member("id").id())
            }
        }
        try optional("loadouts")?.each { choice throws(JSONError) in
            guard try choice.optional("is_active")?.boolean() ?? false else { return }
            loadout.code = try choice.optional("talent_loadout_code")?.string()
        }
        return loadout
    }
}
