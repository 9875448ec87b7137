import Guilds

@testable import Analytics

/// A guild that raids, told in days since the first reset; its members are watched all the time.
struct Raiders {
    var guild: Int64 = 77
    var weeks: Int
    var asOf: Double
    /// Since when raid documents are watched.
    var watched = 0.0
    var team = 12
    var bosses = 6
    var seasons = [Village.season(1, from: 0)]
    /// Kills of the whole team, in any order.
    var kills: [(day: Double, boss: BossKey)] = []
    /// Kills of some members alone.
    var others: [(day: Double, boss: BossKey, members: Range<Int>)] = []
    /// When members left the roster.
    var departures: [Int: Double] = [:]
    /// Days between the looks at a document, counted from `watched`.
    var every = 1.0
    /// Members log in daily until they are away for good.
    var lastLogins: [Int: Double] = [:]
    var itemLevel: Int16 = 640

    init(weeks: Int, kills: [(day: Double, boss: BossKey)] = []) {
        self.weeks = weeks
        asOf = Double(weeks) * 7
        self.kills = kills
    }

    static func boss(_ index: Int, _ difficulty: Difficulty = .heroic) -> BossKey {
        BossKey(encounterID: Int32(100 + index), difficulty: difficulty)
    }

    var series: GuildSeries {
        let span = Span(since: day(0), until: day(asOf))
        var series = GuildSeries(
            guild: GuildKey(realm: Village.realm, id: guild), name: "Night Kin", realmName: "Stormrage",
            faction: .alliance, asOf: day(asOf), periods: (0..<weeks).map(Village.period), seasons: seasons,
            rosterSeen: [span], members: (0..<team).map(member))
        series.bosses = (0..<bosses).map { index in
            RaidBoss(
                encounterID: Int32(100 + index), name: "Boss \(index + 1)", instanceID: 9,
                instanceName: "The Keep")
        }
        return series
    }

    private func member(_ index: Int) -> MemberSeries {
        let span = Span(since: day(0), until: day(asOf))
        func series<Value>(_ values: [(Double, Value?)]) -> Series<Value> {
            Series(
                changes: values.enumerated().map { order, value in
                    Series.Change(
                        validFrom: day(value.0), recordedAt: day(value.0),
                        unchangedUntil: order == 0 ? nil : day(value.0 - 0.1), value: value.1)
                }, seen: [span])
        }
        let rank: [(Double, Int16?)] = [(0, Int16(index == 0 ? 0 : 3))]
        let last = lastLogins[index] ?? asOf
        let logins = stride(from: 0.5 + Double(index) / 100, to: max(0.6, last), by: 1.0)
        var member = MemberSeries(
            character: CharacterKey(realm: Village.realm, id: Int64(index) + 1000 * guild), name: "Raider",
            characterClass: CharacterClass(id: 1),
            rank: series(rank + (departures[index].map { [($0, nil)] } ?? [])),
            level: series([(0, 90)]), itemLevel: series([(0, itemLevel)]), rating: .empty,
            specialization: .empty, lastLogin: series(logins.map { at in (at, day(at)) }))
        member.killsSeen = [Span(since: day(watched), until: day(asOf))]
        let own = kills + others.filter { $0.members.contains(index) }.map { ($0.day, $0.boss) }
        member.kills = Set(own.map(\.boss)).sorted().map { boss in
            KillSeries(boss: boss, tally: tally(own.filter { $0.boss == boss }.map(\.day).sorted()))
        }
        return member
    }

    /// Tallies as looks at the document show them.
    private func tally(_ days: [Double]) -> Series<KillTally> {
        var changes: [Series<KillTally>.Change] = []
        var count = 0
        var look = watched
        while look <= asOf {
            let now = days.filter { $0 <= look }
            if now.count > count, let last = now.last {
                count = now.count
                changes.append(
                    Series.Change(
                        validFrom: day(look), recordedAt: day(look),
                        unchangedUntil: look > watched ? day(look - every) : nil,
                        value: KillTally(count: Int32(count), lastKill: day(last))))
            }
            look += every
        }
        return Series(changes: changes, seen: [Span(since: day(watched), until: day(asOf))])
    }
}

extension GuildSeries {
    func insight(_ metric: String, population: Population? = nil) -> Insight? {
        let snapshot = GuildAnalysis.run(self, population: population, renderer: "test")
        return (snapshot.memberPart + snapshot.officerPart).first { insight in insight.metric == metric }
    }
}

extension Insight {
    var rows: [[Cell]] {
        guard case .table(_, let rows) = figure else { return [] }
        return rows
    }

    var points: [Double?] {
        guard case .curve(let points, _) = figure else { return [] }
        return points.map(\.value)
    }

    var needs: String? {
        guard case .notEnough(let needs) = figure else { return nil }
        return needs
    }
}
