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
            groups: try root.optional("leading_groups")?.map { group throws(JSONError) in
                try group.leadingGroup(in: region)
            } ?? [])
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
    fileprivate func leadingGroup(in region: Region) throws(JSONError) -> KeystoneLeaderboard.Group {
        KeystoneLeaderboard.Group(
            ranking: try member("ranking").id(),
            level: try member("keystone_level").keystoneLevel(),
            completedAt: try member("completed_timestamp").timestamp(),
            duration: try member("duration").runDuration(),
            members: try member("members").runMembers(in: region, as: "profile"))
    }
}
