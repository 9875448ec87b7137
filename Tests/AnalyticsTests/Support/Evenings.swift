import Analytics
import Guilds
import Testing

extension Village {
    /// Lets a boss on mythic fall to members on the given days, each with one more kill than before.
    mutating func fell(_ boss: Int32 = 2900, to ids: Set<Int64>, on days: [Double]) {
        for index in members.indices where ids.contains(members[index].character.id) {
            let changes = days.enumerated().map { count, at in
                Series<KillTally>.Change(
                    validFrom: day(at), recordedAt: day(at + 0.2), unchangedUntil: day(at - 0.1),
                    value: KillTally(count: Int32(count + 1), lastKill: day(at)))
            }
            let key = BossKey(encounterID: boss, difficulty: .mythic)
            members[index].kills.append(
                KillSeries(boss: key, tally: Series(changes: changes, seen: spans)))
            members[index].kills.sort { $0.boss < $1.boss }
            members[index].killsSeen = spans
        }
    }

    func number(_ metric: String) throws -> (value: Double, interval: Insight.Interval?)? {
        guard case .number(let value, _, let interval) = try insight(metric).figure else { return nil }
        return (value, interval)
    }
}
