extension DocumentFinder {
    /// What a path of the game data answers.
    func gameData(_ data: Endpoint.GameData) -> Finding {
        let renderer = Renderer(world: world, region: region, locale: locale, time: now)
        let period = region.start(ofPeriod: region.period(at: now))
        let season = region.start(ofPeriod: Season.of(period: region.period(at: now)).firstPeriod)
        let patch = world.settings.start - 30 * day
        func document(
            _ schema: String, _ revision: Int, age: Int, since: Int,
            _ render: @escaping @Sendable () -> [UInt8]?
        ) -> Finding {
            .document(
                Document(schema: schema, revision: revision, maxAge: age, lastModified: since, render: render)
            )
        }
        switch data {
        case .realmIndex: return document("realm", 6, age: 86_400, since: patch) { renderer.realmIndex() }
        case .realm(let realm):
            return document("realm", 6, age: 86_400, since: patch) { renderer.realm(slugOrID: realm) }
        case .connectedRealmIndex:
            return document("connected-realm", 5, age: 86_400, since: patch) {
                renderer.connectedRealmIndex()
            }
        case .connectedRealm(let id):
            return document("connected-realm", 5, age: 30, since: patch) { renderer.connectedRealm(id) }
        case .leaderboardIndex(let realm):
            return document("mythic-leaderboard", 5, age: 1800, since: period) {
                renderer.leaderboardIndex(realm: realm)
            }
        case .leaderboard(let realm, let dungeon, let period):
            return leaderboard(realm: realm, dungeon: dungeon, period: period)
        case .seasonIndex:
            return document("mythic-keystone-season", 2, age: 1800, since: season) { renderer.seasonIndex() }
        case .season(let id):
            return document("mythic-keystone-season", 2, age: 1800, since: period) { renderer.season(id) }
        case .periodIndex:
            return document("mythic-keystone-period", 1, age: 1800, since: period) { renderer.periodIndex() }
        case .period(let id):
            return document("mythic-keystone-period", 1, age: 1800, since: patch) { renderer.period(id) }
        case .dungeonIndex:
            return document("mythic-keystone-dungeon", 3, age: 86_400, since: season) {
                renderer.dungeonIndex()
            }
        case .dungeon(let id):
            return document("mythic-keystone-dungeon", 3, age: 86_400, since: patch) { renderer.dungeon(id) }
        case .classIndex:
            return document("playable-class", 1, age: 86_400, since: patch) { renderer.classIndex() }
        case .raceIndex:
            return document("playable-race", 1, age: 86_400, since: patch) { renderer.raceIndex() }
        case .race(let id):
            return document("playable-race", 1, age: 86_400, since: patch) { renderer.race(id) }
        case .specializationIndex:
            return document("playable-specialization", 2, age: 86_400, since: patch) {
                renderer.specializationIndex()
            }
        case .instanceIndex:
            return document("journal-instance", 1, age: 86_400, since: patch) { renderer.instanceIndex() }
        }
    }

    private func leaderboard(realm: Int, dungeon id: Int, period: Int) -> Finding {
        guard let dungeon = Season.of(period: period).dungeons.first(where: { dungeon in dungeon.id == id }),
            (641...region.period(at: now)).contains(period),
            Realm.all.contains(where: { other in other.region == region && other.connectedRealm == realm })
        else { return .missing }
        let made = now - now % Self.boardRefresh
        let renderer = Renderer(world: world, region: region, locale: locale, time: made)
        let key = World.BoardKey(region: region, realm: realm, dungeon: id, period: period)
        let latest =
            (world.boards[key] ?? []).map { index in world.runs[index].completed }
            .filter { time in time <= made }.max() ?? region.start(ofPeriod: period)
        let modified = (latest + Self.boardRefresh - 1) / Self.boardRefresh * Self.boardRefresh
        return .document(
            Document(
                schema: "mythic-leaderboard", revision: 5, maxAge: Self.boardRefresh,
                lastModified: min(modified, made)
            ) { renderer.leaderboard(realm: realm, dungeon: dungeon, period: period) })
    }
}
