package import Guilds
import Postgres

extension Warehouse {
    /// The realms of a region, ascending by id; empty while its realm index has not been loaded.
    package func realms(of region: Region) async throws -> [Realm] {
        try await withConnection { connection in
            try await connection.query(ReferenceQueries.realms, [.int16(region.number)])
                .map { row in try Realm(row, in: region) }
        }
    }

    /// The realm with this slug; nil when the region has none or its realm index has not been loaded.
    package func realm(_ slug: String, of region: Region) async throws -> Realm? {
        try await withConnection { connection in
            try await connection.query(
                ReferenceQueries.realmBySlug, [.int16(region.number), .text(slug)]
            )
            .first.map { row in try Realm(row, in: region) }
        }
    }

    /// The region's weeks, ascending by start.
    package func periods(of region: Region) async throws -> [Period] {
        try await withConnection { connection in
            try await connection.query(ReferenceQueries.periods, [.int16(region.number)]).map { row in
                Period(
                    region: region, id: try row.value(0), start: Timestamp(try row.timestamp(1)),
                    end: Timestamp(try row.timestamp(2)))
            }
        }
    }

    /// The region's seasons, ascending by start.
    package func seasons(of region: Region) async throws -> [KeystoneSeason] {
        try await withConnection { connection in
            try await connection.query(ReferenceQueries.seasons, [.int16(region.number)]).map { row in
                let end: Microseconds? = try row.value(2)
                return KeystoneSeason(
                    region: region, id: try row.value(0), start: Timestamp(try row.timestamp(1)),
                    end: end.map { moment in Timestamp(moment) }, periods: try row.value(3))
            }
        }
    }

    /// The id that an index document names as current; nil when it names none or was not loaded.
    package func current(_ kind: DocumentKind, of region: Region) async throws -> Int32? {
        try await withConnection { connection in
            let rows = try await connection.query(
                ReferenceQueries.currentOfIndex, [.int16(region.number), .int16(kind.rawValue)])
            return try rows.first.flatMap { row in try row.value(0) }
        }
    }

    /// The names of an index document, ascending by id: classes, specializations, races, dungeons, instances.
    package func names(_ kind: DocumentKind) async throws -> [NamedEntry] {
        try await withConnection { connection in
            try await connection.query(ReferenceQueries.names, [.int16(kind.rawValue)]).map { row in
                NamedEntry(id: try row.value(0), name: try row.text(1))
            }
        }
    }
}

extension Realm {
    fileprivate init(_ row: Row, in region: Region) throws {
        self.init(
            key: RealmKey(region: region, id: try row.value(0)), name: try row.text(1), slug: try row.text(2))
    }
}
