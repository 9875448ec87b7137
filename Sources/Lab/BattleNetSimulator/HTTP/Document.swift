/// A document that exists: what its head says, and how to write it when it is wanted.
struct Document: Sendable {
    var schema: String
    var revision: Int
    /// Seconds; nil sends no `Cache-Control`.
    var maxAge: Int?
    /// Seconds since 1970.
    var lastModified: Int
    /// Nil when it turns out not to exist.
    var render: @Sendable () -> [UInt8]?
}

/// What a path answers before faults and limits.
enum Finding: Sendable {
    case document(Document)
    case missing
    case forbidden
}

/// Finds documents in a world at a time.
struct DocumentFinder: Sendable {
    let world: World
    let region: Region
    let locale: String?
    let now: Int

    /// Guild documents are made anew every three hours, leaderboards every half hour.
    static let guildRefresh = 10_800
    static let boardRefresh = 1800

    func find(_ endpoint: Endpoint) -> Finding {
        switch endpoint {
        case .guild(let realm, let name, let part): guild(realm, name, part)
        case .character(let realm, let name, let part): character(realm, name, part)
        case .gameData(let data): gameData(data)
        }
    }

    private func renderer(at time: Int) -> Renderer {
        Renderer(world: world, region: region, locale: locale, time: time)
    }

    private func guild(_ realm: String, _ name: String, _ part: Endpoint.GuildPart) -> Finding {
        guard let index = world.guildsByPath["\(region.rawValue)/\(realm)/\(name)"] else { return .missing }
        let guild = world.guilds[index]
        let made = now - now % Self.guildRefresh
        let renderer = renderer(at: made)
        let earned = guild.achievements.lastTime(upTo: made)
        var changed = guild.rosterChanges.lastTime(upTo: made)
        var (schema, revision) = ("guild", 8)
        var render: @Sendable () -> [UInt8] = { renderer.guild(guild) }
        switch part {
        case .summary: changed = max(changed, earned)
        case .roster:
            (schema, revision) = ("guild-roster", 7)
            render = { renderer.roster(guild) }
        case .achievements:
            changed = earned
            (schema, revision) = ("guild-achievement-summary", 2)
            render = { renderer.achievements(guild) }
        case .activity:
            changed = max(
                guild.kills.lastTime(upTo: made), guild.news.map(\.achievement).lastTime(upTo: made))
            (schema, revision) = ("guild-activity", 1)
            render = { renderer.activity(guild) }
        }
        // The first making after the change; nothing that was made later differs from it.
        let modified =
            (max(changed, guild.founded) + Self.guildRefresh - 1) / Self.guildRefresh * Self.guildRefresh
        return .document(
            Document(
                schema: schema, revision: revision, maxAge: Self.guildRefresh,
                lastModified: min(modified, made),
                render: render))
    }

    private func character(_ realm: String, _ name: String, _ part: Endpoint.CharacterPart) -> Finding {
        guard let history = world.character("\(region.rawValue)/\(realm)/\(name.lowercased())", at: now)
        else {
            return .missing
        }
        let identity = history.identity(at: now)
        let renderer = renderer(at: now)
        if let deleted = history.deleted, now >= deleted {
            // For a week the status still tells that the character is no more.
            guard part == .status, now < deleted + week else { return .missing }
            return .document(
                Document(schema: "character-status", revision: 1, lastModified: deleted) {
                    renderer.status(identity, isValid: false)
                })
        }
        if let hidden = history.hidden, now >= hidden.from { return hidden.forbidden ? .forbidden : .missing }
        guard !history.isForgotten, let logout = history.logout(at: now), logout.level >= 10,
            logout.time >= identity.from
        else { return .missing }
        let view = CharacterView(history: history, identity: identity, logout: logout)
        return .document(document(view, part, renderer))
    }

    private func document(
        _ view: CharacterView, _ part: Endpoint.CharacterPart, _ renderer: Renderer
    ) -> Document {
        func document(
            _ schema: String, _ revision: Int, _ render: @escaping @Sendable () -> [UInt8]?
        ) -> Document {
            Document(schema: schema, revision: revision, lastModified: view.logout.time, render: render)
        }
        switch part {
        case .summary: return document("character", 18) { renderer.character(view) }
        case .status: return document("character-status", 1) { renderer.status(view.identity, isValid: true) }
        case .equipment: return document("character-equipment", 4) { renderer.equipment(view) }
        case .specializations:
            return document("character-specializations", 6) { renderer.specializations(view) }
        case .achievements:
            return document("character-achievement-summary", 3) {
                renderer.achievements(view.history, view.identity, view.logout)
            }
        case .raids: return document("character-raid-progression-raids", 1) { renderer.raids(view) }
        case .dungeons: return document("character-raid-progression-dungeons", 1) { renderer.dungeons(view) }
        case .keystones: return document("mythic-keystone-profile", 6) { renderer.keystoneProfile(view) }
        case .keystoneSeason(let id):
            return document("mythic-keystone-profile-season", 5) { renderer.keystoneSeason(view, season: id) }
        case .professions: return document("character-professions", 1) { renderer.professions(view) }
        case .reputations: return document("character-reputations", 3) { renderer.reputations(view) }
        case .pvpSummary: return document("pvp-summary", 9) { renderer.pvpSummary(view) }
        case .media: return document("character-media", 4) { renderer.media(view) }
        }
    }
}

extension [Int] {
    /// The last of these ascending times that has come; 0 when none has.
    func lastTime(upTo now: Int) -> Int { last { time in time <= now } ?? 0 }
}

extension [Earned] {
    fileprivate func lastTime(upTo now: Int) -> Int {
        reduce(0) { latest, earned in earned.time <= now ? Swift.max(latest, earned.time) : latest }
    }
}

extension [GuildHistory.Kill] {
    fileprivate func lastTime(upTo now: Int) -> Int {
        reduce(0) { latest, kill in kill.time <= now ? Swift.max(latest, kill.time) : latest }
    }
}
