/// One week of the game in one region, from weekly reset to weekly reset, as its period document gives it.
package struct Period: Sendable, Hashable {
    package let region: Region
    package let id: Int32
    package let start: Timestamp
    /// The last moment that belongs to the period; documents give it one second before the next start.
    package let end: Timestamp

    package init(region: Region, id: Int32, start: Timestamp, end: Timestamp) {
        self.region = region
        self.id = id
        self.start = start
        self.end = end
    }

    /// Whether the moment lies in the period; the closing second counts as its own.
    package func contains(_ moment: Timestamp) -> Bool {
        start <= moment && moment < end + .seconds(1)
    }
}

/// A mythic keystone season of one region.
package struct KeystoneSeason: Sendable, Hashable {
    package let region: Region
    package let id: Int32
    package let start: Timestamp
    /// Nil while the season runs.
    package let end: Timestamp?
    /// The periods the season consists of, ascending.
    package let periods: [Int32]

    package init(region: Region, id: Int32, start: Timestamp, end: Timestamp?, periods: [Int32]) {
        self.region = region
        self.id = id
        self.start = start
        self.end = end
        self.periods = periods
    }
}
