import BattleNet
import Crawl
import Curl
import Guilds
import Postgres
import SystemPackage
import Warehouse

/// BenchBudget configure URL MIGRATIONS PER_SECOND PER_HOUR HOUR: a fresh database with one client's budget, the
/// hour being HOUR seconds long; prints the rate and the burst in the long run.
///
/// BenchBudget work URL SERVER CLASS: asks the server for more than the budget holds until it is killed, through
/// the same purse, client and statements as a crawl.
let client = "bench"

func configure(_ arguments: [String]) async throws {
    guard arguments.count == 5, let perSecond = Int(arguments[2]), let perHour = Int(arguments[3]),
        let hour = Int(arguments[4]),
        let budget = Budget(perSecond: perSecond, perHour: perHour, hour: .seconds(hour))
    else { fatalError("usage: BenchBudget configure URL MIGRATIONS PER_SECOND PER_HOUR HOUR") }
    let pool = Pool(settings: try ConnectionSettings(url: arguments[0]), size: 1)
    _ = try await Migrator(folder: FilePath(arguments[1])).migrate(pool)
    try await Warehouse(pool: pool).configureBudget(client: client, budget)
    print(budget.hourRate, budget.hourBurst)
    await pool.close()
}

func work(_ arguments: [String]) async throws {
    guard arguments.count == 3, let spender = BudgetClass(rawValue: arguments[2]) else {
        fatalError("usage: BenchBudget work URL SERVER CLASS")
    }
    let pool = Pool(settings: try ConnectionSettings(url: arguments[0]), size: 2)
    let http = try HTTPClient()
    let servers = Servers(base: "\(arguments[1])/\(spender)")
    let tokens = TokenSource(
        credentials: ClientCredentials(id: client, secret: client), servers: servers, http: http)
    let lookup = Lookup(
        clients: [
            ApiClient(budget: client, api: BattleNetClient(servers: servers, tokens: tokens, http: http))
        ], store: Warehouse(pool: pool), class: spender)
    try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<24 {
            group.addTask { while true { _ = try await lookup.realms(of: .eu) } }
        }
        try await group.waitForAll()
    }
}

switch CommandLine.arguments.dropFirst().first {
case "configure": try await configure(Array(CommandLine.arguments.dropFirst(2)))
case "work": try await work(Array(CommandLine.arguments.dropFirst(2)))
default: fatalError("usage: BenchBudget configure|work …")
}
