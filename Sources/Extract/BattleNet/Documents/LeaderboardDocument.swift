internal import Guilds
internal import JSON

extension DocumentReader {
    /// A board without groups is one that nobody has entered yet.
    func leaderboard(_ root: JSONValue) throws(JSONError) -> KeystoneLeaderboard {
        let region = region
        return KeystoneLeaderboard(
            connectedRealm: RealmKey(
                region: region,
                id: try asked(document.realm.id, is: root.member("connected_realm").linkedID(), in: root)),
            dungeonID: try asked(
                Int32(truncatingIfNeeded: document.subject), is: root.member("map_challenge_mode_id").id(),
                in: root),
            period: try asked(document.part, is: root.member("period").id(), in: root),
            end: try root.member("period_end_timestamp").timestamp(),
            groups: try root.optional("leading_groups")?.map { group throws(JSONError) in
                try group.leadingGroup(in: region)
            } ?? [])
    }

    /// The boards that can be entered now, each once. An entry names its dungeon; its period is told by its
    /// link.
    func leaderboards(_ root: JSONValue) throws(JSONError) -> LeaderboardIndex {
        var entries: [LeaderboardIndex.Entry] = []
        try root.optional("current_leaderboards")?.each { board throws(JSONError) in
            let entry = LeaderboardIndex.Entry(
                dungeonID: try board.member("id").id(), period: try board.member("key").linkedPeriod())
            if !entries.contains(entry) { entries.append(entry) }
        }
        return LeaderboardIndex(connectedRealm: document.realm, entries: entries)
    }

    /// The number that the document tells, which must be the one asked for where one was.
    private func asked(_ wanted: Int32, is told: Int32, in root: JSONValue) throws(JSONError) -> Int32 {
        guard wanted == 0 || wanted == told else {
            throw root.mismatch(expected: "the board of \(document), with \(wanted) instead of \(told)")
        }
        return told
    }
}

extension JSONValue {
    /// The period at the end of the path of a board's link `{"href": ".../period/641"}`.
    fileprivate func linkedPeriod() throws(JSONError) -> Int32 {
        let link = try member("href")
        let path = try link.string().prefix { character in character != "?" }.split(separator: "/").suffix(2)
        guard path.first == "period", let period = path.last.flatMap({ last in Int32(last) }), period > 0
        else {
            throw link.mismatch(expected: "a link that ends in a period")
        }
        return period
    }

    fileprivate func leadingGroup(in region: Region) throws(JSONError) -> KeystoneLeaderboard.Group {
        KeystoneLeaderboard.Group(
            ranking: try member("ranking").id(),
            level: try member("keystone_level").keystoneLevel(),
            completedAt: try member("completed_timestamp").timestamp(),
            duration: try member("duration").runDuration(),
            members: try member("members").runMembers(in: region, as: "profile"))
    }
}
