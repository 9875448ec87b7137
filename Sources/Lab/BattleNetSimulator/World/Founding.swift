extension WorldBuilder {
    /// What a random stream is for.
    enum Purpose {
        static let founding = 1
        static let person = 2
        static let week = 3
        static let events = 4
        static let evening = 5
        static let raid = 6
    }

    /// Founds a guild and fills it with people and their characters.
    mutating func found(_ index: Int) {
        let plan = settings.guilds[index]
        var random = random(Purpose.founding, index)
        let realm = Realm.find(plan.region, slug: plan.realm) ?? 0
        let guild = GuildHistory(
            index: index, id: 70_000_000 + index * 4_211 + plan.region.id * 1_000_000, plan: plan,
            realm: realm, faction: random.chance(0.5) ? .horde : .alliance,
            founded: beginning - random.int(in: 400...5000) * day)
        guilds.append(guild)
        for step in 0..<12 {
            let time = guild.founded + (beginning - guild.founded) / 13 * (step + 1)
            guilds[index].achievements.append(Earned(id: AchievementCatalog.guildFirst + step, time: time))
        }
        var isFirst = true
        var count = 0
        while count < plan.members {
            let person = addPerson(
                region: plan.region, guild: index, at: beginning, room: plan.members - count, &random)
            if isFirst { prepareLeader(person, &random) }
            isFirst = false
            count += people[person].characters.count
        }
    }

    /// A leader is there to stay, and has a name whose initial only full Unicode lower-casing handles.
    private mutating func prepareLeader(_ person: Int, _ random: inout Random) {
        people[person].isDormant = false
        people[person].isRaider = true
        people[person].baseEngagement = 0.7
        people[person].engagement = 0.7
        let main = people[person].main
        characters[main].isForgotten = false
        characters[main].hidden = nil
        characters[main].standings[0].rank = 0
        let realm = characters[main].identities[0].realm
        let initials: [Realm.Script: String] = [.latin: "Ärgwyn", .accented: "Éclidra", .cyrillic: "Ёлкавей"]
        if let name = initials[Realm.all[realm].script], names.claim(name, realm: realm) {
            characters[main].identities[0].name = name
        }
    }

    /// Someone new with a main and perhaps alts, in a guild or in none.
    mutating func addPerson(
        region: Region, guild: Int?, at time: Int, room: Int, _ random: inout Random
    ) -> Int {
        let index = people.count
        let isRaider = random.chance(0.4)
        let base = isRaider ? random.double(in: 0.4...0.8) : random.double(in: 0.05...0.5)
        let isFounding = time == beginning
        people.append(
            Person(
                index: index, region: region, skill: random.normal(),
                role: [.tank, .healer, .damage][random.index(weights: [0.13, 0.2, 0.67])],
                isRaider: isRaider, isDormant: isFounding && random.chance(0.16), baseEngagement: base,
                engagement: base, guild: guild, joined: time, characters: [], lastPlayed: time - 2 * day))
        for step in 0..<12 {
            // Old achievements are the account's: every alt shows the same instants.
            let earned = time - random.int(in: 60...5000) * day - random.int(below: day)
            people[index].achievements.append(Earned(id: AchievementCatalog.oldFirst + step, time: earned))
        }
        let alts = min(random.poisson(1.2), max(0, room - 1))
        for number in 0...alts {
            addCharacter(of: index, isMain: number == 0, at: time, &random)
        }
        if let guild { guilds[guild].people.append(index) }
        return index
    }

    /// A character of a person, in the person's guild.
    @discardableResult
    mutating func addCharacter(
        of person: Int, isMain: Bool, at time: Int, level: Int? = nil, _ random: inout Random
    ) -> Int {
        let index = characters.count
        let owner = people[person]
        let (playableClass, specialization) = drawClass(for: owner.role, isMain: isMain, &random)
        let home = owner.guild.map { guild in guilds[guild].realm }
        let realm = drawRealm(owner.region, home: home, &random)
        let faction = owner.guild.map { guild in guilds[guild].faction } ?? .horde
        let mixed = random.chance(0.12) ? (faction == .horde ? Faction.alliance : .horde) : faction
        let level =
            level
            ?? (isMain || random.chance(0.62)
                ? 90 : random.chance(0.15) ? random.int(in: 1...9) : random.int(in: 10...89))
        let races = PlayableRace.choices(PlayableClass.all[playableClass], mixed)
        let season = Season.of(period: owner.region.period(at: time))
        let start = season.normalItemLevel - (isMain ? 24 : 34) + Int(owner.skill * 3)
        let isOld = owner.isDormant
        let itemLevels = (0..<Item.slots.count).map { _ in
            level < 90 ? 20 + level * 2 : start + random.int(in: -5...5) - (isOld ? 30 : 0)
        }
        characters.append(
            CharacterHistory(
                index: index, person: person, region: owner.region, playableClass: playableClass,
                race: random.pick(races), faction: mixed, isFemale: random.chance(0.5),
                specialization: specialization, level: level,
                identities: [
                    .init(
                        from: 0, id: nextID(realm: realm), name: names.invent(realm: realm, &random),
                        realm: realm)
                ],
                itemLevels: itemLevels))
        people[person].characters.append(index)
        characters[index].upgrades = itemLevels.enumerated().map { slot, itemLevel in
            .init(time: 0, slot: slot, itemLevel: itemLevel)
        }
        let away = isOld ? random.int(in: 70...900) * day : random.int(in: 6...200) * 3600
        characters[index].logouts = [.init(time: time - away, level: level, specialization: specialization)]
        characters[index].isForgotten = isOld && random.chance(0.3)
        if time == beginning, random.chance(0.02) { characters[index].hidden = (0, random.chance(0.5)) }
        reachLevels(index, from: 0, to: level, at: time - away - random.int(in: 0...300) * day)
        if let guild = owner.guild {
            setStanding(
                index, guild: guild, rank: firstRank(owner, isMain: isMain, at: time, &random), at: time)
        }
        return index
    }

    /// The next number on a realm; numbers repeat between realms, as real ones do.
    mutating func nextID(realm: Int) -> Int {
        idsByRealm[realm, default: 100_000_000] += 13
        return idsByRealm[realm, default: 0]
    }

    /// Achievements for the levels of a character on its way.
    mutating func reachLevels(_ character: Int, from: Int, to: Int, at time: Int) {
        for milestone in stride(from: 10, through: 90, by: 10) where milestone > from && milestone <= to {
            let id = AchievementCatalog.levelFirst + milestone / 10 - 1
            characters[character].achievements.append(Earned(id: id, time: time + milestone))
        }
    }

    private func firstRank(_ person: Person, isMain: Bool, at time: Int, _ random: inout Random) -> Int {
        if !isMain { return 6 }
        guard time == beginning else { return person.isRaider ? 4 : 9 }
        if person.isDormant { return random.chance(0.5) ? 8 : 5 }
        if person.isRaider { return [1, 2, 3][random.index(weights: [0.09, 0.2, 0.71])] }
        return [2, 5, 7][random.index(weights: [0.05, 0.6, 0.35])]
    }

    private func drawClass(for role: Role, isMain: Bool, _ random: inout Random) -> (Int, Int) {
        while true {
            let playableClass = random.int(below: PlayableClass.all.count)
            let specializations = PlayableClass.all[playableClass].specializations
            let fitting = specializations.indices.filter { index in specializations[index].role == role }
            if !isMain { return (playableClass, random.int(below: specializations.count)) }
            if !fitting.isEmpty { return (playableClass, random.pick(fitting)) }
        }
    }

    private func drawRealm(_ region: Region, home: Int?, _ random: inout Random) -> Int {
        if let home, random.chance(0.62) { return home }
        return random.pick(Realm.all.indices.filter { index in Realm.all[index].region == region })
    }
}
