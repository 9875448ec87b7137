extension Renderer {
    /// The runs a character had finished when it logged out.
    func keystoneRuns(_ view: CharacterView) -> [Run] {
        view.history.runs.map { index in world.runs[index] }.filter { run in run.completed <= view.logout.time
        }
    }

    /// Runs of the period at hand, seasons with runs, rating.
    func keystoneProfile(_ view: CharacterView) -> [UInt8] {
        let runs = keystoneRuns(view)
        let period = region.period(at: view.logout.time)
        let best = bestRuns(runs.filter { run in run.period == period })
        let seasons = Season.all.filter { season in
            runs.contains { run in Season.of(period: run.period).id == season.id }
        }
        let current = runs.filter { run in Season.of(period: run.period).id == Season.of(period: period).id }
        let rating = seasonRating(current)
        return document(path: characterHref(view.identity, "/mythic-keystone-profile")) { writer in
            writer.object("current_period") { writer in
                reference(
                    &writer, "period", "mythic-keystone/period", name: nil, id: period, namespace: "dynamic")
                if !best.isEmpty { self.runs(&writer, best) }
            }
            if !seasons.isEmpty {
                writer.array("seasons", seasons) { writer, season in
                    writer.object { writer in
                        writer.object("key") { writer in
                            writer.set(
                                "href",
                                characterHref(view.identity, "/mythic-keystone-profile/season/\(season.id)"))
                        }
                        writer.set("id", season.id)
                    }
                }
            }
            characterReference(&writer, view.identity)
            if rating > 0, !world.settings.leniency.withoutRatings {
                self.rating(&writer, "current_mythic_rating", rating)
            }
        }
    }

    /// The best runs of a season; nil when there was none.
    func keystoneSeason(_ view: CharacterView, season id: Int) -> [UInt8]? {
        let runs = keystoneRuns(view).filter { run in Season.of(period: run.period).id == id }
        guard !runs.isEmpty else { return nil }
        let href = characterHref(view.identity, "/mythic-keystone-profile/season/\(id)")
        return document(capacity: 32_000, path: href) { writer in
            reference(&writer, "season", "mythic-keystone/season", name: nil, id: id, namespace: "dynamic")
            self.runs(&writer, bestRuns(runs))
            characterReference(&writer, view.identity)
            if !world.settings.leniency.withoutRatings {
                rating(&writer, "mythic_rating", seasonRating(runs))
            }
        }
    }

    /// The sum over dungeons of the best run's rating.
    func seasonRating(_ runs: [Run]) -> Double {
        var best: [Int: Double] = [:]
        for run in runs { best[run.dungeon.id] = max(best[run.dungeon.id] ?? 0, run.rating) }
        return best.sorted { a, b in a.key < b.key }.reduce(0) { sum, entry in sum + entry.value }
    }

    /// For each dungeon the run with the highest rating, and the highest level where that was over time.
    private func bestRuns(_ runs: [Run]) -> [Run] {
        Dictionary(grouping: runs, by: \.dungeon.id).sorted { a, b in a.key < b.key }.flatMap { _, runs in
            let rated = runs.max { a, b in (a.rating, b.index) < (b.rating, a.index) }
            let highest = runs.filter { run in !run.isTimed }
                .max { a, b in (a.level, b.duration, b.index) < (b.level, a.duration, a.index) }
            guard let rated else { return [Run]() }
            guard let highest, highest.level > rated.level else { return [rated] }
            return [rated, highest]
        }
    }

    private func runs(_ writer: inout JSONWriter, _ runs: [Run]) {
        writer.array("best_runs", runs) { writer, run in
            writer.object { writer in
                writer.set("completed_timestamp", run.completed * 1000)
                writer.set("duration", run.duration)
                writer.set("keystone_level", run.level)
                writer.array("keystone_affixes", Run.affixes(period: run.period)) { writer, affix in
                    writer.object { writer in
                        referenceMembers(&writer, "keystone-affix", name: affix.name, id: affix.id)
                    }
                }
                writer.array("members", run.members.indices) { writer, seat in member(&writer, run, seat) }
                reference(
                    &writer, "dungeon", "mythic-keystone/dungeon", name: run.dungeon.name, id: run.dungeon.id,
                    namespace: "dynamic")
                writer.set("is_completed_within_time", run.isTimed)
                guard !world.settings.leniency.withoutRatings else { return }
                rating(&writer, "mythic_rating", run.rating)
                rating(&writer, "map_rating", run.rating)
            }
        }
    }

    private func member(_ writer: inout JSONWriter, _ run: Run, _ seat: Int) {
        let member = run.members[seat]
        let (identity, race) = self.identity(of: member, in: run, seat: seat)
        writer.object { writer in
            writer.object("character") { writer in
                writer.set("name", identity.name)
                writer.set("id", identity.id)
                realm(&writer, identity.realm, named: false)
            }
            reference(
                &writer, "specialization", "playable-specialization",
                name: Specialization.names[member.specialization] ?? "",
                id: member.specialization)
            reference(&writer, "race", "playable-race", name: race.name, id: race.id)
            writer.set("equipped_item_level", member.itemLevel)
        }
    }

    /// Who sat there: a character of the world, or a stranger whose name follows from the run.
    func identity(
        of member: Run.Member, in run: Run, seat: Int
    ) -> (CharacterHistory.Identity, PlayableRace) {
        if let index = member.character {
            let history = world.characters[index]
            let identity = history.identity(at: run.completed)
            return (identity, history.race(identity))
        }
        var random = Random(seed: world.settings.seed, run.index, seat)
        let realms = Realm.all.indices.filter { index in Realm.all[index].region == run.region }
        let realm = random.pick(realms)
        let name = Names.stranger(realm: realm, &random)
        let id = 180_000_000 + random.int(below: 20_000_000)
        return (
            CharacterHistory.Identity(from: 0, id: id, name: name, realm: realm),
            random.pick(PlayableRace.all)
        )
    }

    /// The boards of a connected realm in the period at hand; nil when the region has no such realm.
    func leaderboardIndex(realm: Int) -> [UInt8]? {
        guard Realm.all.contains(where: { other in other.region == region && other.connectedRealm == realm })
        else { return nil }
        let period = region.period(at: time)
        let path = "connected-realm/\(realm)/mythic-leaderboard/"
        return document(path: data(path, "dynamic")) { writer in
            writer.array("current_leaderboards", Season.of(period: period).dungeons) { writer, dungeon in
                writer.object { writer in
                    writer.object("key") { writer in
                        writer.set("href", data("\(path)\(dungeon.id)/period/\(period)", "dynamic"))
                    }
                    name(&writer, dungeon.name)
                    writer.set("id", dungeon.id)
                }
            }
        }
    }

    /// The best groups of a connected realm in a dungeon and period.
    func leaderboard(realm: Int, dungeon: Dungeon, period: Int) -> [UInt8] {
        let key = World.BoardKey(region: region, realm: realm, dungeon: dungeon.id, period: period)
        let runs = (world.boards[key] ?? []).map { index in world.runs[index] }
            .filter { run in run.completed <= time }.prefix(500)
        let path = "connected-realm/\(realm)/mythic-leaderboard/\(dungeon.id)/period/\(period)"
        return document(capacity: 2000 * (runs.count + 1), path: data(path, "dynamic")) { writer in
            writer.object("map") { writer in
                name(&writer, dungeon.name)
                writer.set("id", dungeon.map)
            }
            writer.set("period", period)
            writer.set("period_start_timestamp", region.start(ofPeriod: period) * 1000)
            writer.set("period_end_timestamp", (region.start(ofPeriod: period + 1) - 1) * 1000)
            writer.object("connected_realm") { writer in
                writer.set("href", data("connected-realm/\(realm)", "dynamic"))
            }
            if !runs.isEmpty {
                writer.array("leading_groups", runs.enumerated()) { writer, entry in
                    group(&writer, entry.element, ranking: entry.offset + 1)
                }
            }
            writer.array("keystone_affixes", Run.affixes(period: period).enumerated()) { writer, affix in
                writer.object { writer in
                    reference(
                        &writer, "keystone_affix", "keystone-affix", name: affix.element.name,
                        id: affix.element.id)
                    writer.set("starting_level", [2, 7, 10][affix.offset])
                }
            }
            writer.set("map_challenge_mode_id", dungeon.id)
            name(&writer, dungeon.name)
        }
    }

    private func group(_ writer: inout JSONWriter, _ run: Run, ranking: Int) {
        writer.object { writer in
            writer.set("ranking", ranking)
            writer.set("duration", run.duration)
            writer.set("completed_timestamp", run.completed * 1000)
            writer.set("keystone_level", run.level)
            writer.array("members", run.members.indices) { writer, seat in
                let (identity, race) = identity(of: run.members[seat], in: run, seat: seat)
                writer.object { writer in
                    writer.object("profile") { writer in
                        writer.set("name", identity.name)
                        writer.set("id", identity.id)
                        realm(&writer, identity.realm, named: false)
                    }
                    writer.object("faction") { writer in writer.set("type", race.faction.rawValue) }
                    reference(
                        &writer, "specialization", "playable-specialization", name: nil,
                        id: run.members[seat].specialization)
                }
            }
            if !world.settings.leniency.withoutRatings { rating(&writer, "mythic_rating", run.rating) }
        }
    }
}
