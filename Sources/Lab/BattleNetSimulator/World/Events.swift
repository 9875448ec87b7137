extension WorldBuilder {
    /// What was decided for a day happens in its morning, before anyone plays.
    mutating func happen(on number: Int, start: Int) {
        for (order, event) in (events.removeValue(forKey: number) ?? []).enumerated() {
            var random = random(Purpose.events, number, order)
            let time = start + 90 * 60 + random.int(below: 5 * 3600)
            switch event {
            case .leave(let person, let hazard): leave(person, hazard: hazard, at: time, day: number, &random)
            case .comeBack(let person, let guild): comeBack(person, to: guild, at: time)
            case .join(let guild): join(guild, at: time, &random)
            case .newAlt(let person): addAlt(person, at: time, &random)
            case .rename(let character): rename(character, at: time, &random)
            case .transfer(let character): transfer(character, at: time, &random)
            case .changeFaction(let character): changeFaction(character, at: time, &random)
            case .delete(let character): delete(character, at: time)
            case .hide(let character):
                if characters[character].hidden == nil, characters[character].deleted == nil {
                    characters[character].hidden = (time, random.chance(0.5))
                }
            }
        }
    }

    private mutating func leave(
        _ person: Int, hazard: Double, at time: Int, day number: Int, _ random: inout Random
    ) {
        guard let guild = people[person].guild else { return }
        for (order, character) in people[person].characters.enumerated() {
            let isLeftBehind = order > 0 && random.chance(0.1)
            guard characters[character].standings.last?.guild == guild, !isLeftBehind else { continue }
            if characters[character].standings.last?.rank == 0 {
                crown(in: guild, except: person, at: time - 60)
            }
            setStanding(character, guild: nil, rank: 0, at: time + order * 20)
        }
        guilds[guild].people.removeAll { member in member == person }
        people[person].guild = nil
        people[person].formerGuild = guild
        departures.append(
            Truth.Departure(
                person: person, guild: guild, character: people[person].main, time: time, hazard: hazard))
        decideFate(person, from: guild, day: number, &random)
    }

    /// Some come back, some stop, some join another guild, the rest play on alone.
    private mutating func decideFate(_ person: Int, from guild: Int, day number: Int, _ random: inout Random)
    {
        let others = guilds.indices.filter { index in
            index != guild && guilds[index].plan.region == people[person].region
                && guilds[index].plan.members > 0
        }
        switch random.unit() {
        case ..<0.15:
            schedule(.comeBack(person: person, guild: guild), day: number + random.int(in: 14...70))
            people[person].engagement *= 0.5
        case ..<0.45: people[person].hasQuit = true
        case ..<0.6:
            guard !others.isEmpty else { return }
            schedule(
                .comeBack(person: person, guild: random.pick(others)), day: number + random.int(in: 1...5))
        default: break
        }
    }

    /// The longest-serving officer, or else the highest in rank, leads the guild from now on.
    private mutating func crown(in guild: Int, except person: Int, at time: Int) {
        let heirs = guilds[guild].people.filter { member in
            member != person && characters[people[member].main].standings.last?.guild == guild
        }
        let heir = heirs.min { a, b in
            let ranks = [a, b].map { member in characters[people[member].main].standings.last?.rank ?? 9 }
            return (ranks[0], people[a].joined) < (ranks[1], people[b].joined)
        }
        if let heir { setStanding(people[heir].main, guild: guild, rank: 0, at: time) }
    }

    private mutating func comeBack(_ person: Int, to guild: Int, at time: Int) {
        guard people[person].guild == nil else { return }
        people[person].hasQuit = false
        people[person].guild = guild
        people[person].joined = time
        people[person].baseEngagement = max(people[person].baseEngagement, 0.35)
        guilds[guild].people.append(person)
        for (order, character) in people[person].characters.enumerated()
        where characters[character].deleted == nil && characters[character].standings.last?.guild == nil {
            setStanding(
                character, guild: guild, rank: order > 0 ? 6 : people[person].isRaider ? 4 : 9,
                at: time + order * 40)
        }
    }

    private mutating func join(_ guild: Int, at time: Int, _ random: inout Random) {
        let region = guilds[guild].plan.region
        let person = addPerson(
            region: region, guild: guild, at: time, room: random.int(in: 1...3), &random)
        people[person].lastPlayed = time
    }

    private mutating func addAlt(_ person: Int, at time: Int, _ random: inout Random) {
        let level =
            random.chance(0.5) ? random.int(in: 1...4) : random.chance(0.5) ? 90 : random.int(in: 10...80)
        addCharacter(of: person, isMain: false, at: time, level: level, &random)
    }

    private mutating func rename(_ character: Int, at time: Int, _ random: inout Random) {
        guard characters[character].deleted == nil, var identity = characters[character].identities.last
        else {
            return
        }
        identity.from = time
        identity.name = names.invent(realm: identity.realm, &random)
        characters[character].identities.append(identity)
        changeIdentity(of: character, at: time, &random)
    }

    private mutating func transfer(_ character: Int, at time: Int, _ random: inout Random) {
        guard characters[character].deleted == nil, let identity = characters[character].identities.last
        else {
            return
        }
        let choices = Realm.all.indices.filter { index in
            Realm.all[index].region == characters[character].region && index != identity.realm
        }
        let realm = random.pick(choices)
        let name =
            names.claim(identity.name, realm: realm) ? identity.name : names.invent(realm: realm, &random)
        characters[character].identities.append(
            .init(from: time, id: nextID(realm: realm), name: name, realm: realm, race: identity.race))
        changeIdentity(of: character, at: time, &random)
    }

    /// The same name on the same realm, another race and another number.
    private mutating func changeFaction(_ character: Int, at time: Int, _ random: inout Random) {
        guard characters[character].deleted == nil, var identity = characters[character].identities.last
        else {
            return
        }
        let history = characters[character]
        let playableClass = PlayableClass.all[history.playableClass]
        let current = identity.race == nil ? history.faction : history.race(identity).faction
        identity.from = time
        identity.id = nextID(realm: identity.realm)
        identity.race = random.pick(
            PlayableRace.choices(playableClass, current == .horde ? .alliance : .horde))
        characters[character].identities.append(identity)
        changeIdentity(of: character, at: time, &random)
    }

    /// A new name shows in the roster at once, in the profile from the next log-out on.
    private mutating func changeIdentity(of character: Int, at time: Int, _ random: inout Random) {
        if let guild = characters[character].standings.last?.guild {
            guilds[guild].rosterChanges.append(time)
        }
        logOut(character, at: time + random.int(in: 900...3600))
    }

    private mutating func delete(_ character: Int, at time: Int) {
        guard characters[character].deleted == nil, characters[character].standings.last?.rank != 0 else {
            return
        }
        characters[character].deleted = time
        if characters[character].standings.last?.guild != nil {
            setStanding(character, guild: nil, rank: 0, at: time)
        }
        let person = characters[character].person
        if people[person].characters.count > 1 {
            people[person].characters.removeAll { other in other == character }
        } else if let guild = people[person].guild {
            people[person].hasQuit = true
            people[person].guild = nil
            guilds[guild].people.removeAll { member in member == person }
        }
    }

    /// Writes down a log-out with the level and specialization of the moment.
    mutating func logOut(_ character: Int, at time: Int) {
        let history = characters[character]
        guard history.deleted == nil else { return }
        characters[character].logouts.append(
            .init(time: time, level: history.level, specialization: history.specialization))
    }
}
