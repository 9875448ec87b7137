import Loopback

/// A world of guilds, lived to its end and frozen: what it shows is a function of settings and time.
///
/// Built in one go; asking it changes nothing, so any number of requests may ask at any times in any order.
package struct World: Sendable {
    /// What the world was built from.
    package let settings: WorldSettings
    /// What really goes on in it.
    package let truth: Truth
    let people: [Person]
    let characters: [CharacterHistory]
    let guilds: [GuildHistory]
    let runs: [Run]
    /// Guilds by `region/realm/slug`.
    let guildsByPath: [String: Int]
    /// Characters by `region/realm/lower-case name`, with the times at which they bore it.
    let charactersByPath: [String: [(character: Int, identity: Int)]]
    /// Indices of runs by `period/dungeon/connected realm`, best first.
    let boards: [BoardKey: [Int]]

    /// A leaderboard.
    struct BoardKey: Hashable, Sendable {
        var region: Region
        var realm: Int
        var dungeon: Int
        var period: Int
    }

    /// Lives through the world that the settings describe; takes time in proportion to characters and weeks.
    package init(_ settings: WorldSettings) {
        var builder = WorldBuilder(settings)
        builder.live()
        self.settings = settings
        people = builder.people
        characters = builder.characters
        guilds = builder.guilds
        runs = builder.runs
        truth = Truth(builder)
        guildsByPath = Dictionary(
            builder.guilds.map { guild in
                ("\(guild.plan.region.rawValue)/\(guild.plan.realm)/\(guild.slug)", guild.index)
            }, uniquingKeysWith: { first, _ in first })
        var paths: [String: [(character: Int, identity: Int)]] = [:]
        for character in builder.characters {
            for (index, identity) in character.identities.enumerated() {
                let slug = Realm.all[identity.realm].slug
                let path = "\(character.region.rawValue)/\(slug)/\(identity.name.lowercased())"
                paths[path, default: []].append((character.index, index))
            }
        }
        charactersByPath = paths
        boards = Self.boards(builder)
    }

    /// The character that bears a name at a time.
    func character(_ path: String, at time: Int) -> CharacterHistory? {
        for (index, identity) in charactersByPath[path] ?? [] {
            let history = characters[index]
            let next = identity + 1 < history.identities.count ? history.identities[identity + 1].from : .max
            if history.identities[identity].from <= time, time < next { return history }
        }
        return nil
    }

    /// The members of a guild at a time, by rank and then by number.
    func members(of guild: Int, at time: Int) -> [(character: CharacterHistory, rank: Int)] {
        guilds[guild].everMembers.compactMap { index in
            guard let standing = characters[index].standing(at: time), standing.guild == guild else {
                return nil
            }
            return (characters[index], standing.rank)
        }.sorted { a, b in (a.1, a.0.index) < (b.1, b.0.index) }
    }

    private static func boards(_ builder: WorldBuilder) -> [BoardKey: [Int]] {
        var boards: [BoardKey: [Int]] = [:]
        for run in builder.runs where run.isTimed {
            let realms = Set(
                run.members.compactMap(\.character).map { character in
                    Realm.all[builder.characters[character].identity(at: run.completed).realm].connectedRealm
                })
            for realm in realms {
                let key = BoardKey(
                    region: run.region, realm: realm, dungeon: run.dungeon.id, period: run.period)
                boards[key, default: []].append(run.index)
            }
        }
        return boards.mapValues { list in
            list.sorted { a, b in
                let (left, right) = (builder.runs[a], builder.runs[b])
                return (right.level, left.duration, a) < (left.level, right.duration, b)
            }
        }
    }
}

extension Truth {
    init(_ builder: WorldBuilder) {
        departures = builder.departures.sorted { a, b in (a.time, a.person) < (b.time, b.person) }
        hazards = builder.people.flatMap { person in
            person.hazards.map { period, guild, value in
                Hazard(person: person.index, guild: guild, period: period, probability: value)
            }
        }
        bossKills = builder.guilds.flatMap { guild in
            guild.kills.map { kill in
                BossKill(
                    guild: guild.index, encounter: kill.encounter.id, difficulty: kill.difficulty,
                    time: kill.time, isFirst: kill.isFirst)
            }
        }.sorted { a, b in (a.time, a.guild) < (b.time, b.guild) }
        attempts = builder.guilds.flatMap(\.attempts)
        let owned = Dictionary(grouping: builder.characters, by: \.person)
        players = builder.people.map { person in
            let characters = owned[person.index, default: []].map(\.index)
            return Player(person: person.index, skill: person.skill, characters: characters)
        }
        identities = builder.characters.flatMap { character in
            character.identities.map { identity in
                let realm = Realm.all[identity.realm]
                return Identity(
                    character: character.index, from: identity.from, region: character.region,
                    realm: realm.id, realmSlug: realm.slug, id: identity.id, name: identity.name)
            }
        }
    }
}

/// Year, month and day of a second in UTC.
func civilDate(_ time: Int) -> (year: Int, month: Int, day: Int) {
    CivilDate.components(ofDay: time / day)
}
