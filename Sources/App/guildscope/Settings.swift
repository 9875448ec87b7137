import Configuration
import Guilds
import SystemPackage

/// Everything that is configured, read once: flags, then environment, then the file `guildscope.env`.
///
/// Nothing else in the program reads the environment.
struct Settings: Sendable {
    /// `postgresql://…`; nil when none is configured.
    var databaseURL: String?
    /// The API clients; the crawl spreads over all of them.
    var credentials: [Credentials]
    /// Stands in for the API's hosts: the simulator or the replay server.
    var baseURL: String?
    /// Whether credentials may go to a stand-in that is reached over plain HTTP.
    var allowsPlainCredentials: Bool
    /// How large the budget of each API client is.
    var requestsPerSecond: Int
    var requestsPerHour: Int
    /// Seconds after which an answer of the API is not waited for any longer.
    var answerSeconds: Int
    /// Part of the budget in percent that is kept for what a person asks for.
    var reservePercent: Int
    /// The space that kept responses may take in the database, in bytes; 0 keeps none.
    var archiveBytes: Int
    /// The largest response that is kept, in bytes.
    var largestKeptBody: Int
    /// Where `migrations/` and `reports/` lie.
    var home: FilePath

    /// Where the job files lie.
    var jobs: FilePath

    /// Flags that override environment and file, by configuration key.
    typealias Flags = [String: String]

    init(flags: Flags = [:]) async throws {
        let file = try await EnvironmentVariablesProvider(
            environmentFilePath: "guildscope.env", allowMissing: true, secretsSpecifier: .all)
        let overrides = InMemoryProvider(
            name: "flags",
            values: Dictionary(
                uniqueKeysWithValues: flags.map { key, value in
                    (AbsoluteConfigKey(ConfigKey(key)), ConfigValue(.string(value), isSecret: true))
                }))
        let reader = ConfigReader(providers: [
            overrides, EnvironmentVariablesProvider(secretsSpecifier: .all), file,
        ])
        databaseURL = reader.string(forKey: "database.url", isSecret: true)
        // An empty one takes back what the file says.
        baseURL = reader.string(forKey: "guildscope.base.url").flatMap { url in url.isEmpty ? nil : url }
        credentials = try Credentials.all(in: reader)
        allowsPlainCredentials = reader.bool(forKey: "guildscope.allow.plain.credentials", default: false)
        requestsPerSecond = reader.int(forKey: "guildscope.requests.per.second", default: 100)
        requestsPerHour = reader.int(forKey: "guildscope.requests.per.hour", default: 36_000)
        answerSeconds = max(1, reader.int(forKey: "guildscope.answer.seconds", default: 30))
        reservePercent = reader.int(forKey: "guildscope.reserve.percent", default: 10)
        archiveBytes = max(0, reader.int(forKey: "guildscope.archive.megabytes", default: 200)) << 20
        largestKeptBody = max(0, reader.int(forKey: "guildscope.archive.body.kilobytes", default: 512)) << 10
        home = try Home.find(configured: reader.string(forKey: "guildscope.home"))
        jobs =
            reader.string(forKey: "guildscope.jobs").map { path in FilePath(path) } ?? home.appending("jobs")
    }
}
