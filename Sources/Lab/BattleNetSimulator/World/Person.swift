/// An achievement of a person or a character.
struct Earned: Sendable, Hashable {
    var id: Int
    var time: Int
}

/// Someone who plays, with what no API tells.
struct Person: Sendable {
    var index: Int
    var region: Region
    /// How well they play: standard normal over all people.
    var skill: Double
    var role: Role
    var isRaider: Bool
    /// Never logs in.
    var isDormant = false
    /// What their engagement returns to.
    var baseEngagement: Double
    /// How much they play at present, 0...1.
    var engagement: Double
    /// The guild they belong to; nil when in none of the simulated ones.
    var guild: Int?
    var joined: Int
    var characters: [Int]
    var main: Int { characters[0] }
    /// When they come back to `formerGuild`, if they do.
    var returns: Int?
    var formerGuild: Int?
    /// Has stopped playing.
    var hasQuit = false
    var lastPlayed: Int
    /// Achievements that all their characters show.
    var achievements: [Earned] = []
    /// The chance to leave of each week, by period, as it was used.
    var hazards: [(period: Int, guild: Int, value: Double)] = []
}
