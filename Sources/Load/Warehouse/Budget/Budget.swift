/// How many requests one API client may send, as two rates with bursts that keep both limits in every
/// sliding window.
///
/// Permits granted at g are used until g + validity at the latest, so a window of W seconds holds at most
/// what was granted in W + validity seconds: (W + validity) * rate + burst. A quarter of a second is kept for
/// requests on their way. Source of the bound: GCRA, worked out in the project's notes on crawling.
struct Budget: Sendable, Hashable {
    let perSecond: Int32
    let perHour: Int32

    /// Nil for limits below 8 a second or 100 an hour, which leave no room for a chunk.
    init?(perSecond: Int, perHour: Int) {
        guard perSecond >= 8, perHour >= 100 else { return nil }
        self.init(checkedPerSecond: Int32(clamping: perSecond), perHour: Int32(clamping: perHour))
    }

    /// What Battle.net allows a client.
    static let battleNet = Budget(checkedPerSecond: 100, perHour: 36_000)

    private init(checkedPerSecond perSecond: Int32, perHour: Int32) {
        self.perSecond = perSecond
        self.perHour = perHour
    }

    /// How long permits may be used, in seconds.
    static let validity = 0.75
    private static let transit = 0.25

    /// Requests a second in the long run of a burst.
    var secondRate: Double { 0.35 * Double(perSecond) }

    /// Requests at once.
    var secondBurst: Double { Double(perSecond) - secondRate * (1 + Self.validity + Self.transit) }

    /// Requests a second in the long run.
    var hourRate: Double { 0.95 * Double(perHour) / 3600 }

    /// Requests ahead of the hour's rate.
    var hourBurst: Double { Double(perHour) - hourRate * (3600 + Self.validity + Self.transit) }
}
