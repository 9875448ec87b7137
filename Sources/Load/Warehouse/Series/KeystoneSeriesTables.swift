import Guilds
import Postgres

extension StateSeries {
    /// The current rating by the keystone profile; null is unknown.
    static let keystoneRating = StateSeries(
        table: "keystone_rating", keys: character, values: ["rating", "period_id"],
        feeds: { facts in if case .keystoneProfile = facts { true } else { false } },
        write: { facts, stamp, rows in
            guard case .keystoneProfile(let profile) = facts else { return }
            try await rows.row { row in
                stamp.open(&row)
                row.character(profile.character)
                row.double(profile.rating)
                row.int32(profile.currentPeriod)
                stamp.close(&row)
            }
        })

    /// The rating of each season by its season document.
    static let keystoneSeasonRating = StateSeries(
        table: "keystone_season_rating", keys: character + ["season_id"], values: ["rating"],
        feeds: { facts in if case .keystoneSeasonProfile = facts { true } else { false } },
        write: { facts, stamp, rows in
            guard case .keystoneSeasonProfile(let profile) = facts else { return }
            try await rows.row { row in
                stamp.open(&row)
                row.character(profile.character)
                row.int32(profile.season)
                row.double(profile.rating)
                stamp.close(&row)
            }
        })

    /// Every change-only series, in the order in which a load writes them.
    static let all: [StateSeries] = [
        .guildState, .membership, .rosterMemberState, .characterState, .keystoneRating,
        .keystoneSeasonRating, .equipment, .encounterKills, .professionSkill, .reputation, .pvpSummary,
        .pvpMap,
    ]
}
