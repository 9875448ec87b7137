#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Who of a guild is online on an evening, with which character, from when to when.
struct Evening {
    /// One session of a character, ending with a log-out.
    struct Session {
        var person: Int
        var character: Int
        var from: Int
        var to: Int
        /// Since when the character has been free for a keystone run.
        var free: Int
        var raids = false
    }

    let region: Region
    let guild: Int?
    let dayNumber: Int
    /// When the guild's evening begins.
    let start: Int
    let period: Int
    let isRaidNight: Bool
    var random: Random
    var sessions: [Session] = []

    /// The evening of a region on a day of the world.
    static func start(_ region: Region, day start: Int) -> Int {
        start - start % day + region.eveningHour * 3600
    }

    init(_ world: WorldBuilder, region: Region, guild: Int?, day number: Int, people: [Int]) {
        self.region = region
        self.guild = guild
        dayNumber = number
        let start = Self.start(region, day: world.beginning + number * day)
        let period = region.period(at: start)
        self.start = start
        self.period = period
        random = world.random(WorldBuilder.Purpose.evening, number, guild ?? -1 - region.id)
        let night = (start - region.start(ofPeriod: period)) / day
        let season = Season.of(period: period)
        let isAway = isHoliday(start)
        let isBreak = season.lastPeriod.map { last in period > last - 2 } ?? false
        isRaidNight =
            guild.map { index in
                world.guilds[index].plan.raidNights.contains(night) && !isBreak && !isAway
            } ?? false
        for person in people { seat(world.people[person], in: world, night: night) }
    }

    private mutating func seat(_ person: Person, in world: WorldBuilder, night: Int) {
        let draw = random.unit()
        let attends = isRaidNight && person.isRaider && random.chance(0.45 + 0.55 * person.engagement)
        guard !person.isDormant, !person.hasQuit, !person.characters.isEmpty else { return }
        let rhythm = [1.25, 1.0, 0.85, 0.9, 1.1, 1.1, 0.9][min(max(night, 0), 6)]
        let mood =
            person.engagement * rhythm * (isHoliday(start) ? 0.45 : 1) * (person.guild == nil ? 0.7 : 1)
        guard attends && person.engagement > 0.12 || draw < mood else { return }
        var from = start + Int(random.normal() * 2700)
        from = min(max(from, start - 2 * 3600), start + 3 * 3600)
        var to = from + Int(3600 * min(5, exp(0.75 + 0.45 * random.normal())))
        if attends {
            from = start - random.int(in: 300...2400)
            to = max(to, start + 3 * 3600 + random.int(in: 300...3000))
        }
        sessions.append(
            Session(
                person: person.index, character: person.main, from: from, to: to,
                free: attends ? start + 3 * 3600 + 60 : from + 300, raids: attends))
        guard person.characters.count > 1, random.chance(0.3) else { return }
        let alt = random.pick(Array(person.characters.dropFirst()))
        let begin = to + random.int(in: 60...300)
        sessions.append(
            Session(
                person: person.index, character: alt, from: begin,
                to: begin + random.int(in: 1800...6300), free: begin + 120))
    }
}

/// Around New Year and in the high summer people are away.
private func isHoliday(_ time: Int) -> Bool {
    let (_, month, dayOfMonth) = civilDate(time)
    switch (month, dayOfMonth) {
    case (12, 22...31), (1, 1...2), (7, 24...31), (8, 1...5): return true
    default: return false
    }
}

extension WorldBuilder {
    /// Raid, keystones, everything else, and the log-outs.
    mutating func playEvening(_ drawn: Evening) {
        var evening = drawn
        if evening.isRaidNight, let guild = evening.guild { raid(guild, evening) }
        for index in evening.sessions.indices { openVault(evening.sessions[index], evening) }
        runKeystones(&evening)
        for session in evening.sessions { playAlone(session, &evening) }
        for session in evening.sessions {
            people[session.person].lastPlayed = max(people[session.person].lastPlayed, session.to)
            logOut(session.character, at: session.to)
        }
    }

    /// The first session after the reset takes what the week before earned.
    private mutating func openVault(_ session: Evening.Session, _ evening: Evening) {
        let vault = characters[session.character].vault
        guard vault.period > 0, vault.period < evening.period else { return }
        characters[session.character].vault = (0, 0)
        guard vault.period == evening.period - 1 else { return }
        var random = evening.random
        upgrade(session.character, to: vault.itemLevel, at: session.from + 240, &random)
    }

    /// Levels, loot of the open world, an occasional walk through the raid finder, another specialization.
    private mutating func playAlone(_ session: Evening.Session, _ evening: inout Evening) {
        let index = session.character
        let length = Double(session.to - session.from) / 3600
        if characters[index].level < 90 {
            let old = characters[index].level
            let level = min(90, old + evening.random.int(in: 1...max(1, Int(length * 2.5))))
            characters[index].level = level
            reachLevels(index, from: old, to: level, at: session.to - 600)
            if let guild = characters[index].standings.last?.guild {
                guilds[guild].rosterChanges.append(session.to)
            }
            upgrade(index, to: 20 + level * 2, at: session.to - 300, &evening.random)
            return
        }
        let season = Season.of(period: evening.period)
        for _ in 0..<evening.random.poisson(0.25 * length) {
            let level = season.normalItemLevel - evening.random.int(in: 6...26)
            let time = evening.random.int(in: session.from...max(session.from, session.to - 400))
            upgrade(index, to: level, at: time, &evening.random)
        }
        if !session.raids, evening.random.chance(0.07 * length) { visitRaidFinder(session, season, &evening) }
        if evening.random.chance(0.03) {
            let count = PlayableClass.all[characters[index].playableClass].specializations.count
            characters[index].specialization = evening.random.int(below: count)
        }
    }

    private mutating func visitRaidFinder(
        _ session: Evening.Session, _ season: Season, _ evening: inout Evening
    ) {
        var time = session.from + 600
        for encounter in season.encounters where evening.random.chance(0.4) {
            time += evening.random.int(in: 420...900)
            guard time < session.to - 120 else { return }
            record(
                .init(time: time, encounter: encounter.id, difficulty: .lfr), of: session.character,
                season: season, period: evening.period, &evening.random)
        }
    }

    /// A better item in a random slot, if there is a slot it would be better in.
    mutating func upgrade(_ character: Int, to itemLevel: Int, at time: Int, _ random: inout Random) {
        let levels = characters[character].itemLevels
        let worse = levels.indices.filter { slot in levels[slot] < itemLevel }
        guard !worse.isEmpty else { return }
        let slot = random.pick(worse)
        characters[character].itemLevels[slot] = itemLevel
        characters[character].upgrades.append(.init(time: time, slot: slot, itemLevel: itemLevel))
    }

    /// A kill with its chance of loot; each boss falls to a character once a week and difficulty.
    mutating func record(
        _ kill: CharacterHistory.Kill, of character: Int, season: Season, period: Int, _ random: inout Random
    ) {
        let reset = characters[character].region.start(ofPeriod: period)
        let isLocked = characters[character].kills.reversed().prefix { old in old.time >= reset }
            .contains { old in old.encounter == kill.encounter && old.difficulty == kill.difficulty }
        guard !isLocked else { return }
        characters[character].kills.append(kill)
        let itemLevel = season.itemLevel(kill.difficulty)
        if random.chance(0.2) { upgrade(character, to: itemLevel, at: kill.time + 30, &random) }
        fillVault(character, period: period, itemLevel: itemLevel)
        rewardKill(kill, of: character, season: season)
    }

    /// Keeps the best thing of the period for the vault.
    mutating func fillVault(_ character: Int, period: Int, itemLevel: Int) {
        let vault = characters[character].vault
        let best = vault.period == period ? max(vault.itemLevel, itemLevel) : itemLevel
        characters[character].vault = (period, best)
    }
}
