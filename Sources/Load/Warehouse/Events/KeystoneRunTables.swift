import Guilds
import Postgres

extension EventSeries {
    private static let runKeys = StateSeries.character + ["source", "completed_at", "dungeon_id"]

    /// Runs as a character's keystone profile or season document tells them.
    static let keystoneRun = EventSeries(
        table: "keystone_run", keys: runKeys,
        values: ["level", "duration_ms", "timed", "rating", "affixes"],
        feeds: { facts in facts.keystoneRuns != nil },
        write: { facts, stamp, rows in
            guard let told = facts.keystoneRuns else { return }
            for run in told.distinct {
                try await rows.row { row in
                    stamp.open(&row)
                    row.run(run, of: told)
                    row.int16(run.level)
                    row.int64(run.duration.milliseconds)
                    row.bool(run.isTimed)
                    row.double(run.rating)
                    row.int32Array(run.affixes)
                    stamp.closeEvent(&row)
                }
            }
        })

    /// Who took part in them.
    static let keystoneRunMember = EventSeries(
        table: "keystone_run_member", keys: runKeys + ["member_realm_id", "member_id"],
        values: ["specialization_id", "item_level"],
        // Members of a run come together; where a nameless one took somebody's place, that one must not come back.
        sealed: """
            EXISTS (SELECT FROM keystone_run_member x
                WHERE x.bucket = s.bucket AND x.realm_id = s.realm_id AND x.character_id = s.character_id
                    AND x.source = s.source AND x.completed_at = s.completed_at
                    AND x.dungeon_id = s.dungeon_id AND x.member_realm_id = 0)
            """,
        feeds: { facts in facts.keystoneRuns != nil },
        write: { facts, stamp, rows in
            guard let told = facts.keystoneRuns else { return }
            for run in told.distinct {
                var seen = Set<CharacterKey>()
                for member in run.members where seen.insert(member.character).inserted {
                    try await rows.row { row in
                        stamp.open(&row)
                        row.run(run, of: told)
                        row.int32(member.character.realm.id)
                        row.int64(member.character.id)
                        row.int32(member.specialization?.id)
                        row.int16(member.itemLevel)
                        stamp.closeEvent(&row)
                    }
                }
            }
        })

    /// Groups on the leaderboards of connected realms.
    static let leaderboardRun = EventSeries(
        table: "leaderboard_run",
        keys: [
            "bucket", "realm_id", "dungeon_id", "period_id", "completed_at", "duration_ms", "members_digest",
        ],
        values: ["level", "member_realm_ids", "member_ids", "specialization_ids"],
        feeds: { facts in if case .leaderboard = facts { true } else { false } },
        write: { facts, stamp, rows in
            guard case .leaderboard(let board) = facts else { return }
            for group in board.groups {
                try await rows.row { row in
                    stamp.open(&row)
                    row.group(group, of: board)
                    stamp.closeEvent(&row)
                }
            }
        })
}

/// The best runs that a document of a character tells.
struct ToldRuns {
    let source: DocumentKind
    let character: CharacterKey
    let runs: [KeystoneRun]

    /// Each run once: a document may list a run as best in time and as best at all.
    var distinct: [KeystoneRun] {
        var seen = Set<[Int64]>()
        return runs.filter { run in
            seen.insert([run.completedAt.milliseconds, Int64(run.dungeonID)]).inserted
        }
    }
}

extension Facts {
    /// The runs that a keystone document tells; nil for other documents and where it has no list.
    var keystoneRuns: ToldRuns? {
        switch self {
        case .keystoneProfile(let profile):
            profile.bestRuns.map { runs in
                ToldRuns(source: .keystoneProfile, character: profile.character, runs: runs)
            }
        case .keystoneSeasonProfile(let profile):
            profile.bestRuns.map { runs in
                ToldRuns(source: .keystoneSeasonProfile, character: profile.character, runs: runs)
            }
        default: nil
        }
    }
}

extension CopyRow {
    /// The key columns of a run.
    fileprivate mutating func run(_ run: KeystoneRun, of told: ToldRuns) {
        character(told.character)
        int16(told.source.rawValue)
        timestamp(Microseconds(run.completedAt))
        int32(run.dungeonID)
    }

    fileprivate mutating func group(_ group: KeystoneLeaderboard.Group, of board: KeystoneLeaderboard) {
        let members = group.members.sorted { left, right in left.character < right.character }
        let digest = GroupMember.digest(
            of: members.map { member in GroupMember(realm: member.character.realm.id, id: member.character.id)
            })
        int16(board.connectedRealm.bucket.rawValue)
        int32(board.connectedRealm.id)
        int32(board.dungeonID)
        int32(board.period)
        timestamp(Microseconds(group.completedAt))
        int64(group.duration.milliseconds)
        int64(digest)
        int16(group.level)
        int32Array(members.map(\.character.realm.id))
        parameter(.int64Array(members.map { member in member.character.id }))
        parameter(.int32Array(members.map { member in member.specialization?.id }))
    }
}

/// A player of a group on a leaderboard, as the table holds it.
struct GroupMember: Hashable {
    let realm: Int32
    let id: Int64

    /// Tells groups apart; whatever the order of the members.
    static func digest(of members: [GroupMember]) -> Int64 {
        var digest = Fingerprint()
        for member in members.sorted(by: { one, other in (one.realm, one.id) < (other.realm, other.id) }) {
            digest.combine(member.realm)
            digest.combine(member.id)
        }
        return Int64(bitPattern: digest.value)
    }
}
