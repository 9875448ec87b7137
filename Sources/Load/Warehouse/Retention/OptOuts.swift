import Crawl
import Guilds
import Postgres

/// Who must not be written, as of a transaction that holds the lock of forgetting.
struct OptOuts {
    private let keys: Set<CharacterKey>

    init(_ keys: Set<CharacterKey>) {
        self.keys = keys
    }

    /// Waits for whoever is removing people, and keeps others from it until the transaction ends.
    init(_ connection: Connection, regions: Set<Region>) async throws {
        try await connection.execute(OptOutQueries.shareLock)
        let rows = try await connection.query(
            OptOutQueries.inRegions,
            [
                .int16Array(regions.map { region in region.number * 256 }),
                .int16Array(regions.map { region in region.number * 256 + 255 }),
            ])
        keys = Set(try rows.compactMap { row in try CharacterKey(row: row) })
    }

    /// The batch without them: rosters count them by stand-ins, runs and boards name nobody in their place, they
    /// are not made known, and no body that lists them is kept.
    func hidden(in batch: [Completion], _ connection: Connection) async throws -> [Completion] {
        guard !keys.isEmpty else { return batch }
        var told = batch
        for place in told.indices {
            told[place].discoveries = hidden(in: told[place].discoveries)
            guard case .received(let facts) = told[place].observation.outcome,
                let hidden = try await hidden(in: facts, connection)
            else { continue }
            told[place].observation.outcome = .received(hidden)
            told[place].body = nil
        }
        return told
    }

    /// What their names stand under in directories.
    var directoryKeys: [String] {
        keys.map { key in SnapshotDirectory.key(realm: key.realm.id, id: key.id) }
    }

    /// The discoveries of others.
    func hidden(in discoveries: [Discovery]) -> [Discovery] {
        guard !keys.isEmpty else { return discoveries }
        return discoveries.filter { discovery in
            discovery.document.character.map { character in !keys.contains(character) } ?? true
        }
    }

    /// The facts without them; nil when they do not occur.
    func hidden(in facts: Facts, _ connection: Connection) async throws -> Facts? {
        guard !keys.isEmpty, case .roster(var roster) = facts else { return hidden(in: facts) }
        let places = roster.members.indices.filter { place in keys.contains(roster.members[place].character) }
        guard !places.isEmpty else { return nil }
        let present = try await connection.query(OptOutQueries.standIns, roster.guild.parameters).map { row in
            StandIn(id: try row.value(0), rank: try row.value(1))
        }
        let ids = StandIn.assign(
            places.map { place in roster.members[place].rank }, from: present, fresh: StandIn.freshID)
        for (place, id) in zip(places, ids) {
            roster.members[place].character = .standIn(id, in: roster.guild.region)
            roster.members[place].name = ""
        }
        return .roster(roster)
    }

    /// The same for facts in which nobody has to stay the same from one document to the next.
    private func hidden(in facts: Facts) -> Facts? {
        guard !keys.isEmpty else { return nil }
        switch facts {
        case .keystoneProfile(var profile):
            guard let runs = profile.bestRuns.flatMap(hidden(in:)) else { return nil }
            profile.bestRuns = runs
            return .keystoneProfile(profile)
        case .keystoneSeasonProfile(var profile):
            guard let runs = profile.bestRuns.flatMap(hidden(in:)) else { return nil }
            profile.bestRuns = runs
            return .keystoneSeasonProfile(profile)
        case .leaderboard(var board):
            var isChanged = false
            for group in board.groups.indices {
                for member in board.groups[group].members.indices
                where keys.contains(board.groups[group].members[member].character) {
                    board.groups[group].members[member].character = .standIn(
                        0, in: board.connectedRealm.region)
                    isChanged = true
                }
            }
            return isChanged ? .leaderboard(board) : nil
        case .guildActivity(var activity):
            let count = activity.entries.count
            activity.entries.removeAll { entry in
                if case .achievement(_, let character) = entry.event {
                    keys.contains(character)
                } else {
                    false
                }
            }
            return activity.entries.count < count ? .guildActivity(activity) : nil
        default: return nil
        }
    }

    /// Runs with stand-ins -1, -2, … in their place; nil when they took part in none.
    private func hidden(in runs: [KeystoneRun]) -> [KeystoneRun]? {
        var runs = runs
        var isChanged = false
        for place in runs.indices {
            let hidden = runs[place].members.indices.filter { member in
                keys.contains(runs[place].members[member].character)
            }
            for (number, member) in hidden.enumerated() {
                let region = runs[place].members[member].character.region
                runs[place].members[member].character = .standIn(-1 - Int64(number), in: region)
                isChanged = true
            }
        }
        return isChanged ? runs : nil
    }
}

extension CharacterKey {
    /// Reads `bucket, realm_id, character_id`; nil for a region that this version does not know.
    init?(row: Row) throws {
        guard let bucket = Bucket(rawValue: try row.value(0)) else { return nil }
        self.init(realm: RealmKey(region: bucket.region, id: try row.value(1)), id: try row.value(2))
    }
}
