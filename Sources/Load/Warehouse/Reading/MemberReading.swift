import Guilds
import Postgres

/// What is read of one member, table by table, before it becomes its series.
struct MemberReading {
    let character: CharacterKey
    var rank: Series<Int16>
    var rosterLevel = Series<Int16>(changes: [], seen: [])
    var level = Series<Int16>(changes: [], seen: [])
    var itemLevel = Series<Int16>(changes: [], seen: [])
    var rating = Series<Double>(changes: [], seen: [])
    var specialization = Series<Specialization>(changes: [], seen: [])
    var lastLogin = Series<Timestamp>(changes: [], seen: [])
    var summarySeen: [Span] = []
    var ratingSeen: [Span] = []
    var gearSeen: [Span] = []
    var killsSeen: [Span] = []
    var slots: [SlotSeries] = []
    var kills: [KillSeries] = []
    var person: Int64?
    /// When the summary told something new, ascending.
    var summaryChanges: [Timestamp] = []
    private var identity: (name: String, characterClass: CharacterClass, recordedAt: Timestamp)?

    init(_ character: CharacterKey, rosterSeen: [Span]) {
        self.character = character
        rank = Series(changes: [], seen: rosterSeen)
    }

    /// Takes name and class of a document; the newest recorded holds, and of two at the same moment the one
    /// that is told later.
    mutating func tell(name: String, characterClass: CharacterClass, at recordedAt: Timestamp) {
        if let identity, identity.recordedAt > recordedAt { return }
        identity = (name, characterClass, recordedAt)
    }

    /// The member's series.
    var series: MemberSeries {
        var rosterLevel = rosterLevel
        rosterLevel.seen = rank.seen.clipped(to: stays)
        var level = level
        level.seen = summarySeen
        var series = MemberSeries(
            character: character, name: identity?.name ?? "", characterClass: identity?.characterClass,
            rank: rank, level: level.merged(with: rosterLevel), itemLevel: seen(itemLevel, summarySeen),
            rating: seen(rating, unchanged(ratingSeen)),
            specialization: seen(specialization, summarySeen), lastLogin: seen(lastLogin, summarySeen))
        addPlay(to: &series)
        return series
    }

    private func addPlay(to series: inout MemberSeries) {
        series.person = person
        series.gearSeen = unchanged(gearSeen)
        series.slots = slots.map { slot in SlotSeries(slot: slot.slot, item: seen(slot.item, series.gearSeen))
        }
        series.killsSeen = unchanged(killsSeen)
        series.kills = kills.map { kill in
            KillSeries(boss: kill.boss, tally: seen(kill.tally, series.killsSeen))
        }
    }

    private func seen<Value>(_ series: Series<Value>, _ spans: [Span]) -> Series<Value> {
        Series(changes: series.changes, seen: spans)
    }

    /// When the member was in the roster; a departure lies between two rosters, so a stay ends at the last
    /// one that listed the member.
    private var stays: [Span] {
        var stays: [Span] = []
        var since: Timestamp?
        for change in rank.changes {
            if change.value != nil {
                since = since ?? change.recordedAt
            } else if let start = since {
                stays.append(Span(since: start, until: max(start, change.unchangedUntil ?? start)))
                since = nil
            }
        }
        if let since { stays.append(Span(since: since, until: max(since, rank.seen.last?.until ?? since))) }
        return stays
    }

    /// All documents of a character are written together at log-out: while the summary stays the same, the
    /// others do too, although they are not asked for.
    private func unchanged(_ spans: [Span]) -> [Span] {
        spans.map { span in
            guard let summary = summarySeen.last(where: { seen in seen.contains(span.until) }) else {
                return span
            }
            let change = summaryChanges.first { moment in moment > span.until }
            let until = change.map { moment in min(moment, summary.until) } ?? summary.until
            return Span(since: span.since, until: max(span.until, until))
        }.united
    }
}

// One row at a time.
extension MemberReading {
    mutating func addRosterState(_ row: Row) throws {
        let times = try RowTimes(row, from: 2)
        tell(
            name: try row.text(at: 5), characterClass: CharacterClass(id: try row.int16(at: 6)),
            at: times.recordedAt)
        rosterLevel.append(try row.int16OrNil(at: 7), times)
    }

    mutating func addCharacterState(_ row: Row) throws {
        let times = try RowTimes(row, from: 2)
        tell(
            name: try row.text(at: 5), characterClass: CharacterClass(id: try row.int16(at: 6)),
            at: times.recordedAt)
        summaryChanges.append(times.recordedAt)
        level.append(try row.int16OrNil(at: 7), times)
        itemLevel.append(try row.int16OrNil(at: 8), times)
        specialization.append(try row.int32OrNil(at: 9).map(Specialization.init(id:)), times)
        lastLogin.append(try row.timestampOrNil(at: 10).map { moment in Timestamp(moment) }, times)
    }

    /// Rows come slot by slot.
    mutating func addItem(_ row: Row) throws {
        let times = try RowTimes(row, from: 2)
        let slot = EquipmentSlot(ShortWord.slot.word(try row.text(at: 5)))
        let item = try row.int32OrNil(at: 6).map { id in
            let sockets = IDList.ids(try row.textOrNil(at: 9))
            return WornItem(
                itemID: id, itemLevel: try row.int16OrNil(at: 7) ?? 0,
                enchantments: Int16(IDList.ids(try row.textOrNil(at: 8)).count),
                sockets: Int16(sockets.count),
                emptySockets: Int16(sockets.count { gem in gem == "0" }), setID: try row.int32OrNil(at: 10),
                isEmbellished: try row.boolOrNil(at: 11) ?? false)
        }
        if slots.last?.slot != slot {
            slots.append(SlotSeries(slot: slot, item: Series(changes: [], seen: [])))
        }
        slots[slots.count - 1].item.append(item, times)
    }

    /// Rows come boss by boss; difficulties of kinds that this release does not know are left out.
    mutating func addKills(_ row: Row) throws {
        guard let difficulty = Difficulty(number: try row.int16(at: 6)) else { return }
        let boss = BossKey(encounterID: try row.int32(at: 5), difficulty: difficulty)
        let last = try row.timestampOrNil(at: 8)
        let tally = KillTally(count: try row.int32(at: 7), lastKill: last.map { moment in Timestamp(moment) })
        if kills.last?.boss != boss {
            kills.append(KillSeries(boss: boss, tally: Series(changes: [], seen: [])))
        }
        kills[kills.count - 1].tally.append(tally, try RowTimes(row, from: 2))
    }

    mutating func addSpan(_ row: Row) throws {
        let span = Span(
            since: Timestamp(try row.timestamp(at: 3)), until: Timestamp(try row.timestamp(at: 4)))
        switch DocumentKind(rawValue: try row.int16(at: 2)) {
        case .summary: summarySeen.append(span)
        case .keystoneProfile: ratingSeen.append(span)
        case .equipment: gearSeen.append(span)
        case .raids: killsSeen.append(span)
        default: break
        }
    }
}
