import Crawl
import Guilds
import Postgres

extension Lease {
    /// Reads the columns of `TargetQueries.leased`.
    init(row: Row) throws {
        let document = try DocumentID(row: row)
        let modified: Microseconds? = try row.value(8)
        let confirmed: Microseconds? = try row.value(11)
        let changed: Microseconds? = try row.value(16)
        let failing: Microseconds? = try row.value(19)
        let settles: Microseconds? = try row.value(20)
        self.init(
            document: document,
            address: try DocumentAddress(of: document, realmSlug: row.value(5), name: row.value(6)),
            generation: try row.value(7), lastModified: modified.map { moment in Timestamp(moment) },
            digest: try row.value(9), decoderVersion: try row.value(10),
            confirmedAt: confirmed.map { moment in Timestamp(moment) },
            consecutiveFailures: try row.value(12), importance: try row.value(13),
            evidence: ChangeEvidence(events: try row.value(14), days: try row.value(15)),
            changedAt: changed.map { moment in Timestamp(moment) }, size: try row.value(17),
            lastOutcome: try row.value(18), failingSince: failing.map { moment in Timestamp(moment) },
            settlesAt: settles.map { moment in Timestamp(moment) })
    }
}

extension DocumentID {
    /// Reads `bucket, realm_id, subject, kind, part` from the row's first columns.
    init(row: Row) throws {
        guard let bucket = Bucket(rawValue: try row.value(0)),
            let kind = DocumentKind(rawValue: try row.value(3))
        else {
            throw WarehouseError(.badRow, "a target is of a kind or region that this version does not know")
        }
        self.init(
            kind: kind, realm: RealmKey(region: bucket.region, id: try row.value(1)),
            subject: try row.value(2),
            part: try row.value(4))
    }
}

extension DocumentAddress {
    init(of document: DocumentID, realmSlug: String?, name: String?) throws {
        guard let realmSlug, let name else {
            guard document.kind.scope == .region else {
                throw WarehouseError(.badRow, "a target has no address: \(document)")
            }
            self = .region
            return
        }
        switch document.kind.scope {
        case .region: self = .region
        case .guild:
            self = .guild(GuildAddress(region: document.region, realmSlug: realmSlug, nameSlug: name))
        case .character:
            self = .character(CharacterAddress(region: document.region, realmSlug: realmSlug, name: name))
        }
    }
}
