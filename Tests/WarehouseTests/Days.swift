import Crawl
import Guilds
import Warehouse

/// A small deterministic source of choices.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 33)
    }
}

/// A few days in the life of some guilds: what each document tells on each day.
struct Days {
    static let count = 5
    static let guilds = (1...4).map { id in
        GuildKey(realm: RealmKey(region: .eu, id: Int32(100 + id)), id: Int64(id))
    }

    /// Every document with what it tells on a day.
    static func documents(day: Int) -> [(document: DocumentID, facts: Facts)] {
        var told: [(DocumentID, Facts)] = []
        for guild in guilds {
            let heroes = (0..<25).map { place in
                hero(guild.id * 20 + Int64(place), realm: Int32(100 + place % 6))
            }
            let present = heroes.filter { hero in (Int(hero.id) + day) % 7 != 0 }
            told.append(
                (
                    DocumentID(.roster, of: guild),
                    roster(
                        present.map { hero in member(hero, rank: Int16((Int(hero.id) + day) % 4)) }, of: guild
                    )
                ))
            for hero in heroes.prefix(20) {
                told.append(
                    (
                        DocumentID(.summary, of: hero),
                        summary(hero, itemLevel: Int16(600 + day * (Int(hero.id) % 3)))
                    ))
                let worn = (0...(Int(hero.id) + day) % 3).map { slot in
                    item("SLOT_\(slot)", Int32(slot + day / 2))
                }
                told.append((DocumentID(.equipment, of: hero), equipment(hero, worn)))
            }
            for hero in heroes.prefix(8) {
                told += progress(of: hero, day: day) + pursuits(of: hero, day: day)
            }
            told += ofGuild(guild, heroes, day: day)
        }
        return told + reference(day: day)
    }

    private static func progress(of hero: CharacterKey, day: Int) -> [(document: DocumentID, facts: Facts)] {
        let runs: [KeystoneRun] = (0...day).map { past in
            let end = Timestamp.start + Duration.days(Int64(past))
            return run(Int32(580 + past % 3), level: Int16(10 + past), at: end, by: hero)
        }
        let bosses = (Int(hero.id) + day) % 4
        let kills: [EncounterKills] = (0...bosses).map { boss in
            EncounterKills(
                encounterID: Int32(3000 + boss), encounterName: "The Tester \(boss)", instanceID: 12,
                instanceName: "Vault of Tests", difficulty: boss % 2 == 0 ? .heroic : .mythic,
                count: Int32(1 + day / 2), lastKill: .start)
        }
        let rating: Double? = (Int(hero.id) + day) % 5 == 0 ? nil : Double(2000 + day / 2)
        let encounters = Encounters(character: hero, kills: kills)
        return [
            (
                DocumentID(.keystoneProfile, of: hero),
                .keystoneProfile(
                    KeystoneProfile(
                        character: hero, currentPeriod: Int32(1000 + day / 3), rating: rating, seasons: [15],
                        bestRuns: day == 2 ? nil : runs))
            ),
            (
                DocumentID(.keystoneSeasonProfile, of: hero, part: 15),
                .keystoneSeasonProfile(
                    KeystoneSeasonProfile(character: hero, season: 15, rating: rating, bestRuns: runs))
            ),
            (DocumentID(.raids, of: hero), .raids(encounters)),
            (DocumentID(.dungeons, of: hero), .dungeons(encounters)),
            (
                DocumentID(.achievements, of: hero),
                .achievements(
                    CharacterAchievements(
                        character: hero, totalQuantity: 9, totalPoints: 90,
                        earned: earned(day + Int(hero.id) % 3)))
            ),
            (DocumentID(.status, of: hero), .status(CharacterStatus(id: hero.id, isValid: true))),
            (
                DocumentID(.specializations, of: hero),
                .specializations(
                    CharacterSpecializations(
                        character: hero, active: Specialization(id: Int32(62 + day / 2)), loadouts: []))
            ),
        ]
    }

    /// What a character does on the side.
    static func pursuits(of hero: CharacterKey, day: Int) -> [(document: DocumentID, facts: Facts)] {
        let skills = (0...(Int(hero.id) + day) % 2).map { place in
            ProfessionSkill(
                profession: NamedEntry(id: Int32(170 + place), name: "Craft \(place)"),
                tier: NamedEntry(id: Int32(2900 + place), name: "Tier \(place)"), isPrimary: true,
                points: Int32(10 + day / 2), maximum: 100, recipes: Int32(day))
        }
        let standings = (0...(Int(hero.id) + day) % 3).map { place in
            Reputations.Standing(
                faction: NamedEntry(id: Int32(2500 + place), name: "Folk \(place)"), points: Int32(100 * day),
                tier: 3, renown: nil, paragon: nil)
        }
        return [
            (
                DocumentID(.professions, of: hero),
                .professions(Professions(character: hero, skills: skills))
            ),
            (
                DocumentID(.reputations, of: hero),
                .reputations(Reputations(character: hero, standings: standings))
            ),
            (
                DocumentID(.pvpSummary, of: hero),
                .pvpSummary(
                    PvPSummary(
                        character: hero, honorLevel: Int32(1 + day / 2), honorableKills: 70,
                        brackets: ["2v2"],
                        maps: [
                            .init(
                                map: NamedEntry(id: 30, name: "Valley"), played: Int32(9 + day),
                                won: Int32(day), lost: 2)
                        ]))
            ),
        ]
    }

    private static func earned(_ last: Int) -> [EarnedAchievement] {
        (0...last).map { id in
            EarnedAchievement(id: Int32(id), completedAt: Timestamp.start - Duration.days(Int64(id)))
        }
    }

    private static func ofGuild(
        _ guild: GuildKey, _ heroes: [CharacterKey], day: Int
    ) -> [(document: DocumentID, facts: Facts)] {
        let group = KeystoneLeaderboard.Group(
            ranking: 1, level: Int16(12 + day), completedAt: Timestamp.start + Duration.days(Int64(day)),
            duration: .seconds(1700),
            members: heroes.prefix(5).map { hero in
                KeystoneRunMember(character: hero, specialization: nil, itemLevel: nil)
            })
        return [
            (
                DocumentID(.guild, of: guild),
                .guild(
                    GuildProfile(
                        key: guild, name: "Guild \(guild.id)", realmSlug: "vale-of-tests", faction: .horde,
                        achievementPoints: Int32(100 + day / 2), memberCount: 25, createdAt: nil))
            ),
            (
                DocumentID(.guildAchievements, of: guild),
                .guildAchievements(
                    GuildAchievements(guild: guild, totalQuantity: 5, totalPoints: 50, earned: earned(day)))
            ),
            (
                DocumentID(.guildActivity, of: guild),
                .guildActivity(
                    GuildActivity(
                        guild: guild,
                        entries: [
                            GuildActivity.Entry(at: .start, event: .achievement(id: 1, by: heroes[0]))
                        ]))
            ),
            (
                DocumentID(kind: .leaderboard, realm: guild.realm, subject: 500, part: 1000),
                .leaderboard(
                    KeystoneLeaderboard(
                        connectedRealm: guild.realm, dungeonID: 500, period: 1000, end: .start + .days(7),
                        groups: [group]))
            ),
        ]
    }

    private static func reference(day: Int) -> [(document: DocumentID, facts: Facts)] {
        let end: Timestamp? = day < 3 ? nil : .start + .days(3)
        let names = (0...day).map { id in NamedEntry(id: Int32(id), name: "Entry \(id) of \(day / 2)") }
        let realm = Realm(
            key: RealmKey(region: .eu, id: 1403), name: "Vale of Tests \(day / 2)", slug: "vale-of-tests")
        return [
            (DocumentID(.realms, of: .eu), .realms([realm])),
            (DocumentID(.connectedRealms, of: .eu), .connectedRealms([Int32(day)])),
            (DocumentID(.seasons, of: .eu), .seasons(NumberedIndex(ids: [15], current: 15))),
            (
                DocumentID(.season, of: .eu, part: 15),
                .season(KeystoneSeason(region: .eu, id: 15, start: .start, end: end, periods: [1000]))
            ),
            (
                DocumentID(.periods, of: .eu),
                .periods(NumberedIndex(ids: [1000, Int32(1000 + day)], current: 1000))
            ),
            (
                DocumentID(.period, of: .eu, part: 1000),
                .period(Period(region: .eu, id: 1000, start: .start, end: .start + .days(7)))
            ),
            (DocumentID(.keystoneDungeons, of: .eu), .keystoneDungeons(names)),
            (DocumentID(.classes, of: .eu), .classes(names)),
            (DocumentID(.playableSpecializations, of: .eu), .playableSpecializations(names)),
            (DocumentID(.races, of: .eu), .races(names)),
            (DocumentID(.journalInstances, of: .eu), .journalInstances(names)),
        ]
    }

    /// Loads all days: each day's documents shuffled and batched by `dice`, `writers` batches side by side.
    /// Every summary and roster wakes documents of others, so that batches want each other's targets.
    static func load(
        into warehouse: Warehouse, writers: Int, seed: UInt64
    ) async throws -> (rows: [DocumentID: Int], delivered: [Completion]) {
        var delivered: [Completion] = []
        var dice = Dice(state: seed)
        var verdicts: [DocumentID: Int] = [:]
        for day in 0..<count {
            let now = Timestamp.start + .days(Int64(day))
            let told = Dictionary(
                uniqueKeysWithValues: documents(day: day).map { told in (told.document, told.facts) })
            try await warehouse.enlist(
                told.keys.map { document in
                    Discovery(document: document, address: document.someAddress, due: now, wakes: true)
                })
            var leases = try await warehouse.claim(.all, limit: 5000, now: now, lease: .seconds(120))
                .filter { lease in told[lease.document] != nil }
            leases.shuffle(using: &dice)
            var batches: [[Completion]] = []
            while !leases.isEmpty {
                let batch = leases.prefix(Int.random(in: 1...60, using: &dice))
                leases.removeFirst(batch.count)
                let woken = documents(day: day).shuffled(using: &dice).prefix(30).map { told in
                    Discovery(
                        document: told.document, address: told.document.someAddress, due: now + .days(1),
                        wakes: true)
                }
                batches.append(
                    batch.compactMap { lease in
                        told[lease.document].map { facts in
                            lease.completion(.received(facts), at: now, discoveries: woken)
                        }
                    })
            }
            delivered += batches.flatMap(\.self)
            try await write(batches, warehouse, writers: writers) { result in
                verdicts[result.document, default: 0] += result.rows
            }
        }
        return (verdicts, delivered)
    }

    /// Delivers the completions again in another order, in other batches; how often each verdict came.
    static func deliver(
        _ completions: [Completion], to warehouse: Warehouse, writers: Int, seed: UInt64
    ) async throws -> [LoadResult.Verdict: Int] {
        var dice = Dice(state: seed)
        var left = completions.shuffled(using: &dice)
        var batches: [[Completion]] = []
        while !left.isEmpty {
            let batch = left.prefix(Int.random(in: 1...60, using: &dice))
            left.removeFirst(batch.count)
            batches.append(Array(batch))
        }
        var verdicts: [LoadResult.Verdict: Int] = [:]
        try await write(batches, warehouse, writers: writers) { result in
            verdicts[result.verdict, default: 0] += 1
        }
        return verdicts
    }

    private static func write(
        _ batches: [[Completion]], _ warehouse: Warehouse, writers: Int, each: (LoadResult) -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: [LoadResult].self) { group in
            for (place, batch) in batches.enumerated() {
                if place >= writers, let done = try await group.next() { done.forEach(each) }
                group.addTask { try await warehouse.complete(batch) }
            }
            for try await done in group { done.forEach(each) }
        }
    }
}
