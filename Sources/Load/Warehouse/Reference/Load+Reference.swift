import Crawl
import Guilds
import Postgres

extension Load {
    /// Writes what the batch tells for everybody: realms, weeks, seasons, names.
    ///
    /// Specializations and status have no table: only their confirmation is kept.
    /// Returns the names of items that were not known to be stored.
    func writeReference(_ accepted: [Accepted]) async throws -> [ItemName] {
        let told = accepted.filter { one in one.completion.observation.document.kind.scope == .region }
            .sorted { left, right in
                left.completion.observation.document.sortKey < right.completion.observation.document.sortKey
            }
        for one in told {
            guard let facts = one.facts else { continue }
            let rows = try await put(facts, of: one.completion.observation.document)
            guard rows > 0 else { continue }
            try await connection.execute(
                LoadQueries.addCount, [.int32(one.stamp.ordinal), .int64(Int64(rows))])
        }
        return try await addNames(in: accepted.compactMap(\.facts))
    }

    /// Adds the names of bosses, dungeons and items that documents of characters tell.
    @discardableResult
    func addNames(in told: [Facts]) async throws -> [ItemName] {
        try await addEncounters(told.compactMap { facts in facts.encounters?.encounters })
        try await addDungeons(told.compactMap(\.keystoneRuns))
        for kind in [DocumentKind.professions, .reputations, .pvpSummary] {
            try await addNames(told.flatMap { facts in facts.names(in: kind) }, kind)
        }
        return try await addItemNames(told.items)
    }

    private func put(_ facts: Facts, of document: DocumentID) async throws -> Int {
        let region = Parameter.int16(document.region.number)
        switch facts {
        case .realms(let realms):
            return try await connection.execute(
                ReferenceQueries.putRealms,
                [
                    region, .int32Array(realms.map(\.key.id)), .textArray(realms.map(\.name)),
                    .textArray(realms.map(\.slug)),
                ])
        case .realm(let connection):
            return try await self.connection.execute(
                ReferenceQueries.putConnection,
                [region, .int32(connection.realm.id), .int32(connection.connectedRealm.id)])
        case .connectedRealms(let ids):
            return try await put(NumberedIndex(ids: ids, current: nil), region, document.kind)
        case .seasons(let index), .periods(let index):
            return try await put(index, region, document.kind)
        case .season(let season): return try await put(season, region)
        case .period(let period):
            return try await connection.execute(
                ReferenceQueries.putPeriod,
                [
                    region, .int32(period.id), .timestamp(Microseconds(period.start)),
                    .timestamp(Microseconds(period.end)),
                ])
        case .keystoneDungeons(let entries), .classes(let entries), .playableSpecializations(let entries),
            .races(let entries), .journalInstances(let entries):
            return try await connection.execute(ReferenceQueries.putNames, names(entries, document.kind))
        default: return 0
        }
    }

    private func put(_ index: NumberedIndex, _ region: Parameter, _ kind: DocumentKind) async throws -> Int {
        try await connection.execute(
            ReferenceQueries.putIndex,
            [region, .int16(kind.rawValue), .int32Array(index.ids), .int32(index.current)])
    }

    private func put(_ season: KeystoneSeason, _ region: Parameter) async throws -> Int {
        try await connection.execute(
            ReferenceQueries.putSeason,
            [
                region, .int32(season.id), .timestamp(Microseconds(season.start)),
                .timestamp(season.end.map { end in Microseconds(end) }), .int32Array(season.periods),
            ])
    }

    private func addEncounters(_ told: [Encounters]) async throws {
        var encounters: [Int32: EncounterKills] = [:]
        for kills in told.flatMap(\.kills) { encounters[kills.encounterID] = kills }
        guard !encounters.isEmpty else { return }
        let all = Array(encounters.values)
        try await connection.execute(
            ReferenceQueries.addEncounters,
            [
                .int32Array(all.map(\.encounterID)), .textArray(all.map(\.encounterName)),
                .int32Array(all.map(\.instanceID)), .textArray(all.map(\.instanceName)),
            ])
    }

    private func addDungeons(_ told: [ToldRuns]) async throws {
        var dungeons: [Int32: String] = [:]
        for run in told.flatMap(\.runs) { dungeons[run.dungeonID] = run.dungeonName }
        guard !dungeons.isEmpty else { return }
        let entries = dungeons.map { id, name in NamedEntry(id: id, name: name) }
        try await connection.execute(ReferenceQueries.addNames, names(entries, .keystoneDungeons))
    }

    private func addItemNames(_ told: [EquippedItem]) async throws -> [ItemName] {
        let names = itemNames.unknown(in: told)
        guard !names.isEmpty else { return [] }
        try await connection.execute(
            ReferenceQueries.addItemNames,
            [
                .int32Array(names.map(\.itemID)),
                .int32Array(names.map(\.digest)), .textArray(names.map(\.name)),
            ])
        return names
    }

    private func addNames(_ told: [NamedEntry], _ kind: DocumentKind) async throws {
        let entries = Set(told.filter { entry in !entry.name.isEmpty }).sorted { left, right in
            (left.id, left.name) < (right.id, right.name)
        }
        guard !entries.isEmpty else { return }
        try await connection.execute(ReferenceQueries.addNames, names(entries, kind))
    }

    private func names(_ entries: [NamedEntry], _ kind: DocumentKind) -> [Parameter] {
        [.int16(kind.rawValue), .int32Array(entries.map(\.id)), .textArray(entries.map(\.name))]
    }
}

extension Facts {
    /// The names that a character's document brings along for its ids; nothing for other kinds.
    fileprivate func names(in kind: DocumentKind) -> [NamedEntry] {
        switch (self, kind) {
        case (.professions(let professions), .professions):
            professions.skills.flatMap { skill in
                [skill.profession] + (skill.tier.map { tier in [tier] } ?? [])
            }
        case (.reputations(let reputations), .reputations): reputations.standings.map(\.faction)
        case (.pvpSummary(let summary), .pvpSummary): summary.maps.map(\.map)
        default: []
        }
    }
}

extension DocumentID {
    /// One order for all loads, so that two of them never wait for each other's reference rows.
    fileprivate var sortKey: (Int16, Int16, Int32) { (kind.rawValue, region.number, part) }
}
