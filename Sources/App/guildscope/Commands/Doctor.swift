import ArgumentParser

/// `guildscope doctor`
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Examines credentials, database, clocks, budget, backlog and freshness, and says what to do.",
        discussion: """
            Exit code 0 when all is well, 4 with warnings, 69 with problems. A JSON line per check where \
            standard output is no terminal. Sends one request to the API.
            """)

    @OptionGroup var options: Options

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let checks = try await Examination(composition: composition).checks()
            let console = composition.console
            for check in checks {
                if console.showsTables { console.print(check.text) } else { console.row(check.fields) }
            }
            switch checks.map(\.verdict).max() ?? .ok {
            case .ok: break
            case .warning: throw Exit.attention.code
            case .problem: throw Exit.unwell.code
            }
        }
    }
}
