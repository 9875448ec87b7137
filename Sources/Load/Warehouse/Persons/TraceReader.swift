package import Guilds
import Postgres

extension Warehouse {
    /// What is known of these characters that helps to tell who they are; who was never seen is left out.
    package func traces(of keys: some Sequence<CharacterKey> & Sendable) async throws
        -> [CharacterKey: CharacterTrace]
    {
        try await withConnection { connection in
            var traces: [CharacterKey: CharacterTrace] = [:]
            for (bucket, keys) in Set(keys).byBucket {
                let reader = TraceReader(connection: connection, bucket: bucket, keys: keys)
                traces.merge(try await reader.traces()) { _, read in read }
            }
            return traces
        }
    }
}

/// Reads the traces of characters of one bucket.
private struct TraceReader {
    let connection: Connection
    let bucket: Bucket
    let keys: [CharacterKey]

    private var region: Region { bucket.region }
    private var parameters: [Parameter] { keys.parameters(bucket) }

    func traces() async throws -> [CharacterKey: CharacterTrace] {
        var traces: [CharacterKey: CharacterTrace] = [:]
        for row in try await connection.query(IdentityQueries.natures, parameters) {
            let key = try row.character(in: region)
            let classID: Int16? = try row.value(3)
            let faction: String? = try row.value(5)
            traces[key] = CharacterTrace(
                key, characterClass: classID.map { id in CharacterClass(id: id) }, raceID: try row.value(4),
                faction: faction.flatMap(Faction.init(rawValue:)), level: try row.value(6),
                firstSeen: Timestamp(try row.timestamp(2)))
        }
        for row in try await connection.query(IdentityQueries.earned, parameters) {
            try traces[row.character(in: region)]?.earned.append(row.achievement)
        }
        for row in try await connection.query(IdentityQueries.logins, parameters) {
            try traces[row.character(in: region)]?.logins.append(Timestamp(row.timestamp(2)))
        }
        for row in try await connection.query(IdentityQueries.gone, parameters) {
            try traces[row.character(in: region)]?.goneSince = row.moment(2)
        }
        try await readStays(into: &traces)
        try await readItems(into: &traces)
        for key in traces.keys {
            traces[key]?.earned.sort { left, right in left.id < right.id }
            traces[key]?.logins.sort()
        }
        return traces
    }

    /// A stay begins with a rank and ends at the last roster before the one that lists no rank.
    private func readStays(into traces: inout [CharacterKey: CharacterTrace]) async throws {
        var since: [CharacterKey: (start: Timestamp, confirmed: Timestamp)] = [:]
        func close(_ key: CharacterKey, at end: Timestamp?) {
            guard let stay = since.removeValue(forKey: key) else { return }
            traces[key]?.stays.append(Span(since: stay.start, until: max(stay.start, end ?? stay.confirmed)))
        }
        for row in try await connection.query(IdentityQueries.stays, parameters) {
            let key = try row.character(in: region)
            let (recorded, before) = (Timestamp(try row.timestamp(3)), try row.moment(4))
            if try row.bool(2) {
                let confirmed = try row.moment(5) ?? recorded
                // A new rank within a stay changes nothing; a first row of another guild ends what is open.
                if since[key] == nil { since[key] = (recorded, confirmed) }
            } else {
                close(key, at: before)
            }
        }
        for key in since.keys.sorted() { close(key, at: nil) }
        for key in traces.keys { traces[key]?.stays.sort { left, right in left.since < right.since } }
    }

    private func readItems(into traces: inout [CharacterKey: CharacterTrace]) async throws {
        var last: [CharacterKey: [String: Int32]] = [:]
        for row in try await connection.query(IdentityQueries.worn, parameters) {
            let key = try row.character(in: region)
            let item: Int32? = try row.value(3)
            last[key, default: [:]][try row.text(2)] = item
            if let item { traces[key]?.wornEver.insert(item) }
        }
        for (key, slots) in last { traces[key]?.wornLast = Set(slots.values) }
    }
}
