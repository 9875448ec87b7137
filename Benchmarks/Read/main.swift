import Guilds
import Postgres
import SystemPackage
import Warehouse

// BenchRead fill URL MIGRATIONS SPARSE DENSE SIZE: fills an empty database with guilds, dense ones of so many members.
// BenchRead ask URL DENSE ROUNDS: reads the dense guilds in turn, so many times. Prints one line for each kind of
// question: its name, p50 and p99 in milliseconds, and how large an answer is.

let arguments = CommandLine.arguments.dropFirst()
let usage = "usage: BenchRead fill URL MIGRATIONS SPARSE DENSE SIZE | BenchRead ask URL DENSE ROUNDS"
guard arguments.count > 1 else { fatalError(usage) }
let numbers = arguments.compactMap { argument in Int(argument) }
let pool = Pool(settings: try ConnectionSettings(url: CommandLine.arguments[2]), size: 1)
switch (arguments.first, numbers.count) {
case ("fill", 3):
    _ = try await Migrator(folder: FilePath(CommandLine.arguments[3])).migrate(pool)
    try await Landscape(sparse: numbers[0], dense: numbers[1], size: numbers[2]).fill(pool)
case ("ask", 2): try await ask(Warehouse(pool: pool), dense: numbers[0], rounds: numbers[1])
default: fatalError(usage)
}
await pool.close()

func ask(_ warehouse: Warehouse, dense: Int, rounds: Int) async throws {
    let end = Landscape.end
    try await Question(name: "year", size: { series in changes(series) }) { guild in
        try await warehouse.series(of: guild, asOf: end)
    }.measure(dense, rounds)
    try await Question(name: "timeline", size: { page in page.count }) { guild in
        try await warehouse.rosterChanges(of: guild, before: end, limit: 50)
    }.measure(dense, rounds)
    let week = Period(region: .eu, id: 1051, start: end - .days(8), end: end - .days(1))
    try await Question(name: "week", size: { week in week.members.count }) { guild in
        try await warehouse.week(week, of: guild, now: end)
    }.measure(dense, rounds)
}

/// Everything that the series of a guild hold.
func changes(_ series: GuildSeries?) -> Int {
    series?.members.reduce(0) { sum, member in
        sum + member.rank.changes.count + member.level.changes.count + member.itemLevel.changes.count
            + member.rating.changes.count + member.lastLogin.changes.count
            + member.slots.reduce(0) { sum, slot in sum + slot.item.changes.count }
            + member.kills.reduce(0) { sum, kill in sum + kill.tally.changes.count }
    } ?? 0
}
