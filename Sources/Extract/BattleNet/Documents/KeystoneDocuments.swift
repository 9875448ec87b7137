internal import Guilds
internal import JSON

extension DocumentReader {
    mutating func keystoneProfile(_ root: JSONValue) throws(JSONError) -> KeystoneProfile {
        let current = try root.member("current_period")
        return KeystoneProfile(
            character: try character(root),
            currentPeriod: try current.member("period").member("id").id(),
            rating: try root.optional("current_mythic_rating")?.rating(),
            seasons: try root.optional("seasons")?.map { season throws(JSONError) in
                try season.member("id").quantity()
            } ?? [],
            bestRuns: try runs(current))
    }

    mutating func keystoneSeasonProfile(_ root: JSONValue) throws(JSONError) -> KeystoneSeasonProfile {
        let id = try root.member("season").member("id")
        let season = try id.quantity()
        guard document.part == 0 || document.part == season else {
            throw id.mismatch(expected: "season \(document.part)")
        }
        return KeystoneSeasonProfile(
            character: try character(root), season: season,
            rating: try root.optional("mythic_rating")?.rating(), bestRuns: try runs(root))
    }

    /// The list `best_runs`, each run once; nil where there is none, which is not the same as no run.
    private func runs(_ holder: JSONValue) throws(JSONError) -> [KeystoneRun]? {
        guard let list = try holder.optional("best_runs") else { return nil }
        let region = region
        var runs: [KeystoneRun] = []
        try list.each { value throws(JSONError) in
            let run = try value.keystoneRun(in: region)
            if !runs.contains(run) { runs.append(run) }
        }
        return runs
    }
}

extension JSONValue {
    /// The number of an object `{"rating", "color"}`.
    fileprivate func rating() throws(JSONError) -> Double {
        let value = try member("rating")
        let rating = try value.number()
        guard (0...100_000).contains(rating) else {
            throw value.mismatch(expected: "a rating of 0 to 100000")
        }
        return rating
    }

    func keystoneLevel() throws(JSONError) -> Int16 { try integer(1...999, "a keystone level") }

    /// Milliseconds of a run, at most the week that a keystone lasts.
    func runDuration() throws(JSONError) -> Duration {
        .milliseconds(try integer(1...Int64(604_800_000), "the milliseconds of a run"))
    }

    fileprivate func keystoneRun(in region: Region) throws(JSONError) -> KeystoneRun {
        let dungeon = try member("dungeon")
        return KeystoneRun(
            dungeonID: try dungeon.member("id").id(),
            dungeonName: try dungeon.nameOrEmpty(),
            level: try member("keystone_level").keystoneLevel(),
            completedAt: try member("completed_timestamp").timestamp(),
            duration: try member("duration").runDuration(),
            isTimed: try member("is_completed_within_time").boolean(),
            affixes: try optional("keystone_affixes")?.map { affix throws(JSONError) in
                try affix.member("id").id()
            } ?? [],
            rating: try optional("mythic_rating")?.rating(),
            members: try member("members").runMembers(in: region, as: "character"))
    }

    /// The players of a run; one whose character is gone has no identity and is left out.
    func runMembers(in region: Region, as name: StaticString) throws(JSONError) -> [KeystoneRunMember] {
        var members: [KeystoneRunMember] = []
        try each { value throws(JSONError) in
            guard let character = try value.optional(name) else { return }
            members.append(
                KeystoneRunMember(
                    character: try character.characterKey(in: region),
                    specialization: try value.optional("specialization")?.specialization(),
                    itemLevel: try value.optional("equipped_item_level")?.itemLevel()))
        }
        return members
    }
}
