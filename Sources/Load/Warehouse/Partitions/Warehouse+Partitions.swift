package import Guilds
import Postgres

extension Warehouse {
    /// Takes the partitions of histories and attempts that ended before the moment out of their tables, and
    /// returns the names under which they stay in the database, to be archived or dropped.
    ///
    /// In the place of a history's partition stays one with the states that are still current, so that
    /// readers lose what was before, never what holds now. Readers and loads go on: an exclusive lock is
    /// waited for two seconds at most and then held for a moment; throws `.database` when it could not be
    /// had, and may be repeated.
    package func detachPartitions(endedBefore moment: Timestamp) async throws -> [String] {
        try await withConnection { connection in
            var detached: [String] = []
            for table in Partitions.tables {
                for partition in try await old(table, before: moment, on: connection) {
                    try await detach(partition, of: table, on: connection)
                    detached.append(PartitionQueries.detached(partition))
                }
            }
            return detached
        }
    }

    private func old(
        _ table: Partitions.Table, before moment: Timestamp, on connection: Connection
    ) async throws -> [String] {
        let names: [String] = try await connection.query(PartitionQueries.list, [.text(table.name)]).column(0)
        return names.filter { name in table.end(of: name).map { end in end <= moment } ?? false }
    }

    private func detach(_ partition: String, of table: Partitions.Table, on connection: Connection)
        async throws
    {
        try await connection.executeScript(
            PartitionQueries.makeKept(partition, of: table.name, current: table.current))
        let bounds = try await connection.query(PartitionQueries.bounds, [.text(partition)]).one().text(0)
        try await connection.transaction { connection in
            try await connection.executeScript(PartitionQueries.patience)
            try await connection.executeScript(
                PartitionQueries.swap(partition, of: table.name, bounds: bounds))
        }
    }
}
