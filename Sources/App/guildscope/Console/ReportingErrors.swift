import ArgumentParser
import BattleNet
import Crawl
import Curl
import Guilds
import Logging
import Loopback
import Postgres
import Warehouse

#if canImport(Glibc)
    import Glibc
#endif

/// Runs a command's work and turns any error into a sentence for people and an exit code for schedulers.
func reportingErrors(_ work: () async throws -> Void) async throws {
    // A reader that goes away (`| head`) must not end a crawl: writing to it just fails.
    signal(SIGPIPE, SIG_IGN)
    do {
        try await work()
    } catch let error as ExitCode {
        throw error
    } catch let error as ValidationError {
        throw error
    } catch {
        let (text, exit) = explained(error)
        Logger(label: "guildscope").debug(
            "the command failed", metadata: ["error": "\(String(reflecting: error))"])
        Console().complain(text)
        throw exit.code
    }
}

/// The sentence for people and the exit code that an error stands for.
func explained(_ error: any Error) -> (String, Exit) {
    switch error {
    case let error as UserError: (error.description, error.exit)
    case let error as LoopbackError: (error.description, .usage)
    case let error as AddressError: (error.description, .usage)
    case let error as CrawlError:
        (error.description, error.code == .unauthorised ? .refused : .temporary)
    case let error as BattleNetError:
        (error.description, error.isTransient || error.code == .unavailable ? .temporary : .fault)
    case let error as CurlError: (error.description, .temporary)
    case let error as PostgresError: (error.description, error.exit)
    case let error as WarehouseError: (error.description, error.exit)
    case is CancellationError: ("stopped", .temporary)
    default: ("\(error)", .fault)
    }
}

extension WarehouseError {
    fileprivate var exit: Exit {
        if let underlying { return underlying.exit }
        return code == .notMigrated || code == .tooNew || code == .badBudget ? .usage : .fault
    }
}

extension PostgresError {
    fileprivate var exit: Exit {
        switch code {
        case .authenticationFailed: .refused
        case .databaseMissing: .usage
        default: isTransient || code == .readOnly || code == .connectionFailed ? .temporary : .fault
        }
    }
}
