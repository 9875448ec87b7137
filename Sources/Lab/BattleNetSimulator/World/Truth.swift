/// What really goes on in a world, told by no path of the API.
package struct Truth: Sendable {
    /// A person who leaves a guild with their characters.
    package struct Departure: Sendable, Hashable {
        /// The number of the person.
        package var person: Int
        /// The index of the guild in the settings.
        package var guild: Int
        /// The index of the person's main character at that time.
        package var character: Int
        /// Seconds since 1970.
        package var time: Int
        /// The chance that was drawn against in that week; 0 for a departure that every world has.
        package var hazard: Double
    }

    /// The chance of a person to leave a guild in a period.
    package struct Hazard: Sendable, Hashable {
        /// The number of the person.
        package var person: Int
        /// The index of the guild in the settings.
        package var guild: Int
        /// The weekly period of the region.
        package var period: Int
        /// The probability that was used.
        package var probability: Double
    }

    /// A boss that a guild killed together.
    package struct BossKill: Sendable, Hashable {
        /// The index of the guild in the settings.
        package var guild: Int
        /// The number of the encounter.
        package var encounter: Int
        /// How hard it was.
        package var difficulty: Difficulty
        /// Seconds since 1970.
        package var time: Int
        /// Whether it was the guild's first kill.
        package var isFirst: Bool
    }

    /// A guild's pulls of one boss on one night.
    package struct Attempt: Sendable, Hashable {
        /// The index of the guild in the settings.
        package var guild: Int
        /// The number of the encounter.
        package var encounter: Int
        /// How hard it was.
        package var difficulty: Difficulty
        /// When the guild turned to it, in seconds since 1970.
        package var time: Int
        /// How strong the team of the night was.
        package var strength: Double
        /// How strong a guild must be for one kill in six pulls.
        package var threshold: Double
        /// Pulls of earlier nights.
        package var before: Int
        /// Pulls of the night.
        package var pulls: Int
        /// Whether the boss had not fallen to the guild before.
        package var isFirst: Bool

        /// The chance of a pull to be the first kill: what a guild learns by trying makes it stronger.
        package static func chance(strength: Double, threshold: Double, tries: Double) -> Double {
            0.34 * logistic(2.2 * (strength + 0.02 * tries - threshold))
        }
    }

    /// A person with all their characters.
    package struct Player: Sendable, Hashable {
        /// The number of the person.
        package var person: Int
        /// True skill: standard normal over all people.
        package var skill: Double
        /// Indices of their characters, the main first.
        package var characters: [Int]
    }

    /// A name and number of a character and from when they hold.
    package struct Identity: Sendable, Hashable {
        /// The index of the character, which never changes.
        package var character: Int
        /// Seconds since 1970; 0 for the first.
        package var from: Int
        /// The region.
        package var region: Region
        /// The number of the realm.
        package var realm: Int
        /// The slug of the realm, as the API writes it.
        package var realmSlug: String
        /// The number of the character on that realm.
        package var id: Int
        /// The name.
        package var name: String
    }

    /// All departures of the world in order of time, those after the end of the clock included.
    package var departures: [Departure]
    /// The chances that were drawn against.
    package var hazards: [Hazard]
    /// All kills of guilds in order of time.
    package var bossKills: [BossKill]
    /// All that guilds tried on their raid nights, by guild and time.
    package var attempts: [Attempt]
    /// The people.
    package var players: [Player]
    /// All identities of all characters.
    package var identities: [Identity]
}
