internal import Guilds
internal import JSON

extension DocumentReader {
    mutating func guild(_ root: JSONValue) throws(JSONError) -> GuildProfile {
        let key = try root.guildKey(in: region)
        note(guild: key)
        return GuildProfile(
            key: key,
            name: try root.member("name").nonEmpty(),
            realmSlug: try root.member("realm").member("slug").nonEmpty(),
            faction: try root.optional("faction")?.faction(),
            achievementPoints: try root.member("achievement_points").quantity(),
            memberCount: try root.member("member_count").quantity(),
            createdAt: try root.optional("created_timestamp")?.timestamp())
    }

    mutating func guildAchievements(_ root: JSONValue) throws(JSONError) -> GuildAchievements {
        GuildAchievements(
            guild: try owner(root.member("guild")),
            totalQuantity: try root.member("total_quantity").quantity(),
            totalPoints: try root.member("total_points").quantity(),
            earned: try earned(root.member("achievements")))
    }

    /// A quiet guild's document has no `activities`.
    mutating func guildActivity(_ root: JSONValue) throws(JSONError) -> GuildActivity {
        var activity = GuildActivity(guild: try owner(root.member("guild")), entries: [])
        guard let feed = try root.optional("activities") else { return activity }
        try feed.each { value throws(JSONError) in
            guard let event = try value.activityEvent(in: region) else {
                skipped += 1
                return
            }
            let at = try value.member("timestamp").timestamp()
            activity.entries.append(GuildActivity.Entry(at: at, event: event))
        }
        return activity
    }

    /// The guild that a sub-document belongs to.
    mutating func owner(_ guild: JSONValue) throws(JSONError) -> GuildKey {
        let key = try guild.guildKey(in: region)
        note(guild: key)
        return key
    }

    private mutating func note(guild key: GuildKey) {
        if document.subject != 0, document.guild != key { isOtherSubject = true }
    }

    /// Achievements with the moment they were completed; those without one are only in progress.
    func earned(_ list: JSONValue) throws(JSONError) -> [EarnedAchievement] {
        var earned: [EarnedAchievement] = []
        var places: [Int32: Int] = [:]
        try list.each { value throws(JSONError) in
            guard let completed = try value.optional("completed_timestamp") else { return }
            let achievement = EarnedAchievement(
                id: try value.member("id").id(), completedAt: try completed.timestamp())
            if let place = places[achievement.id] {
                // Told twice: it was earned the first time.
                earned[place].completedAt = min(earned[place].completedAt, achievement.completedAt)
            } else {
                places[achievement.id] = earned.count
                earned.append(achievement)
            }
        }
        return earned
    }
}

extension JSONValue {
    /// What an entry of an activity feed tells; nil for a kind that this version does not know.
    fileprivate func activityEvent(in region: Region) throws(JSONError) -> GuildActivity.Event? {
        if let earned = try optional("character_achievement") {
            return .achievement(
                id: try earned.member("achievement").member("id").id(),
                by: try earned.member("character").characterKey(in: region))
        }
        guard let completed = try optional("encounter_completed"),
            let difficulty = Difficulty(rawValue: try completed.member("mode").member("type").string())
        else { return nil }
        return .encounter(id: try completed.member("encounter").member("id").id(), difficulty: difficulty)
    }
}
