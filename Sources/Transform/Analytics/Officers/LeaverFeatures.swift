import Foundation
import Guilds

/// What was known of one person at a moment that bears on whether they leave.
struct LeaverFeatures {
    static let names = [
        "away", "away unknown", "tenure", "new", "trend", "logins", "leader", "rank", "demoted", "raids",
        "keystones", "leavers", "leavers of the rank", "size", "characters", "silent", "days played lately",
        "days played before",
    ]

    /// Days between the last login and the last look at a profile; nil where none was seen.
    var away: Double?
    /// Days in the guild, as far as it was watched.
    var tenure: Double
    /// Whether the whole stay was watched; otherwise it is longer than `tenure`.
    var isTenureKnown: Bool
    /// Logins seen per week, over the last two weeks and over the six before.
    var logins: (recent: Double, before: Double)
    /// Days a week with a login, over the last four weeks and over the four before.
    var daysPlayed: (lately: Double, before: Double)
    var rank: Int16?
    var lowestRank: Int16
    /// Whether the rank fell within four weeks.
    var isDemoted: Bool
    /// Raid bosses killed and keystone runs done in four weeks; nil where the documents were not seen.
    var raidKills: Int?
    var keystones: Int?
    /// Who left within two weeks, and how many of the same rank within four.
    var leavers: Int
    var leaversOfRank: Int
    var size: Int
    var characters: Int

    /// Days a week that stand for those of whoever sleeps.
    private static let usualDays = 1.5

    /// Whether eight weeks have no login. Who sleeps is another case than who plays little: most are left in the
    /// roster by guild and player alike.
    var isSilent: Bool { logins.recent == 0 && logins.before == 0 }

    /// The numbers that the model reads, in the order of `names`; the days of those who sleep are taken for usual ones.
    var row: [Double] {
        let trend = log((logins.recent + 0.25) / (logins.before + 0.25))
        let isNew = isTenureKnown && tenure < 28
        let rank = rank.map { rank in Double(rank) / Double(max(1, lowestRank)) }
        return [
            away.map { days in log1p(days) } ?? log1p(7), away == nil ? 1 : 0,
            log1p((isTenureKnown ? tenure : tenure + 180) / 7), isNew ? 1 : 0, away == nil ? 0 : trend,
            log1p(away == nil ? 2 : logins.before), (self.rank ?? 9) <= 1 ? 1 : 0, rank ?? 0.6,
            isDemoted ? 1 : 0, log1p(Double(raidKills ?? 0)), log1p(Double(keystones ?? 0)),
            log1p(100 * Double(leavers) / Double(max(1, size))),
            log1p(100 * Double(leaversOfRank) / Double(max(1, size))), log(Double(max(1, size))),
            log(Double(max(1, characters))), isSilent ? 1 : 0, isSilent ? Self.usualDays : daysPlayed.lately,
            isSilent ? Self.usualDays : daysPlayed.before,
        ]
    }
}

/// What features of many people at one moment have in common; made once a moment.
struct LeaverScene {
    let series: GuildSeries
    let moment: Timestamp
    let people: [GuildPerson]
    private let size: Int
    private let lowestRank: Int16
    private let leavers: Int
    private let leaversByRank: [Int16: Int]

    init(_ series: GuildSeries, runs: [CharacterKey: [GuildRun]], at moment: Timestamp) {
        self.series = series
        self.moment = moment
        self.runs = runs
        people = series.people(at: moment)
        size = people.reduce(0) { sum, person in sum + person.characters.count }
        let ranks = people.compactMap { person in person.main.rank.latest(at: moment)?.value }
        lowestRank = ranks.max() ?? 9
        var (recent, byRank) = (0, [Int16: Int]())
        for member in series.members {
            for (before, change) in zip(member.rank.changes, member.rank.changes.dropFirst())
            where change.value == nil && change.recordedAt <= moment
                && moment - change.recordedAt <= .days(28)
            {
                guard let rank = before.value else { continue }
                byRank[rank, default: 0] += 1
                if moment - change.recordedAt <= .days(14) { recent += 1 }
            }
        }
        leavers = recent
        leaversByRank = byRank
    }

    private let runs: [CharacterKey: [GuildRun]]

    /// Each character's keystone runs.
    static func runs(of series: GuildSeries) -> [CharacterKey: [GuildRun]] {
        series.runs.reduce(into: [:]) { runs, run in
            for member in run.members { runs[member, default: []].append(run) }
        }
    }

    func features(of person: GuildPerson) -> LeaverFeatures {
        let rank = person.main.rank.latest(at: moment)?.value
        let logins = person.logins(until: moment)
        let stays = person.characters.map { member in stay(of: member) }
        return LeaverFeatures(
            away: logins.away, tenure: stays.map(\.days).max() ?? 0,
            isTenureKnown: stays.allSatisfy(\.isKnown),
            logins: (logins.recent, logins.before), daysPlayed: person.daysPlayed(until: moment), rank: rank,
            lowestRank: lowestRank,
            isDemoted: isDemoted(person.main), raidKills: raidKills(of: person),
            keystones: keystones(of: person), leavers: leavers,
            leaversOfRank: rank.flatMap { rank in leaversByRank[rank] } ?? 0, size: size,
            characters: person.characters.count)
    }

    private func stay(of member: MemberSeries) -> (days: Double, isKnown: Bool) {
        var start: Series<Int16>.Change?
        var isInside = false
        for change in member.rank.changes where change.recordedAt <= moment {
            if change.value != nil, !isInside { start = change }
            isInside = change.value != nil
        }
        guard let start else { return (0, false) }
        let watched = series.rosterSeen.first?.since ?? start.recordedAt
        let isKnown = start.unchangedUntil != nil && start.recordedAt > watched
        return (max(0, (moment - start.recordedAt).days), isKnown)
    }

    private func isDemoted(_ member: MemberSeries) -> Bool {
        zip(member.rank.changes, member.rank.changes.dropFirst()).contains { before, change in
            guard let old = before.value, let new = change.value else { return false }
            return new > old && change.recordedAt <= moment && moment - change.recordedAt <= .days(28)
        }
    }

    private func raidKills(of person: GuildPerson) -> Int? {
        guard person.characters.contains(where: { member in !member.killsSeen.isEmpty }) else { return nil }
        let since = moment - .days(28)
        return person.characters.reduce(0) { sum, member in
            sum
                + member.kills.filter { kill in kill.boss.difficulty.isGuildEffort }.reduce(0) { sum, kill in
                    sum
                        + kill.tally.changes.count { change in
                            change.recordedAt <= moment
                                && change.value?.lastKill.map { at in at >= since } ?? false
                        }
                }
        }
    }

    private func keystones(of person: GuildPerson) -> Int? {
        guard person.characters.contains(where: { member in !member.rating.seen.isEmpty }) else { return nil }
        let since = moment - .days(28)
        return person.characters.reduce(0) { sum, member in
            sum
                + (runs[member.character] ?? []).count { run in
                    run.recordedAt <= moment && run.completedAt >= since
                }
        }
    }
}

extension GuildPerson {
    /// Days a week with a login seen, of the last four weeks and of the four before; several characters on a day are
    /// one day.
    fileprivate func daysPlayed(until moment: Timestamp) -> (lately: Double, before: Double) {
        var (lately, before) = (Set<Int64>(), Set<Int64>())
        for member in characters {
            for change in member.lastLogin.changes.reversed() where change.recordedAt <= moment {
                guard let login = change.value else { continue }
                let age = (moment - login).days
                if age >= 56 { break }
                let day = Int64(age.rounded(.down))
                if age < 28 { lately.insert(day) } else { before.insert(day) }
            }
        }
        return (Double(lately.count) / 4, Double(before.count) / 4)
    }

    /// Days since the last login as far as profiles were seen, and logins per week of the last two weeks and
    /// of the six before.
    fileprivate func logins(until moment: Timestamp) -> (away: Double?, recent: Double, before: Double) {
        var last: Timestamp?
        var confirmed: Timestamp?
        var (recent, before) = (Set<Timestamp>(), Set<Timestamp>())
        for member in characters {
            guard let newest = member.lastLogin.latest(at: moment) else { continue }
            last = max(last ?? newest.value, newest.value)
            confirmed = max(confirmed ?? newest.confirmed, newest.confirmed)
            for change in member.lastLogin.changes.reversed() where change.recordedAt <= moment {
                guard let login = change.value else { continue }
                let age = (moment - login).days
                if age > 56 { break }
                if age <= 14 { recent.insert(login) } else { before.insert(login) }
            }
        }
        guard let last, let confirmed else { return (nil, 0, 0) }
        return (max(0, (confirmed - last).days), Double(recent.count) / 2, Double(before.count) / 6)
    }
}
