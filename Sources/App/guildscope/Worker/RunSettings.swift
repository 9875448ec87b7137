/// How runs are leased and looked for.
struct RunSettings: Sendable {
    /// How long a run is ours unless the lease is renewed; a dead worker's runs are free after it.
    var lease = Duration.seconds(60)
    /// How often the database is asked what is due and what waits.
    var poll = Duration.seconds(1)
    /// Tries that a run may begin before it is given up.
    var attempts: Int32 = 3
    /// Runs at once in this process.
    var concurrency = 2
    /// How late a slot may be seen and still count as on time, in real time.
    var grace = Duration.seconds(60)
}

/// Pauses that double from a quarter of a second up to ten seconds.
struct BackOff: Sendable {
    private var pause = Duration.milliseconds(250)

    mutating func next() -> Duration {
        defer { pause = min(pause * 2, .seconds(10)) }
        return pause
    }
}
