import ArgumentParser
import Postgres
import Warehouse

/// `guildscope migrate`
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings the database to this version; refuses one that is newer.")

    @OptionGroup var options: Options

    @Flag(help: "Only show what would be applied.")
    var dryRun = false

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let pool = try composition.pool()
            let migrator = Migrator(folder: composition.migrations)
            let names = try await dryRun ? migrator.pending(pool) : migrator.migrate(pool)
            await pool.close()
            for name in names { composition.console.print("\(dryRun ? "would apply" : "applied") \(name)") }
            if names.isEmpty { composition.console.print("the database is up to date") }
        }
    }
}
