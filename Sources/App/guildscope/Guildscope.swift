import ArgumentParser

/// The program: one subcommand per file in `Commands/`.
@main
struct Guildscope: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guildscope",
        abstract: "Watches World of Warcraft guilds: crawls, keeps history, analyses, reports.",
        discussion: """
            Settings come from flags, then the environment, then the file guildscope.env in the working \
            directory: DATABASE_URL, BLIZZARD_CLIENT_ID, BLIZZARD_CLIENT_SECRET.

            Exit codes: 0 done; 3 done, but some targets failed and will be tried again; 4 the doctor found \
            something to look at, 69 a problem, or retention halted; 64 wrong usage; \
            66 unknown realm, guild or character; 70 a fault of guildscope; 75 database or API not \
            available, try again later; 77 credentials refused.
            """,
        version: Build.version,
        subcommands: [
            Migrate.self, GuildCommand.self, CrawlCommand.self, Identify.self,
            IdentityCommand.self, TimelineCommand.self, Analyze.self, ScorecardCommand.self, Backtest.self,
            ReportCommand.self, DigestCommand.self, ChartCommand.self,
            WorkerCommand.self, JobsCommand.self, Run.self, Targets.self, Quarantine.self, WeekCommand.self,
            ExportCommand.self, Backfill.self, RetentionCommand.self, Forget.self, About.self, Doctor.self,
            Demo.self,
            Simulate.self, ReplayCommand.self,
        ])
}

/// Which code this is, for run records and `--version`.
enum Build {
    static let version = "0.1.0"
}
