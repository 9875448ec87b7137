/// Everything that ever happens to a guild as a whole.
struct GuildHistory: Sendable {
    /// A boss the guild killed together.
    struct Kill: Sendable {
        var time: Int
        var encounter: Encounter
        var difficulty: Difficulty
        var isFirst: Bool
    }

    var index: Int
    var id: Int
    var plan: WorldSettings.Guild
    var realm: Int
    var faction: Faction
    var founded: Int
    /// People in it while the world is built, in order of joining.
    var people: [Int] = []
    var kills: [Kill] = []
    /// Pulls on a boss that has not fallen yet, by difficulty and encounter: what the guild has learnt.
    var pulls: [Int: Int] = [:]
    /// What was tried on raid nights, boss by boss.
    var attempts: [Truth.Attempt] = []
    var achievements: [Earned] = []
    /// Achievements of members that the news show.
    var news: [(character: Int, achievement: Earned)] = []
    /// The times at which the roster changed, in order.
    var rosterChanges: [Int] = []
    /// All characters that were ever in it.
    var everMembers: [Int] = []

    /// The lower-case name with dashes for spaces and no apostrophes.
    var slug: String {
        String(
            plan.name.lowercased().compactMap { character in
                character == " " ? "-" : character == "'" ? nil : character
            })
    }
}
