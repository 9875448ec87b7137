import Curl
import Foundation
import Testing

/// What the server's `/echo` saw.
private struct Echo: Decodable {
    let method: String
    let path: String
    let headers: [[String]]
    let body: String

    init(_ response: HTTPResponse) throws {
        self = try JSONDecoder().decode(Echo.self, from: Data(response.body))
    }

    func value(_ name: String) -> String? {
        headers.first { field in field[0].lowercased() == name.lowercased() }?[1]
    }
}

struct ExchangeTests {
    let server: TestServer

    init() throws { server = try TestServer.shared.get() }

    @Test func `a later request reuses the connection`() async throws {
        try await HTTPClient.with { client in
            var first = try await client.send(HTTPRequest(url: server.url("/connection")))
            #expect(!first.metrics.connectionReused)
            var second = try await client.send(HTTPRequest(url: server.url("/connection")))
            // A connection that lay idle for two minutes, as on a machine that is busy with other tests, is not reused.
            for _ in 0..<20 where !second.metrics.connectionReused {
                first = second
                second = try await client.send(HTTPRequest(url: server.url("/connection")))
            }
            #expect(second.metrics.connectionReused)
            #expect(first.body == second.body)
        }
    }

    @Test func `the status is not an error`() async throws {
        try await HTTPClient.with { client in
            let response = try await client.send(HTTPRequest(url: server.url("/status")))
            #expect(response.status == 404)
            #expect(response.body == Array("gone".utf8))
        }
    }

    @Test func `a gzip body arrives decompressed`() async throws {
        try await HTTPClient.with { client in
            let response = try await client.send(HTTPRequest(url: server.url("/gzip")))
            #expect(response.body == (0..<100).flatMap { _ in Array(UInt8.min...UInt8.max) })
            #expect(response.metrics.bytesReceived < 2000)
        }
    }

    @Test func `header names match in any case and repeated ones are kept`() async throws {
        try await HTTPClient.with { client in
            let headers = try await client.send(HTTPRequest(url: server.url("/fields"))).headers
            #expect(headers["Last-Modified"] == "then")
            #expect(headers.values("X-PART") == ["one", "two"])
            #expect(headers["x-empty"] == "")
            #expect(headers["x-absent"] == nil)
        }
    }

    @Test func `only the header of the last response counts`() async throws {
        try await HTTPClient.with { client in
            let response = try await client.send(HTTPRequest(url: server.url("/early")))
            #expect(response.status == 200)
            #expect(response.headers["X-Late"] == "yes")
            #expect(response.headers["X-Early"] == nil)
        }
    }

    @Test func `a post carries its body, header and credentials`() async throws {
        try await HTTPClient.with { client in
            let request = HTTPRequest(
                url: server.url("/echo?a=b"), method: .post,
                headers: ["Content-Type": "text/plain", "X-Empty": ""], body: Array("grant\0type".utf8),
                credentials: BasicCredentials(user: "someone", password: "s:ecret"))
            let echo = try Echo(await client.send(request))
            #expect(echo.method == "POST")
            #expect(echo.path == "/echo?a=b")
            #expect(echo.body == "grant\0type")
            #expect(echo.value("content-type") == "text/plain")
            #expect(echo.value("x-empty") == "")
            #expect(
                echo.value("authorization") == "Basic " + Data("someone:s:ecret".utf8).base64EncodedString())
        }
    }

    @Test func `a reused handle keeps nothing of the request before`() async throws {
        try await HTTPClient.with { client in
            let post = HTTPRequest(
                url: server.url("/echo"), method: .post, headers: ["X-Before": "yes"], body: [1, 2, 3],
                credentials: BasicCredentials(user: "a", password: "b"))
            _ = try await client.send(post)
            let echo = try Echo(await client.send(HTTPRequest(url: server.url("/echo"))))
            #expect(echo.method == "GET")
            #expect(echo.body == "")
            for name in ["X-Before", "Authorization", "Content-Length", "Content-Type"] {
                #expect(echo.value(name) == nil, "\(name)")
            }
        }
    }

    @Test func `every encoding of the library and the user agent are offered`() async throws {
        try await HTTPClient.with { settings in
            settings.userAgent = "tester/1"
        } _: { client in
            let echo = try Echo(await client.send(HTTPRequest(url: server.url("/echo"))))
            #expect(echo.value("Accept-Encoding")?.contains("gzip") == true)
            #expect(echo.value("User-Agent") == "tester/1")
        }
    }

    @Test func `a redirect is followed only when asked`() async throws {
        let request = HTTPRequest(url: server.url("/redirect?/status"))
        try await HTTPClient.with { client in
            let response = try await client.send(request)
            #expect(response.status == 302)
            #expect(response.headers["Location"] == "/status")
        }
        try await HTTPClient.with { settings in
            settings.maximumRedirects = 1
        } _: { client in
            let response = try await client.send(request)
            #expect(response.status == 404)
        }
    }

    @Test(arguments: [
        ("/redirect?/redirect?/status", CurlError.Code.tooManyRedirects),
        ("/redirect?https://localhost/", .protocolError), ("/redirect?file:///etc/passwd", .protocolError),
    ])
    func `a redirect is refused`(path: String, code: CurlError.Code) async throws {
        try await HTTPClient.with { settings in
            settings.maximumRedirects = 1
        } _: { client in
            #expect(await failure(of: client, HTTPRequest(url: server.url(path)))?.code == code)
        }
    }

    @Test func `a proxy is used when asked`() async throws {
        try await HTTPClient.with { settings in
            settings.proxy = server.url("")
        } _: { client in
            let request = HTTPRequest(url: "http://guildscope.invalid/echo")
            let echo = try Echo(await client.send(request))
            #expect(echo.path == request.url)
        }
    }

    @Test func `a proxy of the environment is ignored`() async throws {
        await #expect(processExitsWith: .success) { [url = server.url("/connection") as String] in
            setenv("http_proxy", "http://127.0.0.1:1", 1)
            try await HTTPClient.with { client in
                let response = try await client.send(HTTPRequest(url: url))
                #expect(response.status == 200)
            }
        }
    }

    @Test(arguments: [Duration.seconds(Int64.max), .seconds(10_000_000), .seconds(1.5)])
    func `any length of timeout is understood`(timeout: Duration) async throws {
        try await HTTPClient.with { settings in
            settings.connectTimeout = timeout
            settings.lowSpeedDuration = timeout
        } _: { client in
            let request = HTTPRequest(url: server.url("/status"), totalTimeout: timeout)
            let response = try await client.send(request)
            #expect(response.status == 404)
        }
    }

    @Test func `64 requests run at once and answer each for itself`() async throws {
        let server = try TestServer()
        try await HTTPClient.with { settings in
            settings.maximumConnectionsPerHost = 16
        } _: { client in
            let paths = try await withThrowingTaskGroup { group in
                for number in 0..<640 {
                    group.addTask {
                        try Echo(await client.send(HTTPRequest(url: server.url("/echo?\(number)")))).path
                            == "/echo?\(number)"
                    }
                }
                return try await group.reduce(into: 0) { sum, isRight in sum += isRight ? 1 : 0 }
            }
            #expect(paths == 640)
            #expect(client.liveTransfers == 0)
            let last = try await client.send(HTTPRequest(url: server.url("/connection")))
            #expect(try #require(Int(String(decoding: last.body, as: UTF8.self))) <= 16)
        }
    }

    @Test func `the metrics tell version, times and bytes`() async throws {
        try await HTTPClient.with { client in
            let metrics = try await client.send(HTTPRequest(url: server.url("/status"))).metrics
            #expect(metrics.version == .http11)
            #expect(metrics.timeToFirstByte > .zero)
            #expect(metrics.totalTime >= metrics.timeToFirstByte)
            #expect(
                metrics.bytesReceived == "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone".utf8.count)
            #expect(metrics.bytesSent > 50)
        }
    }
}
