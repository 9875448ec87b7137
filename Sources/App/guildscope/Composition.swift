import BattleNet
import Crawl
import Curl
import Guilds
import Postgres
import SystemPackage
import Warehouse

/// Wires the rooms together; the one place that knows them all.
struct Composition: Sendable {
    let settings: Settings
    let console: Console

    init(_ options: Options) async throws {
        console = Console(forceJSON: options.json, isVerbose: options.verbose)
        ConsoleLogHandler.install(console)
        settings = try await Settings(flags: options.flags)
    }

    /// The migrations of this version.
    var migrations: FilePath { settings.home.appending("migrations") }

    /// Templates and definitions of the reports.
    var reports: FilePath { settings.home.appending("reports") }

    /// Runs with a warehouse whose database is on this version's migrations, and closes it.
    func withWarehouse<Value: Sendable>(
        _ work: @Sendable (Warehouse) async throws -> Value
    ) async throws -> Value {
        let pool = try pool()
        do {
            try await Migrator(folder: migrations).check(pool)
            let value = try await work(warehouse(on: pool))
            await pool.close()
            return value
        } catch {
            await pool.close()
            throw error
        }
    }

    /// The warehouse on a pool, as it is configured.
    func warehouse(on pool: Pool) -> Warehouse {
        Warehouse(pool: pool, archiveLimit: ArchiveLimit(bytes: settings.archiveBytes))
    }

    /// The connections to the database.
    func pool() throws -> Pool {
        guard let url = settings.databaseURL, !url.isEmpty else {
            throw UserError("no database is configured: set DATABASE_URL or use --database-url", exit: .usage)
        }
        guard let connection = try? ConnectionSettings(url: url) else {
            // The only reason there is; the text is not shown, since it may hold a password.
            throw UserError(
                "the connection string cannot be read: write postgresql://USER:PASSWORD@HOST/DATABASE",
                exit: .usage)
        }
        return Pool(settings: connection, size: 6)
    }

    /// The clients of the API, and where its world time comes from.
    func source() async throws -> Source {
        let http = try HTTPClient(settings: httpSettings)
        let servers = Servers(base: settings.baseURL)
        // The crawl sends request by request, each with a permit, so that repeating is its business.
        let clients = try credentials.map { given in
            let tokens = TokenSource(
                credentials: ClientCredentials(id: given.clientID, secret: given.clientSecret),
                servers: servers, http: http)
            return ApiClient(
                budget: given.clientID,
                api: BattleNetClient(servers: servers, tokens: tokens, http: http, retry: Retry(repeats: 0)))
        }
        return Source(
            http: http, clients: clients,
            world: try await WorldSource(baseURL: settings.baseURL, http: http))
    }

    /// Where world time comes from, for commands that ask nothing else of the API: the server at the base URL
    /// where it keeps a clock, else the system's.
    func world() async throws -> WorldSource {
        try await WorldSource(baseURL: settings.baseURL, http: try HTTPClient(settings: httpSettings))
    }

    private var httpSettings: HTTPClient.Settings {
        var http = HTTPClient.Settings()
        http.totalTimeout = .seconds(settings.answerSeconds)
        http.maximumBodyBytes = 8 << 20
        http.maximumConnections = 64
        http.maximumConnectionsPerHost = 64
        http.userAgent = "guildscope/\(Build.version)"
        return http
    }

    /// What the simulator and the replay server know us by.
    private static let laboratoryClient = "guildscope"

    private var credentials: [Credentials] {
        get throws {
            if !settings.credentials.isEmpty {
                try checkStandIn()
                return settings.credentials
            }
            // A simulator or replay server takes any client; the real API needs a registered one.
            guard settings.baseURL != nil else {
                throw UserError(
                    "no API client is configured: set BLIZZARD_CLIENT_ID and BLIZZARD_CLIENT_SECRET "
                        + "(https://develop.battle.net)", exit: .refused)
            }
            return [Credentials(clientID: Self.laboratoryClient, clientSecret: Self.laboratoryClient)]
        }
    }

    /// Secrets do not leave the machine unencrypted unless somebody says that they may.
    private func checkStandIn() throws {
        guard let url = settings.baseURL, StandIn(url: url).isExposed, !settings.allowsPlainCredentials else {
            return
        }
        throw UserError(
            "the base URL is plain http to another machine, and BLIZZARD_CLIENT_SECRET would travel there in "
                + "the clear: use https, unset the credentials, or set GUILDSCOPE_ALLOW_PLAIN_CREDENTIALS=true",
            exit: .usage)
    }

    /// The API as one command uses it.
    struct Source: Sendable {
        let http: HTTPClient
        let clients: [ApiClient]
        let world: WorldSource
    }
}
