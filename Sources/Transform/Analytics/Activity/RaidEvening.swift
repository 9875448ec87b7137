import Guilds

/// An evening on which raid bosses fell to the guild, as far as the members' last kills tell.
///
/// The source reports neither attendance nor pulls. Members whose document names the same boss with nearly the
/// same time of the kill killed it together; kills at most six hours apart belong to one evening. Evenings
/// without a kill are not seen.
struct RaidEvening {
    let start: Timestamp
    let end: Timestamp
    /// Bosses that fell.
    let kills: Int
    /// Who took part in at least one of them.
    let present: Set<CharacterKey>

    /// So many members at once are the guild and not a chance meeting.
    static let fewestMembers = 5
    /// Clocks of one kill differ by less than this.
    static let oneKill = Duration.seconds(600)
    static let pause = Duration.hours(6)

    /// Whether a member took part; nil where the document was not seen then.
    func attendance(of member: MemberSeries) -> Bool? {
        if present.contains(member.character) { return true }
        guard member.isMember(at: end) else { return nil }
        return member.killsSeen.contains { span in span.contains(end) } ? false : nil
    }
}

extension Study {
    /// The evenings since a moment, ascending.
    func raidEvenings(since moment: Timestamp) -> [RaidEvening] {
        var evenings: [RaidEvening] = []
        for kill in guildKills(since: moment) {
            if let last = evenings.last, kill.at - last.end <= RaidEvening.pause {
                evenings[evenings.count - 1] = RaidEvening(
                    start: last.start, end: kill.at, kills: last.kills + 1,
                    present: last.present.union(kill.members))
            } else {
                evenings.append(
                    RaidEvening(start: kill.at, end: kill.at, kills: 1, present: kill.members))
            }
        }
        return evenings
    }

    /// Kills of a boss that enough members share, ascending by time.
    private func guildKills(since moment: Timestamp) -> [(at: Timestamp, members: Set<CharacterKey>)] {
        var sights: [BossKey: [(at: Timestamp, member: CharacterKey)]] = [:]
        for member in series.members {
            for kill in member.kills where kill.boss.difficulty.isRaid {
                for change in kill.tally.changes {
                    guard let at = change.value?.lastKill, at >= moment else { continue }
                    sights[kill.boss, default: []].append((at, member.character))
                }
            }
        }
        var kills: [(at: Timestamp, members: Set<CharacterKey>)] = []
        for boss in sights.values {
            var (start, members) = (Timestamp(milliseconds: .min / 2), Set<CharacterKey>())
            func close() { if members.count >= RaidEvening.fewestMembers { kills.append((start, members)) } }
            for sight in boss.sorted(by: { ($0.at, $0.member) < ($1.at, $1.member) }) {
                if sight.at - start > RaidEvening.oneKill {
                    close()
                    (start, members) = (sight.at, [])
                }
                members.insert(sight.member)
            }
            close()
        }
        // Two bosses cannot fall at the same moment to the same people; equal times are ordered all the same.
        return kills.sorted { left, right in
            (left.at, left.members.count, left.members.min()?.id ?? 0)
                < (right.at, right.members.count, right.members.min()?.id ?? 0)
        }
    }
}
