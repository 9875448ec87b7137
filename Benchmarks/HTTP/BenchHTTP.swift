import Curl
import Glibc

/// Sends GET requests to one URL and prints the seconds and the CPU seconds of this process that they took.
///
/// Usage: `BenchHTTP URL REQUESTS CONCURRENCY`. A twentieth of the requests goes first, unmeasured.
@main
struct BenchHTTP {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let requests = Int(arguments[2]), let concurrency = Int(arguments[3])
        else {
            print("usage: BenchHTTP URL REQUESTS CONCURRENCY")
            exit(64)
        }
        var settings = HTTPClient.Settings()
        settings.maximumConnections = concurrency
        settings.maximumConnectionsPerHost = concurrency
        let client = try HTTPClient(settings: settings)
        let request = HTTPRequest(url: arguments[1])
        try await send(request, times: requests / 20, concurrency: concurrency, by: client)
        let (start, startCPU) = (ContinuousClock.now, cpuTime())
        try await send(request, times: requests, concurrency: concurrency, by: client)
        let (seconds, cpu) = (ContinuousClock.now - start, cpuTime() - startCPU)
        print(seconds / .seconds(1), cpu / .seconds(1))
        await client.close()
    }

    private static func send(
        _ request: HTTPRequest, times: Int, concurrency: Int, by client: HTTPClient
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<concurrency {
                group.addTask {
                    for _ in stride(from: worker, to: times, by: concurrency) {
                        let response = try await client.send(request)
                        precondition(
                            response.status == 200 && response.body.count > 1000, "unexpected answer")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// User and system time of this process.
    private static func cpuTime() -> Duration {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(.zero) { sum, time in
            sum + .seconds(time.tv_sec) + .microseconds(time.tv_usec)
        }
    }
}
