/// One week of the game in one region, from weekly reset to weekly reset, as its period document gives it.
package struct Period: Sendable, Hashable, Codable {
    /// The region whose weekly reset bounds the period.
    package let region: Region
    /// The API's period id.
    package let id: Int32
    /// The weekly reset that opens the period: the API's `start_timestamp`.
    package let start: Timestamp
    /// The last moment that belongs to the period; documents give it one second before the next start.
    package let end: Timestamp

    /// A period from its parts; that the end lies after the start is the decoder's check.
    package init(region: Region, id: Int32, start: Timestamp, end: Timestamp) {
        self.region = region
        self.id = id
        self.start = start
        self.end = end
    }

    /// Whether the moment lies in the period; the closing second counts as its own.
    package func contains(_ moment: Timestamp) -> Bool {
        start <= moment && moment.milliseconds < end.milliseconds + 1000
    }
}

/// A mythic keystone season of one region.
package struct KeystoneSeason: Sendable, Hashable, Codable {
    /// The region that the dates hold for.
    package let region: Region
    /// The API's season id; a season index may begin with 0.
    package let id: Int32
    /// The API's `start_timestamp`.
    package let start: Timestamp
    /// Nil while the season runs.
    package let end: Timestamp?
    /// The periods the season consists of, ascending.
    package let periods: [Int32]

    /// A season from its parts; periods must be ascending already.
    package init(region: Region, id: Int32, start: Timestamp, end: Timestamp?, periods: [Int32]) {
        self.region = region
        self.id = id
        self.start = start
        self.end = end
        self.periods = periods
    }
}
