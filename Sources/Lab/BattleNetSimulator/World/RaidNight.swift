extension WorldBuilder {
    /// Three hours: what is known falls quickly, then the next boss is tried until it falls or it gets late.
    mutating func raid(_ guild: Int, _ evening: Evening) {
        let team = evening.sessions.filter { session in
            session.raids && characters[session.character].level == 90
        }
        let smallest = min(10, max(3, guilds[guild].plan.members / 4))
        guard team.count >= smallest else { return }
        var random = random(Purpose.raid, guild, evening.dayNumber)
        let season = Season.of(period: evening.period)
        let reset = evening.region.start(ofPeriod: evening.period)
        var clock = evening.start + random.int(in: 120...900)
        let late = evening.start + 3 * 3600 - 60
        for difficulty in plan(guild, season: season, team: team.count, smallest: smallest) {
            for (order, encounter) in season.encounters.enumerated() {
                let isDone = guilds[guild].kills.reversed().prefix { kill in kill.time >= reset }
                    .contains { kill in kill.encounter.id == encounter.id && kill.difficulty == difficulty }
                if isDone { continue }
                let target = Target(
                    encounter: encounter, difficulty: difficulty, order: order, of: season.encounters.count)
                guard pull(target, guild, team: team, season: season, until: late, &clock, &random) else {
                    break
                }
                share(target, guild, team: team, season: season, period: evening.period, at: clock, &random)
                clock += random.int(in: 120...420)
            }
            if clock >= late { return }
        }
    }

    /// A boss at a difficulty.
    private struct Target {
        var encounter: Encounter
        var difficulty: Difficulty
        var order: Int
        var of: Int

        /// How strong a guild must be for one kill in six pulls.
        var threshold: Double {
            let depth = Double(order) / Double(max(1, of - 1))
            switch difficulty {
            case .lfr: return -4
            case .normal: return -1.4 + 1.6 * depth
            case .heroic: return 0.3 + 2.0 * depth
            case .mythic: return 2.4 + 4.4 * depth
            }
        }

        var key: Int { encounter.id * 4 + difficulty.rawValue }
    }

    /// Easier ones are left out when the next harder one is mostly done.
    private func plan(_ guild: Int, season: Season, team: Int, smallest: Int) -> [Difficulty] {
        let ids = Set(season.encounters.map(\.id))
        func known(_ difficulty: Difficulty) -> Int {
            Set(
                guilds[guild].kills.filter { kill in
                    kill.difficulty == difficulty && ids.contains(kill.encounter.id)
                }.map(\.encounter.id)
            ).count
        }
        var result: [Difficulty] = []
        if known(.heroic) < ids.count * 2 / 3 { result.append(.normal) }
        if known(.normal) >= ids.count / 2 { result.append(.heroic) }
        if known(.heroic) >= ids.count - 2, team >= 2 * smallest - 2 { result.append(.mythic) }
        return result
    }

    /// Pulls a boss until it falls; false when it did not before it got late.
    private mutating func pull(
        _ target: Target, _ guild: Int, team: [Evening.Session], season: Season, until late: Int,
        _ clock: inout Int, _ random: inout Random
    ) -> Bool {
        let skill = team.map { session in people[session.person].skill }.reduce(0, +) / Double(team.count)
        let gear =
            team.map { session in Double(characters[session.character].averageItemLevel) }.reduce(0, +)
            / Double(team.count)
        let strength = guilds[guild].plan.skill + 0.5 * skill + (gear - Double(season.normalItemLevel)) / 11
        let isKnown = isKnown(target, guild)
        guilds[guild].attempts.append(
            Truth.Attempt(
                guild: guild, encounter: target.encounter.id, difficulty: target.difficulty, time: clock,
                strength: strength, threshold: target.threshold,
                before: guilds[guild].pulls[target.key, default: 0], pulls: 0, isFirst: !isKnown))
        while clock < late {
            let tries = Double(guilds[guild].pulls[target.key, default: 0])
            guilds[guild].pulls[target.key, default: 0] += 1
            guilds[guild].attempts[guilds[guild].attempts.count - 1].pulls += 1
            clock += random.int(in: 300...660)
            let chance = Truth.Attempt.chance(
                strength: strength, threshold: target.threshold, tries: tries)
            if random.chance(tries > 0 && isKnown ? min(0.9, chance * 4) : chance) {
                return true
            }
        }
        return false
    }

    private func isKnown(_ target: Target, _ guild: Int) -> Bool {
        guilds[guild].kills.contains { kill in
            kill.encounter.id == target.encounter.id && kill.difficulty == target.difficulty
        }
    }

    private mutating func share(
        _ target: Target, _ guild: Int, team: [Evening.Session], season: Season, period: Int, at time: Int,
        _ random: inout Random
    ) {
        let isFirst = !isKnown(target, guild)
        guilds[guild].kills.append(
            .init(time: time, encounter: target.encounter, difficulty: target.difficulty, isFirst: isFirst))
        if isFirst, target.difficulty != .lfr {
            let id = AchievementCatalog.guildKill(target.encounter.id, target.difficulty)
            guilds[guild].achievements.append(Earned(id: id, time: time))
        }
        for session in team where session.to > time + 60 {
            record(
                .init(time: time, encounter: target.encounter.id, difficulty: target.difficulty),
                of: session.character, season: season, period: period, &random)
        }
    }
}
