import ArgumentParser
import UnixSignals

/// Runs the work and cancels it at the first SIGINT or SIGTERM; then it exits with 130 or 143, as shells do.
func untilSignalled<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    return try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await work() }
        group.addTask {
            for await signal in signals { throw Signalled(number: signal == .sigint ? 2 : 15) }
            return nil
        }
        var stopped: Signalled?
        while let result = await group.nextResult() {
            switch result {
            case .success(let value?):
                group.cancelAll()
                return value
            case .success(nil): continue
            case .failure(let signal as Signalled):
                // What is under way is finished and written before the program ends.
                stopped = signal
                group.cancelAll()
            case .failure(let error):
                group.cancelAll()
                throw stopped.map { signal in ExitCode(128 + signal.number) } ?? error
            }
        }
        throw ExitCode(128 + (stopped?.number ?? 15))
    }
}

private struct Signalled: Error {
    let number: Int32
}
