import Guilds
import Postgres

extension StateSeries {
    /// What the guild document tells.
    static let guildState = StateSeries(
        table: "guild_state", keys: ["bucket", "realm_id", "guild_id"],
        values: ["name", "realm_slug", "faction", "achievement_points", "member_count", "created_at"],
        feeds: { facts in if case .guild = facts { true } else { false } },
        write: { facts, stamp, rows in
            guard case .guild(let profile) = facts else { return }
            try await rows.row { row in
                stamp.open(&row)
                row.guild(profile.key)
                row.text(profile.name)
                row.text(profile.realmSlug)
                row.text(profile.faction?.rawValue)
                row.int32(profile.achievementPoints)
                row.int32(profile.memberCount)
                row.timestamp(profile.createdAt.map { moment in Microseconds(moment) })
                stamp.close(&row)
            }
        })

    /// Who is in a guild's roster at which rank; a null rank says that the member is not in it any more.
    static let membership = StateSeries(
        table: "membership",
        keys: ["bucket", "realm_id", "guild_id", "member_realm_id", "member_id"], values: ["rank"],
        owned: OwnedRows([.roster], subject: "guild_id", marker: "rank"),
        feeds: isRoster,
        write: { facts, stamp, rows in
            guard case .roster(let roster) = facts else { return }
            for member in roster.members {
                try await rows.row { row in
                    stamp.open(&row)
                    row.guild(roster.guild)
                    row.int32(member.character.realm.id)
                    row.int64(member.character.id)
                    row.int16(member.rank)
                    stamp.close(&row)
                }
            }
        })

    /// What a guild's roster tells of each member.
    static let rosterMemberState = StateSeries(
        table: "roster_member_state",
        keys: ["bucket", "realm_id", "character_id", "guild_realm_id", "guild_id"],
        values: ["name", "realm_slug", "level", "class_id", "race_id"],
        feeds: isRoster,
        write: { facts, stamp, rows in
            guard case .roster(let roster) = facts else { return }
            // Of a stand-in nothing is told but that it is a member.
            for member in roster.members where !member.character.isStandIn {
                try await rows.row { row in
                    stamp.open(&row)
                    row.character(member.character)
                    row.int32(roster.guild.realm.id)
                    row.int64(roster.guild.id)
                    row.text(member.name)
                    row.text(member.realmSlug)
                    row.int16(member.level)
                    row.int16(member.characterClass.id)
                    row.int16(member.raceID)
                    stamp.close(&row)
                }
            }
        })

    private static let isRoster: @Sendable (Facts) -> Bool = { facts in
        if case .roster = facts { true } else { false }
    }
}
