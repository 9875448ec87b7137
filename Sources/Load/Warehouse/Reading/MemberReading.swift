import Guilds

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
        return MemberSeries(
            character: character, name: identity?.name ?? "", characterClass: identity?.characterClass,
            rank: rank, level: level.merged(with: rosterLevel), itemLevel: seen(itemLevel, summarySeen),
            rating: seen(rating, ratingSeenWithSummary),
            specialization: seen(specialization, summarySeen), lastLogin: seen(lastLogin, summarySeen))
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
    /// keystone profile does too, although it is not asked for.
    private var ratingSeenWithSummary: [Span] {
        ratingSeen.map { span in
            guard let summary = summarySeen.last(where: { seen in seen.contains(span.until) }) else {
                return span
            }
            let change = summaryChanges.first { moment in moment > span.until }
            let until = change.map { moment in min(moment, summary.until) } ?? summary.until
            return Span(since: span.since, until: max(span.until, until))
        }.united
    }
}
