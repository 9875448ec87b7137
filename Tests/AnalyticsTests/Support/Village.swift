import Guilds

/// An invented guild, told in days since its first weekly reset.
struct Village {
    var weeks: Int
    /// Days since the first reset.
    var asOf: Double
    /// Stretches in which the roster and all profiles were seen without a gap.
    var seen: [ClosedRange<Double>]
    var seasons: [KeystoneSeason] = []
    var members: [MemberSeries] = []

    /// A guild watched from the first reset to the reset that ends its last week.
    init(weeks: Int, seen: [ClosedRange<Double>]? = nil) {
        self.weeks = weeks
        asOf = Double(weeks) * 7
        self.seen = seen ?? [0...asOf]
        seasons = [Self.season(1, from: 0)]
    }

    var series: GuildSeries {
        GuildSeries(
            guild: GuildKey(realm: Self.realm, id: 77), name: "Ashen Vow", realmName: "Stormrage",
            faction: .horde, asOf: day(asOf), periods: (0..<weeks).map(Self.period), seasons: seasons,
            rosterSeen: spans, members: members)
    }

    static let realm = RealmKey(region: .eu, id: 60)

    /// The first reset, Wednesday 27 May 2026 07:00 UTC.
    static let start = Timestamp(seconds: 1_779_865_200)

    static func period(_ index: Int) -> Period {
        Period(
            region: .eu, id: Int32(1000 + index), start: day(Double(index) * 7),
            end: day(Double(index + 1) * 7) - .seconds(1))
    }

    static func season(_ id: Int32, from start: Double) -> KeystoneSeason {
        KeystoneSeason(region: .eu, id: id, start: day(start), end: nil, periods: [])
    }

    var spans: [Span] {
        seen.map { range in Span(since: day(range.lowerBound), until: day(range.upperBound)) }
    }
}

func day(_ days: Double) -> Timestamp {
    Village.start + .milliseconds(Int64((days * 86_400_000).rounded()))
}

/// What happened to one member, in days since the first reset.
struct Villager {
    var id: Int64
    var name = "Villager"
    var characterClass: Int16? = 1
    /// Each change of rank; nil is a departure. On day 0 it is the roster as first seen.
    var ranks: [(day: Double, rank: Int16?)] = [(0, 5)]
    var level: Int16 = 90
    var itemLevels: [(day: Double, value: Int16)] = []
    var ratings: [(day: Double, value: Double?)] = []
    var logins: [Double] = []
    var specialization: Int32?
    var hasProfile = true
}

extension Village {
    mutating func add(_ villager: Villager) {
        let profile = villager.hasProfile
        let spec = villager.specialization.map { id in [(day: 0.0, value: Specialization(id: id))] } ?? []
        members.append(
            MemberSeries(
                character: CharacterKey(realm: Self.realm, id: villager.id), name: villager.name,
                characterClass: villager.characterClass.map(CharacterClass.init),
                rank: series(villager.ranks.map { ($0.day, $0.rank) }),
                level: series([(0, villager.level)]),
                itemLevel: profile ? series(villager.itemLevels.map { ($0.day, $0.value) }) : .empty,
                rating: profile ? series(villager.ratings.map { ($0.day, $0.value) }) : .empty,
                specialization: profile ? series(spec.map { ($0.day, $0.value) }) : .empty,
                lastLogin: profile ? series(villager.logins.map { at in (at, day(at)) }) : .empty))
    }

    mutating func add(_ count: Int, _ describe: (Int) -> Villager) {
        for index in 0..<count { add(describe(index)) }
    }

    /// Changes seen at the first sight at or after they happened, with the sight before.
    private func series<Value>(_ events: [(Double, Value?)]) -> Series<Value> {
        var changes: [Series<Value>.Change] = []
        for (at, value) in events {
            guard let sight = sight(after: at) else { continue }
            changes.append(
                Series.Change(
                    validFrom: day(at), recordedAt: day(sight),
                    unchangedUntil: lastSight(before: sight).map(day),
                    value: value))
        }
        return Series(changes: changes, seen: spans)
    }

    private func sight(after moment: Double) -> Double? {
        seen.first { range in range.upperBound >= moment }.map { range in max(range.lowerBound, moment) }
    }

    /// An hour earlier within a stretch, the end of the stretch before at its beginning.
    private func lastSight(before moment: Double) -> Double? {
        guard let index = seen.firstIndex(where: { range in range.contains(moment) }) else { return nil }
        if moment > seen[index].lowerBound { return max(seen[index].lowerBound, moment - 1.0 / 24) }
        return index > 0 ? seen[index - 1].upperBound : nil
    }
}

extension Series {
    static var empty: Series { Series(changes: [], seen: []) }
}
