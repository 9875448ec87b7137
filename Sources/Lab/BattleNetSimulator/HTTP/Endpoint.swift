import Loopback

/// A path of the API, taken apart.
enum Endpoint: Hashable, Sendable {
    /// The documents of a guild.
    enum GuildPart: Hashable, Sendable {
        case summary
        case roster
        case achievements
        case activity
    }

    /// The documents of a character.
    enum CharacterPart: Hashable, Sendable {
        case summary
        case status
        case equipment
        case specializations
        case achievements
        case raids
        case dungeons
        case keystones
        case keystoneSeason(Int)
        case professions
        case reputations
        case pvpSummary
        case media
    }

    /// Documents of the game that belong to no guild.
    enum GameData: Hashable, Sendable {
        case realmIndex
        case realm(String)
        case connectedRealmIndex
        case connectedRealm(Int)
        case leaderboardIndex(realm: Int)
        case leaderboard(realm: Int, dungeon: Int, period: Int)
        case seasonIndex
        case season(Int)
        case periodIndex
        case period(Int)
        case dungeonIndex
        case dungeon(Int)
        case classIndex
        case raceIndex
        case race(Int)
        case specializationIndex
        case instanceIndex
    }

    case guild(realm: String, name: String, GuildPart)
    case character(realm: String, name: String, CharacterPart)
    case gameData(GameData)

    /// The first word of the namespace the path must be asked in.
    var namespace: String {
        switch self {
        case .guild, .character: "profile"
        case .gameData(.classIndex), .gameData(.raceIndex), .gameData(.race), .gameData(.specializationIndex),
            .gameData(.instanceIndex):
            "static"
        case .gameData: "dynamic"
        }
    }

    /// Nil for a path that the API does not have, or whose escapes are broken.
    init?(path: some StringProtocol) {
        var segments: [String] = []
        for segment in path.split(separator: "/") {
            guard let decoded = PercentEncoding.decode(segment) else { return nil }
            segments.append(decoded)
        }
        guard segments.count >= 3 else { return nil }
        switch (segments[0], segments[1], segments[2]) {
        case ("data", "wow", "guild"): self.init(guild: segments.dropFirst(3))
        case ("profile", "wow", "character"): self.init(character: segments.dropFirst(3))
        case ("data", "wow", _):
            guard let data = GameData(Array(segments.dropFirst(2))) else { return nil }
            self = .gameData(data)
        default: return nil
        }
    }

    private static let guildParts: [String: GuildPart] = [
        "": .summary, "roster": .roster, "achievements": .achievements, "activity": .activity,
    ]

    private static let characterParts: [String: CharacterPart] = [
        "": .summary, "status": .status, "equipment": .equipment, "specializations": .specializations,
        "achievements": .achievements, "encounters/raids": .raids, "encounters/dungeons": .dungeons,
        "mythic-keystone-profile": .keystones, "character-media": .media,
        "professions": .professions, "reputations": .reputations, "pvp-summary": .pvpSummary,
    ]

    private init?(guild segments: ArraySlice<String>) {
        let words = Array(segments)
        guard words.count >= 2, let part = Self.guildParts[words.dropFirst(2).joined(separator: "/")] else {
            return nil
        }
        self = .guild(realm: words[0], name: words[1], part)
    }

    private init?(character segments: ArraySlice<String>) {
        let words = Array(segments)
        guard words.count >= 2 else { return nil }
        let rest = words.dropFirst(2).joined(separator: "/")
        if let part = Self.characterParts[rest] {
            self = .character(realm: words[0], name: words[1], part)
        } else if words.count == 5, words[2] == "mythic-keystone-profile", words[3] == "season",
            let season = Int(words[4])
        {
            self = .character(realm: words[0], name: words[1], .keystoneSeason(season))
        } else {
            return nil
        }
    }
}

extension Endpoint.GameData {
    private static let indices: [[String]: Self] = [
        ["realm", "index"]: .realmIndex, ["connected-realm", "index"]: .connectedRealmIndex,
        ["mythic-keystone", "season", "index"]: .seasonIndex,
        ["mythic-keystone", "period", "index"]: .periodIndex,
        ["mythic-keystone", "dungeon", "index"]: .dungeonIndex,
        ["playable-class", "index"]: .classIndex, ["playable-race", "index"]: .raceIndex,
        ["playable-specialization", "index"]: .specializationIndex,
        ["journal-instance", "index"]: .instanceIndex,
    ]

    fileprivate init?(_ words: [String]) {
        if let index = Self.indices[words] {
            self = index
            return
        }
        if words.count == 2, words[0] == "realm" {
            self = .realm(words[1])
            return
        }
        if words.count == 4, words[0] == "connected-realm",
            Array(words[2...]) == ["mythic-leaderboard", "index"],
            let realm = Int(words[1])
        {
            self = .leaderboardIndex(realm: realm)
            return
        }
        guard let id = words.last.flatMap({ word in Int(word) }) else { return nil }
        switch words.dropLast() {
        case ["connected-realm"]: self = .connectedRealm(id)
        case ["mythic-keystone", "season"]: self = .season(id)
        case ["mythic-keystone", "period"]: self = .period(id)
        case ["mythic-keystone", "dungeon"]: self = .dungeon(id)
        case ["playable-race"]: self = .race(id)
        default:
            guard words.count == 6, words[0] == "connected-realm", words[2] == "mythic-leaderboard",
                words[4] == "period", let realm = Int(words[1]), let dungeon = Int(words[3])
            else { return nil }
            self = .leaderboard(realm: realm, dungeon: dungeon, period: id)
        }
    }
}
