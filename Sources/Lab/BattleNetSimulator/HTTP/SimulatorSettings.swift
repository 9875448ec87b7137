/// How the simulator serves a world.
package struct SimulatorSettings: Sendable {
    /// How the time of the world goes on.
    package var clock: VirtualClock.Mode = .barrier
    /// Where the clock begins, in seconds since 1970; nil for the start of the world.
    package var now: Int?
    /// Client ids and their secrets.
    package var clients: [String: String] = ["simulator": "simulator"]
    /// How long a token is good for, in real seconds.
    package var tokenLifetime = 86_399
    /// Requests a second and client before 429 for the rest of the second; nil for no limit.
    package var requestsPerSecond: Int?
    /// Requests an hour and client before service gets slow; nil for no limit.
    package var requestsPerHour: Int?
    /// How much slower: the delay of each answer above the limit of the hour.
    package var slowService: Duration = .seconds(1)
    /// Faults in force from the beginning.
    package var faults: [Fault] = []

    /// No limits, no faults, a clock that stands still until it is stepped.
    package init() {}

    /// The limits of the real API: 100 a second, 36,000 an hour.
    package static var limited: SimulatorSettings {
        var settings = SimulatorSettings()
        settings.requestsPerSecond = 100
        settings.requestsPerHour = 36_000
        return settings
    }
}
