/// Everything that ever happens to a character, in order of time.
struct CharacterHistory: Sendable {
    /// The name, realm and number from a time on.
    struct Identity: Sendable {
        var from: Int
        var id: Int
        var name: String
        var realm: Int
        /// The race since a change of faction; nil for the one it was born with.
        var race: Int?
    }

    /// The guild and rank from a time on; nil for no guild.
    struct Standing: Sendable {
        var from: Int
        var guild: Int?
        var rank: Int
    }

    /// A log-out: the instant at which all documents of the character change.
    struct Logout: Sendable {
        var time: Int
        var level: Int
        var specialization: Int
    }

    /// A better item in a slot.
    struct Upgrade: Sendable {
        var time: Int
        var slot: Int
        var itemLevel: Int
    }

    /// A boss that fell.
    struct Kill: Sendable {
        var time: Int
        var encounter: Int
        var difficulty: Difficulty
    }

    var index: Int
    var person: Int
    var region: Region
    var playableClass: Int
    var race: Int
    var faction: Faction
    var isFemale: Bool
    /// The specialization it logs out in.
    var specialization: Int
    var level: Int
    var identities: [Identity]
    var standings: [Standing] = []
    var logouts: [Logout] = []
    var upgrades: [Upgrade] = []
    var kills: [Kill] = []
    /// Indices into the runs of the world.
    var runs: [Int] = []
    /// Levels reached: what the roster shows before the next log-out.
    var achievements: [Earned] = []
    /// When its player closed the profile, and whether the API then says 403 rather than 404.
    var hidden: (from: Int, forbidden: Bool)?
    var deleted: Int?
    /// Gone from the profiles for long inactivity.
    var isForgotten = false
    /// Item levels by slot while the world is built.
    var itemLevels: [Int]
    /// What the weekly vault will hold at the next reset, and of which period.
    var vault: (period: Int, itemLevel: Int) = (0, 0)

    var averageItemLevel: Int { itemLevels.reduce(0, +) / itemLevels.count }

    /// The identity at a time.
    func identity(at time: Int) -> Identity {
        identities.last { identity in identity.from <= time } ?? identities[0]
    }

    /// The race that an identity shows, and with it the faction.
    func race(_ identity: Identity) -> PlayableRace { PlayableRace.all[identity.race ?? race] }

    /// The standing at a time; nil before the first.
    func standing(at time: Int) -> Standing? { standings.last { standing in standing.from <= time } }

    /// The last log-out up to a time.
    func logout(at time: Int) -> Logout? {
        var low = 0
        var high = logouts.count
        while low < high {
            let middle = (low + high) / 2
            if logouts[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : logouts[low - 1]
    }

    /// Puts everything in order of time.
    mutating func sort() {
        identities.sort { a, b in a.from < b.from }
        standings.sort { a, b in a.from < b.from }
        logouts.sort { a, b in a.time < b.time }
        upgrades.sort { a, b in a.time < b.time }
        kills.sort { a, b in a.time < b.time }
        achievements.sort { a, b in (a.time, a.id) < (b.time, b.id) }
    }
}
