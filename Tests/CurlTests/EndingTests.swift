import Curl
import Testing

struct EndingTests {
    let server: TestServer

    init() throws { server = try TestServer() }

    /// Returns when the server has seen as many requests as the path says.
    private func wait(_ path: String) async throws {
        try await HTTPClient.with { client in
            _ = try await client.send(HTTPRequest(url: server.url(path)))
        }
    }

    @Test func `cancelling the task frees the handle and drops the connection`() async throws {
        try await HTTPClient.with { client in
            let code = try await withThrowingTaskGroup(of: CurlError.Code?.self) { group in
                group.addTask { await failure(of: client, HTTPRequest(url: server.url("/hang")))?.code }
                try await wait("/hanging/1")
                #expect(client.liveTransfers == 1)
                group.cancelAll()
                return try await group.next() ?? nil
            }
            #expect(code == .cancelled)
            #expect(client.liveTransfers == 0)
            try await wait("/abandoned/1")
        }
    }

    @Test func `a task that is cancelled already does not send`() async throws {
        try await HTTPClient.with { client in
            let codes = await withTaskGroup(of: CurlError.Code?.self) { group in
                group.cancelAll()
                for _ in 0..<50 {
                    group.addTask { await failure(of: client, HTTPRequest(url: server.url("/hang")))?.code }
                }
                return await group.reduce(into: []) { codes, code in codes.append(code) }
            }
            #expect(codes == Array(repeating: .cancelled, count: 50))
            #expect(client.liveTransfers == 0)
        }
    }

    @Test func `closing ends running and waiting requests`() async throws {
        var settings = HTTPClient.Settings()
        settings.maximumConnectionsPerHost = 2
        let client = try HTTPClient(settings: settings)
        let codes = try await withThrowingTaskGroup(of: CurlError.Code?.self) { group in
            for _ in 0..<5 {
                group.addTask { await failure(of: client, HTTPRequest(url: server.url("/hang")))?.code }
            }
            try await wait("/hanging/2")
            await client.close()
            return try await group.reduce(into: []) { codes, code in codes.append(code) }
        }
        #expect(codes == Array(repeating: .closed, count: 5))
        #expect(client.liveTransfers == 0)
    }

    @Test func `a closed client refuses and can be closed again`() async throws {
        let client = try HTTPClient()
        await client.close()
        await client.close()
        let error = await failure(of: client, HTTPRequest(url: server.url("/connection")))
        #expect(error?.code == .closed)
        #expect(client.liveTransfers == 0)
    }

    @Test func `releasing the client drops its connections`() async throws {
        do {
            let client = try HTTPClient()
            _ = try await client.send(HTTPRequest(url: server.url("/connection")))
        }
        try await wait("/closed/1")
    }
}
