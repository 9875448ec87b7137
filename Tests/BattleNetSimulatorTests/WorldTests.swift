import Testing

@testable import BattleNetSimulator

/// The demo world, built once.
private let demo = World(.demo)

@Suite struct DemoWorldTests {
    private let start = WorldSettings.demo.start

    private func size(week number: Int) -> Int {
        demo.guilds.map { guild in demo.members(of: guild.index, at: start + number * week).count }.reduce(
            0, +)
    }

    @Test func `there are about 750 members from beginning to end`() {
        for number in stride(from: 0, through: 26, by: 2) {
            #expect((650...850).contains(size(week: number)))
        }
    }

    @Test func `people come and go at a plausible rate`() {
        let during = demo.truth.departures.filter { departure in
            (start..<WorldSettings.demo.end).contains(departure.time)
        }
        let people = Set(demo.characters.map(\.person)).count
        let weekly = Double(during.count) / 26 / Double(people)
        #expect((0.004...0.03).contains(weekly), "\(weekly) per person and week")
        #expect(size(week: 26) > size(week: 0) - 120)
    }

    @Test func `a crisis drives out more people in its week than any other week`() {
        let guild = 3
        let crisis = start + 15 * week
        let departures = demo.truth.departures.filter { departure in departure.guild == guild }
        // The week of the US ends six days after that of the EU.
        let inCrisis = departures.count { departure in (crisis..<crisis + 10 * day).contains(departure.time) }
        #expect(inCrisis >= 8)
        for number in stride(from: -8, to: 26, by: 1) where !(14...16).contains(number) {
            let first = start + number * week
            let usual = departures.count { departure in (first..<first + 10 * day).contains(departure.time) }
            #expect(usual < inCrisis, "week \(number)")
        }
    }

    @Test func `who is at greater risk leaves more often`() {
        let hazards = demo.truth.hazards
        let leavers = Set(demo.truth.departures.filter { departure in departure.hazard > 0 }.map(\.person))
        let median = hazards.map(\.probability).sorted()[hazards.count / 2]
        let above = Set(hazards.filter { hazard in hazard.probability > 2 * median }.map(\.person))
        let below = Set(hazards.map(\.person)).subtracting(above)
        let rates = [above, below].map { group in
            Double(group.intersection(leavers).count) / Double(max(1, group.count))
        }
        #expect(rates[0] > 1.5 * rates[1])
    }

    @Test func `kills of a guild never decrease and first kills keep to the difficulty`() {
        for guild in demo.guilds {
            #expect(zip(guild.kills, guild.kills.dropFirst()).allSatisfy { a, b in a.time <= b.time })
            let firsts = guild.kills.filter(\.isFirst)
            #expect(
                Set(firsts.map { kill in kill.encounter.id * 4 + kill.difficulty.rawValue }).count
                    == firsts.count)
            #expect(firsts.contains { kill in kill.difficulty == .normal })
        }
        #expect(demo.guilds[0].kills.contains { kill in kill.difficulty == .mythic })
    }

    @Test func `a rating grows within a season and begins anew with the next`() {
        var grown = 0
        for character in demo.characters.filter({ character in character.runs.count > 20 }).prefix(40) {
            var ratings: [Int: [Double]] = [:]
            for number in 0...26 {
                let time = start + number * week
                guard let logout = character.logout(at: time) else { continue }
                let view = CharacterView(
                    history: character, identity: character.identity(at: time), logout: logout)
                let renderer = Renderer(world: demo, region: character.region, locale: "en_GB", time: time)
                let season = Season.of(period: character.region.period(at: logout.time)).id
                let runs = renderer.keystoneRuns(view).filter { run in
                    Season.of(period: run.period).id == season
                }
                ratings[season, default: []].append(renderer.seasonRating(runs))
            }
            for list in ratings.values {
                #expect(zip(list, list.dropFirst()).allSatisfy { a, b in a <= b })
                if let first = list.first, let last = list.last, last > first { grown += 1 }
            }
        }
        #expect(grown > 20)
    }

    @Test func `runs end within the sessions of their members`() {
        for run in demo.runs {
            for member in run.members {
                guard let index = member.character else { continue }
                let history = demo.characters[index]
                let next = history.logouts.first { logout in logout.time > run.completed }
                if history.deleted == nil {
                    #expect(next.map { logout in logout.time - run.completed < 9 * 3600 } ?? false)
                }
            }
            #expect(run.members.count == 5)
        }
    }

    @Test func `gear follows the seasons`() {
        func median(_ number: Int) -> Int {
            let time = start + number * week
            let levels = demo.characters.compactMap { character -> Int? in
                guard let logout = character.logout(at: time), logout.time > time - 2 * week,
                    logout.level == 90
                else { return nil }
                return CharacterView(
                    history: character, identity: character.identity(at: time), logout: logout
                ).equippedItemLevel
            }.sorted()
            return levels[levels.count / 2]
        }
        #expect(median(0) < median(8))
        #expect(median(8) < median(26))
    }

    @Test func `names of many scripts live in it, an Ä among the initials`() {
        let names = demo.truth.identities.map(\.name)
        #expect(names.contains { name in name.hasPrefix("Ä") })
        #expect(
            names.contains { name in
                name.unicodeScalars.contains { scalar in (0x400...0x4FF).contains(scalar.value) }
            })
        #expect(names.contains { name in name.unicodeScalars.contains { scalar in scalar.value >= 0xAC00 } })
        let unique = Set(
            demo.truth.identities.map { identity in "\(identity.region) \(identity.realm) \(identity.id)" })
        #expect(
            unique.count
                == demo.truth.identities.reduce(into: Set<String>()) { set, identity in
                    set.insert("\(identity.character) \(identity.realm)")
                }.count)
    }
}

@Suite struct TinyWorldTests {
    private struct Member: Hashable {
        var realm: Int
        var id: Int
        var name: String
        var rank: Int
    }

    private func members(day number: Int) throws -> Set<Member> {
        let endpoint = try #require(Endpoint(path: "/data/wow/guild/tarren-mill/ember-accord/roster"))
        let finder = DocumentFinder(
            world: tiny, region: .eu, locale: "en_GB", now: WorldSettings.tiny.start + number * day)
        guard case .document(let document) = finder.find(endpoint) else { return [] }
        let list = try JSONValue(document.render() ?? [])["members"]?.array ?? []
        return Set(
            try list.map { member in
                Member(
                    realm: try #require(member["character"]?["realm"]?["id"]?.int),
                    id: try #require(member["character"]?["id"]?.int),
                    name: try #require(member["character"]?["name"]?.string),
                    rank: try #require(member["rank"]?.int))
            })
    }

    @Test func `a rename keeps the number and changes the name`() throws {
        let before = try members(day: 2)
        let after = try members(day: 3)
        let renamed = after.filter { member in
            before.contains { old in
                old.id == member.id && old.realm == member.realm && old.name != member.name
            }
        }
        #expect(!renamed.isEmpty)
    }

    @Test func `a transfer changes realm and number`() throws {
        let before = try members(day: 4)
        let after = try members(day: 5)
        let moved = after.filter { member in
            before.contains { old in old.name == member.name && old.realm != member.realm }
        }
        #expect(!moved.isEmpty)
    }

    @Test func `who leaves is gone and who returns is there again`() throws {
        let departure = try #require(
            tiny.truth.departures.first { departure in
                departure.guild == 0 && departure.hazard == 0 && departure.time > WorldSettings.tiny.start
            })
        let number = (departure.time - WorldSettings.tiny.start) / day
        let gone = try members(day: number).subtracting(try members(day: number + 1))
        #expect(!gone.isEmpty)
        let back = try members(day: 19)
        #expect(
            gone.contains { member in
                back.contains { other in other.id == member.id && other.realm == member.realm }
            })
    }

    @Test func `a hidden character stays in the roster and has no profile`() throws {
        let time = WorldSettings.tiny.start + 12 * day
        let hidden = tiny.characters.filter { character in
            character.hidden.map { hidden in hidden.from > 0 && hidden.from < time } ?? false
                && character.standing(at: time)?.guild != nil
        }
        let character = try #require(hidden.first)
        let identity = character.identity(at: time)
        let path = "/profile/wow/character/\(Realm.all[identity.realm].slug)/\(identity.name.lowercased())"
        let finder = DocumentFinder(world: tiny, region: character.region, locale: nil, now: time)
        switch finder.find(try #require(Endpoint(path: path))) {
        case .document: Issue.record("the profile of a hidden character was found")
        case .missing, .forbidden: break
        }
    }

    @Test func `a deleted character is invalid for a week, then missing`() throws {
        let deleted = try #require(tiny.characters.first { character in character.deleted != nil })
        let time = try #require(deleted.deleted)
        let identity = deleted.identity(at: time)
        let path =
            "/profile/wow/character/\(Realm.all[identity.realm].slug)/\(identity.name.lowercased())/status"
        let endpoint = try #require(Endpoint(path: path))
        func text(_ now: Int) -> String? {
            let finder = DocumentFinder(world: tiny, region: deleted.region, locale: nil, now: now)
            guard case .document(let document) = finder.find(endpoint) else { return nil }
            return document.render().map { bytes in String(decoding: bytes, as: UTF8.self) }
        }
        #expect(text(time)?.contains(#""is_valid":false"#) == true)
        #expect(text(time + 8 * day) == nil)
    }

    @Test func `a guild of a thousand and a guild of nobody have their rosters`() {
        var settings = WorldSettings.tiny
        settings.weeks = 1
        settings.weeksBefore = 1
        settings.guilds = [
            .init("Legion of Many", .eu, realm: "kazzak", members: 1000),
            .init("Nobody", .eu, realm: "kazzak", members: 0),
        ]
        let world = World(settings)
        #expect((950...1060).contains(world.members(of: 0, at: settings.start).count))
        #expect(world.members(of: 1, at: settings.start).isEmpty)
    }
}
