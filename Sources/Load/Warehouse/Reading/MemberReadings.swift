import Guilds
import Postgres

/// What is asked about members, each by one statement per bucket.
enum MemberTopic: CaseIterable {
    case rosterStates
    case characterStates
    case ratings
    case items
    case kills
    case runs
    case persons
    case spans

    var sql: String {
        switch self {
        case .rosterStates: ReadingQueries.rosterStates
        case .characterStates: ReadingQueries.characterStates
        case .ratings: ReadingQueries.ratings
        case .items: ReadingQueries.items
        case .kills: ReadingQueries.kills
        case .runs: ReadingQueries.ownRuns
        case .persons: ReadingQueries.persons
        case .spans: ReadingQueries.spans
        }
    }

    /// Takes in a row of the answer.
    func add(_ row: Row, _ readings: inout MemberReadings) throws {
        switch self {
        case .rosterStates: try readings.change(row) { member throws in try member.addRosterState(row) }
        case .characterStates: try readings.change(row) { member throws in try member.addCharacterState(row) }
        case .ratings:
            try readings.change(row) { member throws in
                member.rating.append(try row.doubleOrNil(at: 5), try RowTimes(row, from: 2))
            }
        case .items: try readings.change(row) { member throws in try member.addItem(row) }
        case .kills: try readings.change(row) { member throws in try member.addKills(row) }
        case .runs: try readings.addRun(row)
        case .persons: try readings.change(row) { member throws in member.person = try row.int64(at: 2) }
        case .spans: try readings.change(row) { member throws in try member.addSpan(row) }
        }
    }
}

/// What is read of all members of a guild, row by row.
struct MemberReadings {
    private let guild: GuildKey
    private let rosterSeen: [Span]
    private var places: [CharacterKey: Int] = [:]
    private var members: [MemberReading] = []
    private var told: [RunIdentity: GuildRun] = [:]
    /// The member that the row before was about: rows come member by member.
    private var last: (realm: Int32, id: Int64, place: Int)?

    init(guild: GuildKey, rosterSeen: [Span]) {
        self.guild = guild
        self.rosterSeen = rosterSeen
    }

    /// Everybody, in the order in which they were added.
    var keys: [CharacterKey] { members.map(\.character) }

    /// Everybody's series, ascending by key.
    var series: [MemberSeries] {
        members.map(\.series).sorted { left, right in left.character < right.character }
    }

    /// The runs, by end and dungeon.
    var runs: [GuildRun] {
        told.values.map { run in
            var run = run
            run.members = Set(run.members).sorted()
            return run
        }.sorted { left, right in
            (left.completedAt, left.dungeonID, left.duration) < (
                right.completedAt, right.dungeonID, right.duration
            )
        }
    }

    /// The bosses that somebody killed.
    var bosses: Set<Int32> {
        Set(members.flatMap { member in member.kills.map(\.boss.encounterID) })
    }

    /// Adds the members that the rows tell of and their changes of rank.
    mutating func addMemberships(_ rows: Rows) throws {
        for row in rows { try addMembership(row) }
    }

    /// Takes in an answer.
    mutating func add(_ rows: Rows, of topic: MemberTopic) throws {
        for row in rows { try topic.add(row, &self) }
    }

    private mutating func addMembership(_ row: Row) throws {
        let key = CharacterKey(
            realm: RealmKey(region: guild.region, id: try row.int32(at: 0)), id: try row.int64(at: 1))
        if places[key] == nil {
            places[key] = members.count
            members.append(MemberReading(key, rosterSeen: rosterSeen))
        }
        let (rank, times) = (try row.int16OrNil(at: 5), try RowTimes(row, from: 2))
        try change(row) { member in member.rank.append(rank, times) }
    }

    /// Changes the member whose key stands in the first two columns.
    mutating func change(_ row: Row, _ body: (inout MemberReading) throws -> Void) throws {
        guard let place = try place(row) else { return }
        try body(&members[place])
    }

    mutating func addRun(_ row: Row) throws {
        guard let place = try place(row) else { return }
        let run = RunIdentity(
            dungeonID: try row.int32(at: 3), completedAt: Timestamp(try row.timestamp(at: 4)),
            milliseconds: try row.int64(at: 5))
        let recordedAt = Timestamp(try row.timestamp(at: 2))
        let (level, isTimed) = (try row.int16(at: 6), try row.bool(at: 7))
        var known =
            told[run]
            ?? GuildRun(
                dungeonID: run.dungeonID, completedAt: run.completedAt, recordedAt: recordedAt,
                duration: .milliseconds(run.milliseconds), level: level, isTimed: isTimed,
                members: [])
        known.recordedAt = min(known.recordedAt, recordedAt)
        known.members.append(members[place].character)
        told[run] = known
    }

    private mutating func place(_ row: Row) throws -> Int? {
        let (realm, id) = (try row.int32(at: 0), try row.int64(at: 1))
        if let last, last.realm == realm, last.id == id { return last.place }
        let key = CharacterKey(realm: RealmKey(region: guild.region, id: realm), id: id)
        guard let place = places[key] else { return nil }
        last = (realm, id, place)
        return place
    }
}

/// What tells runs of a region apart: no two groups end the same dungeon in the same millisecond after equally
/// long.
private struct RunIdentity: Hashable {
    let dungeonID: Int32
    let completedAt: Timestamp
    let milliseconds: Int64
}
