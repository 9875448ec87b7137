#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension WorldBuilder {
    /// Groups form among those who are online and free; strangers fill the open places.
    mutating func runKeystones(_ evening: inout Evening) {
        let order = evening.random.shuffled(Array(evening.sessions.indices))
        for leader in order {
            let session = evening.sessions[leader]
            guard characters[session.character].level == 90 else { continue }
            let hours = Double(session.to - session.free) / 3600
            guard hours > 0.6 else { continue }
            let wanted = evening.random.poisson(people[session.person].engagement * hours * 0.55)
            for _ in 0..<min(wanted, 5) where !runKeystone(leader, &evening) { break }
        }
    }

    /// One run; false when the evening is too short for it.
    private mutating func runKeystone(_ leader: Int, _ evening: inout Evening) -> Bool {
        let season = Season.of(period: evening.period)
        let dungeon = evening.random.pick(season.dungeons)
        let level = drawLevel(leader, season, &evening)
        let ratio = drawRatio(leader, level: level, season, &evening)
        let duration = Int(Double(dungeon.par) * ratio)
        let start = evening.sessions[leader].free + evening.random.int(in: 180...900)
        let end = start + duration / 1000
        guard end + 120 < evening.sessions[leader].to else { return false }
        let group = drawGroup(leader, from: start, to: end, &evening)
        let run = Run(
            index: runs.count, region: evening.region, period: evening.period, completed: end,
            dungeon: dungeon,
            level: level, duration: duration, members: seats(group, &evening))
        runs.append(run)
        for index in group {
            evening.sessions[index].free = end + evening.random.int(in: 120...600)
            reward(evening.sessions[index].character, run: run, season: season, &evening.random)
        }
        return true
    }

    private func ability(_ session: Evening.Session, _ season: Season) -> Double {
        let gear = Double(characters[session.character].averageItemLevel - season.normalItemLevel)
        return 6.5 + 2.1 * people[session.person].skill + gear / 6
    }

    private func drawLevel(_ leader: Int, _ season: Season, _ evening: inout Evening) -> Int {
        let target = ability(evening.sessions[leader], season) + evening.random.normal() * 1.4
        return min(22, max(2, Int(target.rounded())))
    }

    /// The time needed over the time to beat: about 0.85 at the level that suits the leader.
    private func drawRatio(_ leader: Int, level: Int, _ season: Season, _ evening: inout Evening) -> Double {
        let excess = Double(level) - ability(evening.sessions[leader], season)
        return min(1.7, max(0.55, (0.86 + 0.045 * excess) * exp(evening.random.normal() * 0.1)))
    }

    private func role(_ character: Int) -> Role {
        let history = characters[character]
        return PlayableClass.all[history.playableClass].specializations[history.specialization].role
    }

    /// The leader and guild mates who are free for the whole run: one tank, one healer, three for damage.
    private func drawGroup(_ leader: Int, from start: Int, to end: Int, _ evening: inout Evening) -> [Int] {
        var open: [Role: Int] = [.tank: 1, .healer: 1, .damage: 3]
        var group = [leader]
        open[role(evening.sessions[leader].character), default: 0] -= 1
        guard evening.guild != nil else { return group }
        for index in evening.random.shuffled(Array(evening.sessions.indices)) where index != leader {
            let session = evening.sessions[index]
            let role = role(session.character)
            guard characters[session.character].level == 90, session.free <= start, session.to > end + 120,
                open[role, default: 0] > 0, evening.random.chance(0.6),
                !group.contains(where: { member in evening.sessions[member].person == session.person })
            else { continue }
            open[role, default: 0] -= 1
            group.append(index)
        }
        return group
    }

    private func seats(_ group: [Int], _ evening: inout Evening) -> [Run.Member] {
        var open: [Role] = [.tank, .healer, .damage, .damage, .damage]
        var members = group.map { index in
            let history = characters[evening.sessions[index].character]
            let specialization = PlayableClass.all[history.playableClass].specializations[
                history.specialization]
            if let seat = open.firstIndex(of: specialization.role) { open.remove(at: seat) }
            return Run.Member(
                character: history.index, specialization: specialization.id,
                itemLevel: history.averageItemLevel)
        }
        for role in open.prefix(5 - members.count) {
            let choices = PlayableClass.all.flatMap(\.specializations).filter { choice in choice.role == role
            }
            members.append(
                Run.Member(
                    character: nil, specialization: evening.random.pick(choices).id,
                    itemLevel: (members[0].itemLevel) + evening.random.int(in: -6...6)))
        }
        return members
    }

    private mutating func reward(_ character: Int, run: Run, season: Season, _ random: inout Random) {
        characters[character].runs.append(run.index)
        let itemLevel = season.itemLevel(keystone: run.level)
        if random.chance(0.22) { upgrade(character, to: itemLevel, at: run.completed + 20, &random) }
        fillVault(character, period: run.period, itemLevel: itemLevel + 9)
        if ratedSeason[run.region] != season.id {
            ratedSeason[run.region] = season.id
            ratings = ratings.filter { index, _ in characters[index].region != run.region }
        }
        let before = ratings[character, default: [:]].values.reduce(0, +)
        ratings[character, default: [:]][run.dungeon.id, default: 0] =
            max(ratings[character]?[run.dungeon.id] ?? 0, run.rating)
        let after = ratings[character, default: [:]].values.reduce(0, +)
        rewardRating(character, from: before, to: after, season: season, at: run.completed)
    }
}
