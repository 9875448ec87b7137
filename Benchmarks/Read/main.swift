import Guilds
import Postgres
import SystemPackage
import Warehouse

// BenchRead URL MIGRATIONS SPARSE DENSE ROUNDS: fills the database and reads the dense guilds in turn, so many times.
// With SPARSE 0 the database is one that was filled before. Prints one line for each kind of question: its name, p50 and p99 in milliseconds, and how large an answer is.

guard CommandLine.arguments.count == 6, let sparse = Int(CommandLine.arguments[3]),
    let dense = Int(CommandLine.arguments[4]), let rounds = Int(CommandLine.arguments[5])
else { fatalError("usage: BenchRead URL MIGRATIONS SPARSE DENSE ROUNDS") }
let pool = Pool(settings: try ConnectionSettings(url: CommandLine.arguments[1]), size: 1)
_ = try await Migrator(folder: FilePath(CommandLine.arguments[2])).migrate(pool)
if sparse > 0 { try await Landscape(sparse: sparse, dense: dense).fill(pool) }
let warehouse = Warehouse(pool: pool)
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
await pool.close()

/// Everything that the series of a guild hold.
func changes(_ series: GuildSeries?) -> Int {
    series?.members.reduce(0) { sum, member in
        sum + member.rank.changes.count + member.level.changes.count + member.itemLevel.changes.count
            + member.rating.changes.count + member.lastLogin.changes.count
            + member.slots.reduce(0) { sum, slot in sum + slot.item.changes.count }
            + member.kills.reduce(0) { sum, kill in sum + kill.tally.changes.count }
    } ?? 0
}
