package import Crawl
package import Guilds
import Postgres

extension Warehouse {
    /// How many blocks of the table of targets a census reads: 32 MB, some hundred thousand targets.
    private static let blocks: Int64 = 4096
    /// How many summaries stand for all.
    private static let samples = 1000

    /// The price that all processes plan with; nil when none was shared within `age`, by the database's clock.
    package func price(sharedWithin age: Duration) async throws -> FreshnessPrice? {
        guard let shared = try await sharedPrice(), shared.age < age else { return nil }
        return shared.price
    }

    /// The price that was shared last, and how long ago; nil before the first.
    package func sharedPrice() async throws -> (price: FreshnessPrice, age: Duration)? {
        try await withConnection { connection in
            try await connection.query(PaceQueries.price).first.map { row in
                (
                    FreshnessPrice(try row.double(0)),
                    .milliseconds(Int64((try row.double(1) * 1000).rounded()))
                )
            }
        }
    }

    /// Shares a price with all processes.
    package func share(_ price: FreshnessPrice) async throws {
        _ = try await withConnection { connection in
            try await connection.execute(PaceQueries.share, [.double(price.value)])
        }
    }

    /// What a price is fitted from; the budget is that of these clients and of all that were used within a day.
    ///
    /// Reads 32 MB of the table of targets at most, twice. Counts of a table that is larger are good to some
    /// percent.
    package func census(clients: [String]) async throws -> Census {
        try await census(clients: clients, blocks: Self.blocks)
    }

    /// As above, reading so many blocks.
    func census(clients: [String], blocks: Int64) async throws -> Census {
        try await withConnection { connection in
            let buckets = Parameter.int16Array(
                try await StoreClock(connection).buckets.map(Optional.some))
            let perHour = try await connection.query(PaceQueries.requestsPerHour, [.textArray(clients)]).one()
            let percentage = try await connection.query(PaceQueries.percentage, [.int64(blocks)]).one()
                .double(0)
            let part: [Parameter] = [buckets, .double(percentage)]
            var targets: [DocumentKind: Int] = [:]
            for row in try await connection.query(PaceQueries.counts, part) {
                guard let kind = DocumentKind(rawValue: try row.value(0)) else { continue }
                let count: Int = try row.value(1)
                targets[kind] = Int((Double(count) * 100 / percentage).rounded())
            }
            let sample = try await connection.query(PaceQueries.summaries, part + [.int(Self.samples)])
                .map { row in
                    Census.Summary(
                        importance: try row.value(0),
                        evidence: ChangeEvidence(events: try row.value(1), days: try row.value(2)),
                        lastModified: try row.moment(3))
                }
            return Census(targets: targets, sample: sample, requestsPerHour: try perHour.value(0))
        }
    }

    /// The newest week of each region whose document was first seen before `now`.
    package func newestWeeks(seenBefore now: Timestamp) async throws -> [Period] {
        try await withConnection { connection in
            var weeks: [Period] = []
            for region in Region.allCases {
                let bucket = RealmKey(region: region, id: 0).bucket
                let rows = try await connection.query(
                    PaceQueries.newestWeek,
                    [.int16(region.number), .int16(bucket.rawValue), .timestamp(Microseconds(now))])
                guard let row = rows.first else { continue }
                weeks.append(
                    Period(
                        region: region, id: try row.value(0), start: Timestamp(try row.timestamp(1)),
                        end: Timestamp(try row.timestamp(2))))
            }
            return weeks
        }
    }
}
