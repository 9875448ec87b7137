import ArgumentParser

/// Flags that most commands share.
struct Options: ParsableArguments {
    @Option(help: "The database, postgresql://…; else DATABASE_URL.")
    var databaseURL: String?

    @Option(
        name: .customLong("base-url"), help: "Stands in for the Battle.net API: a simulator or replay server."
    )
    var baseURL: String?

    @Flag(help: "Write JSON lines even on a terminal.")
    var json = false

    @Flag(help: "Log details that help to find a fault; never secrets.")
    var verbose = false

    var flags: Settings.Flags {
        var flags: Settings.Flags = [:]
        flags["database.url"] = databaseURL
        flags["guildscope.base.url"] = baseURL
        return flags
    }
}
