/// What a world contains; the same settings give the same world.
package struct WorldSettings: Sendable, Hashable {
    /// A guild to be founded.
    package struct Guild: Sendable, Hashable {
        /// The name, in any script.
        package var name: String
        /// The guild's region.
        package var region: Region
        /// The slug of its realm, as the API writes it.
        package var realm: String
        /// How many characters it begins with and tends to keep.
        package var members: Int
        /// How well it raids: 0 is an average guild, 1 a good one.
        package var skill: Double
        /// The evenings on which it raids, as days after the weekly reset.
        package var raidNights: [Int]
        /// The week after the start in which it falls apart, if it does.
        package var crisisWeek: Int?

        /// A guild on a realm of its region.
        package init(
            _ name: String, _ region: Region, realm: String, members: Int, skill: Double = 0.5,
            raidNights: [Int] = [0, 4], crisisWeek: Int? = nil
        ) {
            self.name = name
            self.region = region
            self.realm = realm
            self.members = members
            self.skill = skill
            self.raidNights = raidNights
            self.crisisWeek = crisisWeek
        }
    }

    /// How large the documents are.
    package enum Documents: Sendable, Hashable {
        /// A few kB each: demos and fast tests.
        case compact
        /// As captured from the API: achievements about 1.4 MB, equipment about 45 kB.
        case captured
    }

    /// Leave-outs of the API that a client must bear.
    package struct Leniency: Sendable, Hashable {
        /// Rosters of every other guild without `character.key`, as in 2019.
        package var rosterWithoutKeys = false
        /// Keystone documents without `current_mythic_rating` and `mythic_rating`, as before 2021.
        package var withoutRatings = false
        /// A pseudo expansion `Current Season` that repeats the instances of the season in the raids.
        package var currentSeasonExpansion = true

        /// The shapes of 2026.
        package init() {}
    }

    /// Decides everything that is random.
    package var seed: UInt64
    /// Where the clock begins, in seconds since 1970; there is a history before it.
    package var start: Int
    /// How many weeks the clock can go on.
    package var weeks: Int
    /// Weeks of history before the start.
    package var weeksBefore: Int
    /// The guilds to be founded.
    package var guilds: [Guild]
    /// The size of the documents.
    package var documents: Documents = .compact
    /// Leave-outs of the API.
    package var leniency = Leniency()
    /// How many times as often as usual characters are renamed and transferred.
    package var restlessness = 1.0
    /// The weekly chance of a character to change its faction.
    package var factionChanges = 0.0

    /// A world with these guilds.
    package init(seed: UInt64, start: Int, weeks: Int, weeksBefore: Int, guilds: [Guild]) {
        self.seed = seed
        self.start = start
        self.weeks = weeks
        self.weeksBefore = weeksBefore
        self.guilds = guilds
    }

    /// The second the clock cannot pass.
    package var end: Int { start + weeks * week }

    /// The reset of the EU on Wednesday, 2026-05-20, at 04:00 UTC.
    package static let demoStart = Region.eu.start(ofPeriod: 1064)

    /// Five guilds in three regions, about 750 characters, 26 weeks from 2026-05-20 over a change of season.
    package static let demo = WorldSettings(
        seed: 2026, start: demoStart, weeks: 26, weeksBefore: 8,
        guilds: [
            Guild(
                "Ember Accord", .eu, realm: "tarren-mill", members: 205, skill: 1.1, raidNights: [0, 1, 5]),
            Guild("Полуночный Совет", .eu, realm: "howling-fjord", members: 150, skill: 0.7),
            Guild(
                "Les Lanternes d'Écume", .eu, realm: "confrérie-du-thorium", members: 115, skill: 0.1,
                raidNights: [2]),
            Guild(
                "Second Breakfast Club", .us, realm: "area-52", members: 170, skill: 0.6,
                raidNights: [0, 2], crisisWeek: 15),
            Guild("새벽의 방패", .kr, realm: "azshara", members: 110, skill: 0.9, raidNights: [0, 3, 4]),
        ])

    /// Two guilds of about 60 characters whose names, realms and factions often change, 8 weeks.
    package static var restless: WorldSettings {
        var world = WorldSettings(
            seed: 11, start: demoStart, weeks: 8, weeksBefore: 12,
            guilds: [
                Guild("Ember Accord", .eu, realm: "tarren-mill", members: 40, skill: 1.6),
                Guild("Полуночный Совет", .eu, realm: "howling-fjord", members: 20, skill: 0.9),
            ])
        world.restlessness = 40
        world.factionChanges = 0.01
        return world
    }

    /// Two small guilds, 6 weeks: built in a fraction of a second.
    package static let tiny = WorldSettings(
        seed: 7, start: demoStart, weeks: 6, weeksBefore: 3,
        guilds: [
            Guild("Ember Accord", .eu, realm: "tarren-mill", members: 24, skill: 0.8),
            Guild("Полуночный Совет", .eu, realm: "howling-fjord", members: 10, crisisWeek: 3),
        ])
}
