import Guilds
import Postgres

extension StateSeries {
    /// Skill in each tier of each profession; a null `is_primary` says that the profession was given up.
    static let professionSkill = StateSeries(
        table: "profession_skill", keys: character + ["profession_id", "tier_id"],
        values: ["is_primary", "points", "maximum", "recipes"],
        owned: OwnedRows([.professions], subject: "character_id", marker: "is_primary"),
        feeds: { facts in if case .professions = facts { true } else { false } },
        write: { facts, stamp, rows in
            guard case .professions(let professions) = facts else { return }
            for skill in professions.skills {
                try await rows.row { row in
                    stamp.open(&row)
                    row.character(professions.character)
                    row.int32(skill.profession.id)
                    row.int32(skill.tier?.id ?? 0)
                    row.bool(skill.isPrimary)
                    row.int32(skill.points)
                    row.int32(skill.maximum)
                    row.int32(skill.recipes)
                    stamp.close(&row)
                }
            }
        })

    /// The standing with each faction; null points say that the faction is no longer listed.
    static let reputation = StateSeries(
        table: "reputation", keys: character + ["faction_id"],
        values: ["points", "tier", "renown", "paragon"],
        owned: OwnedRows([.reputations], subject: "character_id", marker: "points"),
        feeds: { facts in if case .reputations = facts { true } else { false } },
        write: { facts, stamp, rows in
            guard case .reputations(let reputations) = facts else { return }
            for standing in reputations.standings {
                try await rows.row { row in
                    stamp.open(&row)
                    row.character(reputations.character)
                    row.int32(standing.faction.id)
                    row.int32(standing.points)
                    row.int16(standing.tier)
                    row.int16(standing.renown)
                    row.int32(standing.paragon)
                    stamp.close(&row)
                }
            }
        })

    /// Honour, and the brackets in which a rating stands.
    static let pvpSummary = StateSeries(
        table: "pvp_summary", keys: character, values: ["honor_level", "honorable_kills", "brackets"],
        feeds: { facts in if case .pvpSummary = facts { true } else { false } },
        write: { facts, stamp, rows in
            guard case .pvpSummary(let summary) = facts else { return }
            try await rows.row { row in
                stamp.open(&row)
                row.character(summary.character)
                row.int32(summary.honorLevel)
                row.int32(summary.honorableKills)
                row.parameter(.textArray(summary.brackets))
                stamp.close(&row)
            }
        })

    /// Matches so far on each map.
    static let pvpMap = StateSeries(
        table: "pvp_map", keys: character + ["map_id"], values: ["played", "won", "lost"],
        feeds: { facts in if case .pvpSummary = facts { true } else { false } },
        write: { facts, stamp, rows in
            guard case .pvpSummary(let summary) = facts else { return }
            for record in summary.maps {
                try await rows.row { row in
                    stamp.open(&row)
                    row.character(summary.character)
                    row.int32(record.map.id)
                    row.int32(record.played)
                    row.int32(record.won)
                    row.int32(record.lost)
                    stamp.close(&row)
                }
            }
        })
}
