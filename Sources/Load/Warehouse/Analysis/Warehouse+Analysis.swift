package import Guilds
import Postgres

/// What a guild's snapshot of a moment is computed from.
package struct AnalysisInputs: Sendable, Hashable {
    /// The newest confirmation of a document of the guild or its members.
    package let newest: Timestamp
    /// How much had been loaded of them: another word means that something was loaded.
    package let loaded: String
}

extension Warehouse {
    /// Keeps what was learnt over all guilds as of a moment, as canonical text; the same twice is one row.
    package func storePopulation(_ text: String, digest: String, guilds: Int, asOf: Timestamp) async throws {
        try await withConnection { connection in
            _ = try await connection.execute(
                AnalysisQueries.putPopulation,
                [
                    .timestamp(Microseconds(asOf)), .text(digest), .int32(Int32(clamping: guilds)),
                    .text(text),
                ])
        }
    }

    /// What was learnt as of a moment; nil when nothing was.
    package func population(asOf: Timestamp) async throws -> String? {
        try await withConnection { connection in
            try await connection.query(AnalysisQueries.population, [.timestamp(Microseconds(asOf))])
                .first.map { row in try row.text(0) }
        }
    }

    /// What is held of a guild now; nil before anything was loaded.
    package func analysisInputs(of guild: GuildKey) async throws -> AnalysisInputs? {
        try await withConnection { connection in
            let row = try await connection.query(AnalysisQueries.inputs, guild.parameters).one()
            let loaded: Int64 = try row.value(0)
            return try row.moment(1).map { newest in AnalysisInputs(newest: newest, loaded: String(loaded)) }
        }
    }

    /// When a guild's roster was first seen; nil before.
    package func firstSight(of guild: GuildKey) async throws -> Timestamp? {
        try await withConnection { connection in
            try await connection.query(AnalysisQueries.firstSight, guild.parameters).one().moment(0)
        }
    }

    /// The digest of the snapshot that was computed from the same inputs with the same methods; nil when none was.
    package func computedSnapshot(
        of guild: GuildKey, asOf: Timestamp, inputs: String, methods: String
    ) async throws -> String? {
        try await withConnection { connection in
            try await connection.query(
                AnalysisQueries.isComputed,
                guild.parameters + [.timestamp(Microseconds(asOf)), .text(inputs), .text(methods)]
            ).first.map { row in try row.text(0) }
        }
    }

    /// The moments in a stretch for which a snapshot was computed, ascending.
    package func computedMoments(of guild: GuildKey, in stretch: Span) async throws -> [Timestamp] {
        try await withConnection { connection in
            try await connection.query(
                AnalysisQueries.computed,
                guild.parameters + [
                    .timestamp(Microseconds(stretch.since)), .timestamp(Microseconds(stretch.until)),
                ]
            ).map { row in Timestamp(try row.timestamp(0)) }
        }
    }

    /// Notes what a snapshot was computed from.
    package func noteComputed(
        _ digest: String, of guild: GuildKey, asOf: Timestamp, inputs: String, methods: String
    ) async throws {
        try await withConnection { connection in
            _ = try await connection.execute(
                AnalysisQueries.note,
                guild.parameters + [
                    .timestamp(Microseconds(asOf)), .text(inputs), .text(methods), .text(digest),
                ])
        }
    }
}
