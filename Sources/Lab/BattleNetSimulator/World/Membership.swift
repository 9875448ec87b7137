#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension WorldBuilder {
    /// Writes down a new rank or guild of a character.
    mutating func setStanding(_ character: Int, guild: Int?, rank: Int, at time: Int) {
        let old = characters[character].standings.last?.guild
        characters[character].standings.append(.init(from: time, guild: guild, rank: rank))
        for changed in Set([old, guild].compactMap { index in index }) {
            guilds[changed].rosterChanges.append(time)
        }
        if let guild, guild != old, !guilds[guild].everMembers.contains(character) {
            guilds[guild].everMembers.append(character)
        }
    }

    /// At the first evening of a period: moods change, and what the week brings is decided.
    mutating func beginWeek(of guild: Int, day number: Int, start: Int) {
        let plan = guilds[guild].plan
        let evening = Evening.start(plan.region, day: start)
        let period = plan.region.period(at: evening)
        guard evening - plan.region.start(ofPeriod: period) < day else { return }
        var random = random(Purpose.week, guild, period)
        let sinceStart = (start - settings.start) / week
        let isCrisis =
            plan.crisisWeek.map { crisis in sinceStart == crisis && start >= settings.start } ?? false
        for person in guilds[guild].people {
            changeMood(person, isCrisis: isCrisis, period: period, &random)
            let hazard = hazard(person, isCrisis: isCrisis, at: start)
            people[person].hazards.append((period, guild, hazard))
            if random.chance(hazard) {
                schedule(
                    .leave(person: person, hazard: hazard), day: number + random.int(below: isCrisis ? 3 : 7))
            }
            promote(person, guild: guild, at: start + 2 * 3600 + random.int(below: 3 * 3600), &random)
        }
        recruit(guild, day: number, &random)
        troubleIdentities(guild, day: number, &random)
    }

    /// Engagement returns to its base, wanders, and sometimes burns out: leaving announces itself.
    private mutating func changeMood(_ person: Int, isCrisis: Bool, period: Int, _ random: inout Random) {
        let shock = random.normal() * 0.07
        if people[person].isDormant { return }
        if random.chance(0.008) { people[person].baseEngagement *= 0.25 }
        if isCrisis { people[person].baseEngagement *= random.double(in: 0.5...1) }
        let isNewSeason = Season.all.contains { season in (0..<4).contains(period - season.firstPeriod) }
        let target = people[person].baseEngagement * (isNewSeason ? 1.25 : 1)
        let engagement = people[person].engagement
        people[person].engagement = min(0.97, max(0.01, engagement + 0.3 * (target - engagement) + shock))
    }

    /// The chance to leave within the week.
    private func hazard(_ person: Int, isCrisis: Bool, at time: Int) -> Double {
        let person = people[person]
        if person.isDormant { return isCrisis ? 0.03 : 0.004 }
        let rank = characters[person.main].standings.last?.rank ?? 9
        var hazard = 0.008 * exp(2.4 * (0.42 - person.engagement))
        if time - person.joined < 4 * week { hazard *= 2 }
        if rank <= 1 { hazard *= 0.35 }
        if isCrisis { hazard = max(0.2, hazard * 12) }
        return min(0.6, hazard)
    }

    private mutating func promote(_ person: Int, guild: Int, at time: Int, _ random: inout Random) {
        let main = people[person].main
        guard let standing = characters[main].standings.last, standing.guild == guild else { return }
        let idle = time - people[person].lastPlayed
        let weeks = (time - people[person].joined) / week
        let rank: Int? =
            switch standing.rank {
            case 2..<8 where idle > 5 * week: random.chance(0.25) ? 8 : nil
            case 8 where idle < week: random.chance(0.5) ? 5 : nil
            case 4 where weeks >= 3: random.chance(0.5) ? 3 : nil
            case 9 where weeks >= 2: random.chance(0.4) ? (random.chance(0.7) ? 5 : 7) : nil
            case 5: random.chance(0.004) ? 3 : nil
            case 3: random.chance(0.012) ? 2 : random.chance(0.008) ? 5 : nil
            case 2: random.chance(0.006) ? 1 : random.chance(0.006) ? 3 : nil
            case 1: random.chance(0.006) ? 2 : nil
            default: nil
            }
        if let rank { setStanding(main, guild: guild, rank: rank, at: time) }
    }

    private mutating func recruit(_ guild: Int, day number: Int, _ random: inout Random) {
        let plan = guilds[guild].plan
        guard plan.members > 0 else { return }
        let size = guilds[guild].people.reduce(0) { sum, person in sum + people[person].characters.count }
        let wanted = Double(guilds[guild].people.count) * 0.009 + 0.06 * Double(max(0, plan.members - size))
        for _ in 0..<random.poisson(min(wanted, 6)) {
            schedule(.join(guild: guild), day: number + random.int(below: 7))
        }
        for _ in 0..<random.poisson(Double(guilds[guild].people.count) * 0.004) {
            let person = random.pick(guilds[guild].people)
            if !people[person].isDormant, people[person].characters.count < 6 {
                schedule(.newAlt(person: person), day: number + random.int(below: 7))
            }
        }
    }

    private mutating func troubleIdentities(_ guild: Int, day number: Int, _ random: inout Random) {
        for person in guilds[guild].people where !people[person].isDormant {
            for character in people[person].characters {
                let on = number + random.int(below: 7)
                if random.chance(0.0008 * settings.restlessness) {
                    schedule(.rename(character: character), day: on)
                }
                if random.chance(0.0005 * settings.restlessness) {
                    schedule(.transfer(character: character), day: on)
                }
                // Only asked where it may happen: otherwise every world would draw others than before.
                if settings.factionChanges > 0, random.chance(settings.factionChanges) {
                    schedule(.changeFaction(character: character), day: on)
                }
                if random.chance(0.0004) { schedule(.hide(character: character), day: on) }
                if character != people[person].main, random.chance(0.0012) {
                    schedule(.delete(character: character), day: on)
                }
            }
        }
    }
}
