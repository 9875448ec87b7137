/// How many requests one API client may send, as two rates with bursts that keep both limits in every
/// sliding window of the server's.
///
/// A permit granted at g is on its way before g + validity and there before g + validity + transit, so that a
/// window of W seconds holds at most what was granted in W + validity + transit seconds, which is
/// (W + validity + transit) * rate + burst. Source of the bound: the leaky bucket as a meter (ITU-T I.371).
package struct Budget: Sendable, Hashable {
    /// Requests in any second.
    package let perSecond: Int32
    /// Requests in any hour.
    package let perHour: Int32
    /// Share of the budget that is kept for what a person asks for and lent out while nobody does.
    package let askedShare: Double
    /// Length of the long window in seconds; other than 3600 only to watch the arithmetic in less time.
    package let hour: Double

    /// Nil for limits below 8 a second or 100 an hour, which leave no room for a chunk, and for a share beyond 0.9.
    package init?(perSecond: Int, perHour: Int, askedShare: Double = 0.1, hour: Duration = .seconds(3600)) {
        guard perSecond >= 8, perHour >= 100, (0...0.9).contains(askedShare), hour >= .seconds(10) else {
            return nil
        }
        self.init(
            checkedPerSecond: Int32(clamping: perSecond), perHour: Int32(clamping: perHour),
            askedShare: askedShare, hour: hour / .seconds(1))
    }

    /// What Battle.net allows a client.
    package static let battleNet = Budget(
        checkedPerSecond: 100, perHour: 36_000, askedShare: 0.1, hour: 3600)

    private init(checkedPerSecond perSecond: Int32, perHour: Int32, askedShare: Double, hour: Double) {
        self.perSecond = perSecond
        self.perHour = perHour
        self.askedShare = askedShare
        self.hour = hour
    }

    /// How long permits may be used, in seconds: time for the answer of the database and for a new connection.
    static let validity = 1.0
    /// How long a request that was sent may take to arrive, in seconds.
    static let transit = 0.25
    private static var lateness: Double { validity + transit }

    /// Requests a second during a burst.
    package var secondRate: Double { 0.3 * Double(perSecond) }

    /// Requests at once.
    package var secondBurst: Double { Double(perSecond) - secondRate * (1 + Self.lateness) }

    /// Requests ahead of the hour's rate: half a percent of the hour, 180 of 36,000.
    package var hourBurst: Double { max(0.005 * Double(perHour), 2) }

    /// Requests a second in the long run: 99.5 % of 36,000 an hour.
    package var hourRate: Double { (Double(perHour) - hourBurst) / (hour + Self.lateness) }
}
