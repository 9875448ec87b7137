import Curl
import Foundation
import Testing

@Suite(.enabled(if: Child.isInstalled("openssl"), "openssl makes the certificate: apt-get install openssl"))
struct EncryptionTests {
    let certificate: TestCertificate

    init() throws { certificate = try TestCertificate() }

    @Test func `a self-signed certificate is refused`() async throws {
        let server = try TestServer(certificate: certificate)
        try await HTTPClient.with { client in
            let error = await failure(of: client, HTTPRequest(url: server.secureURL("/connection")))
            #expect(error?.code == .tlsFailed)
            #expect(error?.isTransient == false)
        }
    }

    @Test func `a certificate of the extra authority is accepted, for its own name only`() async throws {
        let server = try TestServer(certificate: certificate)
        try await HTTPClient.with { settings in
            settings.extraCAFile = certificate.certificate
        } _: { client in
            let response = try await client.send(HTTPRequest(url: server.secureURL("/connection")))
            #expect(response.status == 200)
            let byAddress = HTTPRequest(url: "https://127.0.0.1:\(server.securePort)/connection")
            #expect(await failure(of: client, byAddress)?.code == .tlsFailed)
        }
    }

    @Test(
        .enabled(
            if: Child.isInstalled("nghttpd"), "nghttpd is the HTTP/2 server: apt-get install nghttp2-server"))
    func `parallel requests share one HTTP/2 connection`() async throws {
        let server = try HTTP2Server(certificate: certificate)
        try await HTTPClient.with { settings in
            settings.extraCAFile = certificate.certificate
        } _: { client in
            let metrics = try await withThrowingTaskGroup { group in
                for _ in 0..<32 {
                    group.addTask { try await client.send(HTTPRequest(url: server.url)).metrics }
                }
                return try await group.reduce(into: []) { all, metrics in all.append(metrics) }
            }
            #expect(metrics.allSatisfy { metrics in metrics.version == .http2 })
            #expect(metrics.count { metrics in !metrics.connectionReused } == 1)
        }
        server.stop()
    }
}

/// nghttpd, which speaks HTTP/2 only, serving the folder of a certificate.
private struct HTTP2Server {
    private let child: Child
    private let port: Int

    init(certificate: TestCertificate) throws {
        // nghttpd takes no port 0; the kernel hands out a free one to Python, which gives it back.
        let ask = "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"
        let answer = try Child("python3", ["-S", "-c", ask]).finish()
        guard let port = Int(answer.dropLast()) else { throw Child.Failure(said: answer) }
        self.port = port
        let folder = URL(filePath: certificate.certificate).deletingLastPathComponent().path()
        // The shell ends nghttpd when our end of its input is closed, even if this process crashes.
        child = try Child(
            "sh",
            [
                "-c", #""$@" & cat > /dev/null; kill -KILL $!"#, "sh", "nghttpd", "-v", "-a", "127.0.0.1",
                "-d", folder, "\(port)", certificate.key, certificate.certificate,
            ])
        _ = try child.firstLine { line in line.contains("listen") }
        child.drain()
    }

    var url: String { "https://localhost:\(port)/certificate.pem" }

    func stop() { child.end() }
}
