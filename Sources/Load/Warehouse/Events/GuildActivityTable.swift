import Guilds
import Postgres

extension EventSeries {
    /// A guild's news: achievements of members and bosses that fell. What an entry does not have is 0, since
    /// everything about it tells it apart.
    static let guildActivity = EventSeries(
        table: "guild_activity",
        keys: [
            "bucket", "realm_id", "guild_id", "happened_at", "achievement_id", "encounter_id", "difficulty",
            "member_realm_id", "member_id",
        ],
        values: [],
        feeds: { facts in if case .guildActivity = facts { true } else { false } },
        write: { facts, stamp, rows in
            guard case .guildActivity(let activity) = facts else { return }
            for entry in Set(activity.entries) {
                try await rows.row { row in
                    stamp.open(&row)
                    row.guild(activity.guild)
                    row.timestamp(Microseconds(entry.at))
                    row.event(entry.event)
                    stamp.closeEvent(&row)
                }
            }
        })
}

extension CopyRow {
    /// `achievement_id, encounter_id, difficulty, member_realm_id, member_id`.
    fileprivate mutating func event(_ event: GuildActivity.Event) {
        switch event {
        case .achievement(let id, let member):
            int32(id)
            int32(0)
            int16(0)
            int32(member.realm.id)
            int64(member.id)
        case .encounter(let id, let difficulty):
            int32(0)
            int32(id)
            int16(difficulty.number)
            int32(0)
            int64(0)
        }
    }
}
