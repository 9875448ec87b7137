import Curl
import Testing

struct FailureTests {
    let server: TestServer

    init() throws { server = try TestServer.shared.get() }

    @Test(arguments: [
        ("/truncated", CurlError.Code.truncated), ("/truncated-chunk", .truncated),
        ("/nothing", .connectionLost), ("/garbage", .protocolError), ("/long-header", .protocolError),
    ])
    func `a broken answer is an error`(path: String, code: CurlError.Code) async throws {
        try await HTTPClient.with { client in
            let error = await failure(of: client, HTTPRequest(url: server.url(path)))
            #expect(error?.code == code)
            #expect(error?.isTransient == true)
            #expect(client.liveTransfers == 0)
        }
    }

    @Test(arguments: ["/huge", "/endless", "/bomb"])
    func `a body above the cap is refused`(path: String) async throws {
        try await HTTPClient.with { settings in
            settings.maximumBodyBytes = 1 << 20
        } _: { client in
            let error = await failure(of: client, HTTPRequest(url: server.url(path)))
            #expect(error?.code == .bodyTooLarge)
            #expect(error?.isTransient == false)
        }
    }

    @Test func `the cap of a request counts decompressed bytes exactly`() async throws {
        try await HTTPClient.with { client in
            var request = HTTPRequest(url: server.url("/gzip"), maximumBodyBytes: 25_600)
            let response = try await client.send(request)
            #expect(response.body.count == 25_600)
            request.maximumBodyBytes = 25_599
            #expect(await failure(of: client, request)?.code == .bodyTooLarge)
        }
    }

    @Test func `a port that does not answer times out`() async throws {
        try await HTTPClient.with { settings in
            settings.connectTimeout = .milliseconds(300)
        } _: { client in
            let request = HTTPRequest(url: "http://127.0.0.1:\(server.deafPort)/")
            let clock = ContinuousClock()
            let time = await clock.measure {
                #expect(await failure(of: client, request)?.code == .timedOut)
            }
            #expect(time > .milliseconds(250))
        }
    }

    @Test func `a server that never answers meets the total timeout of the request`() async throws {
        try await HTTPClient.with { client in
            let request = HTTPRequest(url: server.url("/hang"), totalTimeout: .milliseconds(200))
            #expect(await failure(of: client, request)?.code == .timedOut)
            #expect(client.liveTransfers == 0)
        }
    }

    @Test func `a body that drips is given up for its speed`() async throws {
        try await HTTPClient.with { settings in
            settings.lowSpeedBytesPerSecond = 1000
            settings.lowSpeedDuration = .seconds(1)
        } _: { client in
            #expect(await failure(of: client, HTTPRequest(url: server.url("/slow")))?.code == .timedOut)
        }
    }

    @Test func `the total timeout holds while a request waits for a connection`() async throws {
        let server = try TestServer()
        try await HTTPClient.with { settings in
            settings.maximumConnectionsPerHost = 1
        } _: { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await client.send(HTTPRequest(url: server.url("/hang"))) }
                try await HTTPClient.with { other in
                    _ = try await other.send(HTTPRequest(url: server.url("/hanging/1")))
                }
                let request = HTTPRequest(url: server.url("/connection"), totalTimeout: .milliseconds(300))
                #expect(await failure(of: client, request)?.code == .timedOut)
                #expect(client.liveTransfers == 1)
                group.cancelAll()
            }
        }
    }

    @Test func `a closed port refuses`() async throws {
        try await HTTPClient.with { client in
            let error = await failure(of: client, HTTPRequest(url: "http://127.0.0.1:1/"))
            #expect(error?.code == .connectFailed)
            #expect(error?.description == "no connection to the server (http://127.0.0.1:1)")
        }
    }

    @Test func `an unknown name does not resolve`() async throws {
        try await HTTPClient.with { client in
            let error = await failure(of: client, HTTPRequest(url: "http://guildscope.invalid/"))
            #expect(error?.code == .resolveFailed)
        }
    }

    @Test(arguments: [
        "", "127.0.0.1/", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http:///path",
        "http://user:secret@127.0.0.1/", "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX: y",
        "http://127.0.0.1/Ä", "http://127.0.0.1:99999/",
    ])
    func `a URL is refused`(url: String) async throws {
        try await HTTPClient.with { client in
            let error = await failure(of: client, HTTPRequest(url: url))
            #expect(error?.code == .invalidRequest)
            #expect(error?.isTransient == false)
        }
    }

    @Test(arguments: [("X", "a\r\nY: b"), ("X", "a\0"), ("X: y", "z"), ("", "a"), ("X y", "a")])
    func `a header that would smuggle is refused`(name: String, value: String) async throws {
        try await HTTPClient.with { client in
            let request = HTTPRequest(url: server.url("/echo"), headers: [name: value])
            #expect(await failure(of: client, request)?.code == .invalidRequest)
        }
    }

    @Test func `neither text of an error shows the query or the password`() async throws {
        try await HTTPClient.with { client in
            let request = HTTPRequest(
                url: "http://127.0.0.1:1/some/path?access_token=hunter2#fragment",
                credentials: BasicCredentials(user: "someone", password: "hunter3"))
            let error = try #require(await failure(of: client, request))
            #expect(error.debugDescription.contains("http://127.0.0.1:1/some/path,"))
            #expect(!error.description.contains("/some/path"))
            for secret in ["hunter", "access_token", "someone", "fragment"] {
                #expect(!"\(error) \(error.debugDescription)".contains(secret))
            }
            #expect(!"\(request)".contains("hunter3"))
        }
    }
}
