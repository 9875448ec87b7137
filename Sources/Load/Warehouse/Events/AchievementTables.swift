import Guilds
import Postgres

extension EventSeries {
    /// Achievements of characters.
    static let achievementEarned = EventSeries(
        table: "achievement_earned", keys: StateSeries.character + ["achievement_id"],
        values: ["completed_at"],
        owned: OwnedRows([.achievements], subject: "character_id", marker: nil),
        feeds: { facts in if case .achievements = facts { true } else { false } },
        write: { facts, stamp, rows in
            guard case .achievements(let achievements) = facts else { return }
            for earned in achievements.earned {
                try await rows.row { row in
                    stamp.open(&row)
                    row.character(achievements.character)
                    row.int32(earned.id)
                    row.timestamp(Microseconds(earned.completedAt))
                    stamp.closeEvent(&row)
                }
            }
        })

    /// Achievements of guilds.
    static let guildAchievement = EventSeries(
        table: "guild_achievement", keys: ["bucket", "realm_id", "guild_id", "achievement_id"],
        values: ["completed_at"],
        owned: OwnedRows([.guildAchievements], subject: "guild_id", marker: nil),
        feeds: { facts in if case .guildAchievements = facts { true } else { false } },
        write: { facts, stamp, rows in
            guard case .guildAchievements(let achievements) = facts else { return }
            for earned in achievements.earned {
                try await rows.row { row in
                    stamp.open(&row)
                    row.guild(achievements.guild)
                    row.int32(earned.id)
                    row.timestamp(Microseconds(earned.completedAt))
                    stamp.closeEvent(&row)
                }
            }
        })

    /// Every event table, in the order in which a load writes them.
    static let all: [EventSeries] = [
        .achievementEarned, .guildAchievement, .guildActivity, .keystoneRun, .keystoneRunMember,
        .leaderboardRun,
    ]
}
