import ArgumentParser
import FoundationEssentials
import Replay

/// `guildscope replay`
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Serves a folder of captured responses as if it were the API.",
        discussion: "Each X.json has an X.headers.json beside it with status, url and headers as recorded.")

    @Argument(help: "The folder; searched with all folders below.")
    var folder: String

    @OptionGroup var serving: ServingOptions

    func run() async throws {
        try await reportingErrors {
            let server = try ReplayServer(folder: folder)
            let serving = serving
            try await untilSignalled {
                try await server.run(port: serving.port) { port in
                    serving.announce(port, "\(server.count) captured responses")
                }
            }
        }
    }
}

/// Where a server of the Lab listens, and how it says so.
struct ServingOptions: ParsableArguments {
    @Option(help: "The port on 127.0.0.1; 0 takes a free one.")
    var port = 0

    @Option(help: "Write the port into this file once the server listens.")
    var portFile: String?

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port is 0 for a free port, or a number up to 65535.")
        }
    }

    func announce(_ port: Int, _ what: String) {
        if let portFile {
            do {
                try Data("\(port)\n".utf8).write(to: URL(filePath: portFile), options: .atomic)
            } catch {
                Console().complain("cannot write the port file \(portFile): check its folder")
            }
        }
        Console().print("\(what) at http://127.0.0.1:\(port)")
    }
}
