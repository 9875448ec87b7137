import BattleNetSimulator
import Guilds

/// A simulated guild as a crawl that missed nothing would know it.
struct WorldSeries {
    let world: World
    let guild: Int

    private var plan: WorldSettings.Guild { world.settings.guilds[guild] }
    private var realm: RealmKey { RealmKey(region: .eu, id: 1) }

    /// The character that a chronicle is about.
    static func key(_ character: Int) -> CharacterKey {
        CharacterKey(realm: RealmKey(region: .eu, id: 1), id: Int64(character) + 1)
    }

    /// Everything up to a moment, the beginning of the world's clock being the first look.
    func series(until end: Int) -> GuildSeries {
        let start = world.settings.start - (world.settings.weeksBefore - 1) * 604_800
        let span = Span(since: Timestamp(seconds: Int64(start)), until: Timestamp(seconds: Int64(end)))
        let region = plan.region
        let first = region.period(at: start)
        let periods = (first...region.period(at: end)).map { period in
            Period(
                region: .eu, id: Int32(period),
                start: Timestamp(seconds: Int64(region.start(ofPeriod: period))),
                end: Timestamp(seconds: Int64(region.start(ofPeriod: period + 1)) - 1))
        }
        let starts = world.seasonStarts.map { season in region.start(ofPeriod: season.firstPeriod) }
        let seasons = world.seasonStarts.enumerated().map { index, season in
            KeystoneSeason(
                region: .eu, id: Int32(season.id), start: Timestamp(seconds: Int64(starts[index])),
                end: index + 1 < starts.count ? Timestamp(seconds: Int64(starts[index + 1])) : nil,
                periods: [])
        }
        let chronicles = world.chronicles(of: guild, until: end)
        let people = Dictionary(grouping: chronicles, by: \.person)
        let members = chronicles.map { chronicle in
            member(chronicle, span, isAlone: people[chronicle.person]?.count == 1)
        }
        var series = GuildSeries(
            guild: GuildKey(realm: realm, id: Int64(guild) + 1), name: plan.name, realmName: "Bench",
            faction: nil, asOf: span.until, periods: periods, seasons: seasons, rosterSeen: [span],
            members: members.sorted { left, right in left.character < right.character })
        series.bosses = world.raidBosses.map { boss in
            RaidBoss(
                encounterID: Int32(boss.encounter), name: boss.name, instanceID: Int32(boss.instance),
                instanceName: boss.raid)
        }
        return series
    }

    private func member(_ chronicle: Chronicle, _ span: Span, isAlone: Bool) -> MemberSeries {
        let seen = chronicle.isVisible ? [span] : []
        func series<Value>(_ values: [(Int, Value?)], _ seen: [Span]) -> Series<Value> {
            var changes: [Series<Value>.Change] = []
            for (time, value) in values {
                let shown = max(Timestamp(seconds: Int64(time)), span.since)
                let isFirst = shown == span.since
                // What was replaced before the first look was never seen.
                if isFirst { changes.removeAll() }
                guard changes.last.map({ last in last.value != value }) ?? (value != nil) else { continue }
                changes.append(
                    Series.Change(
                        validFrom: Timestamp(seconds: Int64(time)), recordedAt: shown,
                        unchangedUntil: isFirst ? nil : shown - .hours(1), value: value))
            }
            return Series(changes: changes, seen: seen)
        }
        let logouts = chronicle.isVisible ? chronicle.logouts : []
        var member = MemberSeries(
            character: Self.key(chronicle.character), name: "",
            characterClass: CharacterClass(id: Int16(chronicle.playableClass)),
            rank: series(chronicle.ranks.map { ($0.time, $0.value.map(Int16.init)) }, [span]),
            level: series([(0, Int16(chronicle.level))], [span]),
            itemLevel: series(logouts.map { ($0.time, Int16($0.value)) }, seen),
            rating: Series(changes: [], seen: []), specialization: Series(changes: [], seen: []),
            lastLogin: series(logouts.map { ($0.time, Timestamp(seconds: Int64($0.time))) }, seen))
        member.person = isAlone ? nil : Int64(chronicle.person)
        guard chronicle.isVisible else { return member }
        member.killsSeen = seen
        let byBoss = Dictionary(grouping: chronicle.kills) { kill in
            "\(kill.encounter)/\(kill.difficulty.rawValue)"
        }
        member.kills = byBoss.values.compactMap { kills -> KillSeries? in
            guard let first = kills.first, let difficulty = Guilds.Difficulty(rawValue: first.difficulty.type)
            else { return nil }
            let tallies = kills.enumerated().map { index, kill in
                (
                    kill.shown,
                    Optional(
                        KillTally(count: Int32(index + 1), lastKill: Timestamp(seconds: Int64(kill.time))))
                )
            }
            return KillSeries(
                boss: BossKey(encounterID: Int32(first.encounter), difficulty: difficulty),
                tally: series(tallies, seen))
        }.sorted { left, right in left.boss < right.boss }
        return member
    }
}
