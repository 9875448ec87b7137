/// The achievements of the world: numbers are invented, names read like real ones.
enum AchievementCatalog {
    /// Old achievements of an account.
    static let oldFirst = 4000
    /// Levels 10, 20, … 90 of a character.
    static let levelFirst = 6
    /// Old achievements of a guild.
    static let guildFirst = 4900

    static func keystoneMaster(_ season: Int) -> Int { 60_000 + season * 10 }
    static func keystoneHero(_ season: Int) -> Int { 60_001 + season * 10 }
    static func aheadOfTheCurve(_ encounter: Int) -> Int { 61_000 + encounter }
    static func cuttingEdge(_ encounter: Int) -> Int { 71_000 + encounter }
    static func mythicKill(_ encounter: Int) -> Int { 81_000 + encounter }

    static func guildKill(_ encounter: Int, _ difficulty: Difficulty) -> Int {
        100_000 + encounter * 4 + difficulty.rawValue
    }

    static func name(_ id: Int) -> String {
        switch id {
        case 6...14: "Level \((id - 5) * 10)"
        case 4000..<4900: "Deeds of an Old Age \(id - 3999)"
        case 4900..<5000: "Guild Chronicle \(id - 4899)"
        case 60_000..<61_000:
            (id % 10 == 0 ? "Keystone Master" : "Keystone Hero") + ": Season \((id - 60_000) / 10)"
        case 61_000..<71_000: "Ahead of the Curve: \(encounterName(id - 61_000))"
        case 71_000..<81_000: "Cutting Edge: \(encounterName(id - 71_000))"
        case 81_000..<91_000: "Mythic: \(encounterName(id - 81_000))"
        case 100_000...:
            "\(Difficulty(rawValue: id % 4)?.name ?? ""): \(encounterName((id - 100_000) / 4)) Guild Run"
        default: "Achievement \(id)"
        }
    }

    private static func encounterName(_ id: Int) -> String {
        Season.all.flatMap(\.encounters).first { encounter in encounter.id == id }?.name ?? "Encounter \(id)"
    }
}

extension WorldBuilder {
    /// Rating milestones count for the whole account.
    mutating func rewardRating(_ character: Int, from: Double, to: Double, season: Season, at time: Int) {
        for (threshold, id) in [
            (2000.0, AchievementCatalog.keystoneMaster(season.id)),
            (2500.0, AchievementCatalog.keystoneHero(season.id)),
        ] where from < threshold && to >= threshold {
            earn(id, by: character, at: time)
        }
    }

    /// The last boss of the greatest raid, and every boss at its hardest.
    mutating func rewardKill(_ kill: CharacterHistory.Kill, of character: Int, season: Season) {
        let last = season.raids[0].encounters.last?.id
        if kill.encounter == last, kill.difficulty == .heroic {
            earn(AchievementCatalog.aheadOfTheCurve(kill.encounter), by: character, at: kill.time)
        }
        guard kill.difficulty == .mythic else { return }
        earn(AchievementCatalog.mythicKill(kill.encounter), by: character, at: kill.time)
        if kill.encounter == last {
            earn(AchievementCatalog.cuttingEdge(kill.encounter), by: character, at: kill.time)
        }
    }

    private mutating func earn(_ id: Int, by character: Int, at time: Int) {
        let person = characters[character].person
        guard !people[person].achievements.contains(where: { earned in earned.id == id }) else { return }
        let earned = Earned(id: id, time: time)
        people[person].achievements.append(earned)
        if let guild = people[person].guild { guilds[guild].news.append((character, earned)) }
    }
}
