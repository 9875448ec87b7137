package import Guilds
import Postgres

extension Warehouse {
    /// Removes whatever links, decisions and persons tell of a character, at its own key and at the keys of
    /// those it was linked to, and forms the persons of those anew. Anchors and what the matching remembers
    /// go too.
    package func forgetIdentity(of key: CharacterKey, at now: Timestamp) async throws {
        try await identityTransaction { connection in
            let neighbours = try await connection.unlink(key)
            for sql in LinkQueries.erase { try await connection.execute(sql, key.parameters) }
            _ = try await connection.regroup(neighbours, at: now)
        }
    }
}

extension Connection {
    /// Removes the links and decisions that name a character at the other ends, and returns whose these are.
    nonisolated func unlink(_ key: CharacterKey) async throws -> Set<CharacterKey> {
        var neighbours = Set<CharacterKey>()
        for row in try await query(LinkQueries.neighbours, key.parameters) {
            neighbours.insert(try row.character(in: key.region))
        }
        neighbours.remove(key)
        for other in neighbours.sorted() {
            for sql in LinkQueries.eraseOther {
                try await execute(sql, other.parameters + [.int32(key.realm.id), .int64(key.id)])
            }
        }
        return neighbours
    }
}

extension Warehouse {
    /// The links and persons that are held as sorted lines of text by table, without the moments at which
    /// they were found: two databases that were told the same are equal here, whenever the matching ran.
    package func dumpIdentity() async throws -> [String: [String]] {
        try await withConnection { connection in
            var dump: [String: [String]] = [:]
            for (table, sql) in LinkQueries.dump {
                let lines: [String] = try await connection.query(sql).column(0)
                dump[table] = lines.sorted()
            }
            return dump
        }
    }
}
