import FoundationEssentials
import Loopback
import Testing

@testable import Replay

/// A folder of two captured kinds, written for one test and removed after it.
private struct Folder: ~Copyable {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.path(percentEncoded: false) + "replay-\(UUID().uuidString)"
        try write(
            "guild/a", url: "https://eu.api.example/data/wow/guild/howling-fjord/%D1%8D?namespace=profile-eu",
            body: #"{"name":"Э"}"#)
        try write(
            "guild/b",
            url:
                "https://eu.api.example/data/wow/guild/howling-fjord/%D1%8D?namespace=profile-eu&locale=ru_ru",
            body: #"{"name":"other locale"}"#)
        try write(
            "errors/missing", status: 404, url: "https://eu.api.example/data/wow/guild/x/y", body: "{}")
    }

    deinit {
        // The system clears its temporary folder anyway.
        try? FileManager.default.removeItem(atPath: path)
    }

    private func write(_ stem: String, status: Int = 200, url: String, body: String) throws {
        let file = URL(filePath: path + "/" + stem)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(body.utf8).write(to: file.appendingPathExtension("json"))
        let headers = """
            {"status": \(status), "url": "\(url)", "headers": {"Last-Modified": "Fri, 20 Dec 2019 15:41:37 GMT",
             "Battlenet-Schema": "guild", "content-length": "7", "Cache-Control": "public, max-age=10800"}}
            """
        try Data(headers.utf8).write(to: file.appendingPathExtension("headers.json"))
    }
}

@Suite struct ReplayServerTests {
    private func get(_ path: String, since: String? = nil) async throws -> RawClient.Response {
        let folder = try Folder()
        let server = try ReplayServer(folder: folder.path)
        return try await server.serving { port in
            try await RawClient(port: port).send(
                path, fields: since.map { date in ["if-modified-since": date] } ?? [:])
        }
    }

    @Test(arguments: [
        "/data/wow/guild/howling-fjord/%D1%8D?namespace=profile-eu",
        "/data/wow/guild/howling-fjord/%d1%8d?locale=en_GB&namespace=profile-eu",
        "/data/wow/guild/howling-fjord/%D1%8D/",
    ])
    func `a capture is found whatever the case of escapes and the order of the query`(path: String)
        async throws
    {
        let response = try await get(path)
        #expect(response.status == 200)
        #expect(response.text == #"{"name":"Э"}"#)
    }

    @Test func `among two captures of one path the query chooses`() async throws {
        let response = try await get(
            "/data/wow/guild/howling-fjord/%D1%8D?locale=ru_RU&namespace=profile-eu")
        #expect(response.text == #"{"name":"other locale"}"#)
    }

    @Test func `recorded fields are sent, those of the recorded connection are not`() async throws {
        let response = try await get("/data/wow/guild/howling-fjord/%D1%8D")
        #expect(response.fields["last-modified"] == "Fri, 20 Dec 2019 15:41:37 GMT")
        #expect(response.fields["battlenet-schema"] == "guild")
        #expect(response.fields["cache-control"] == "public, max-age=10800")
        #expect(response.fields["content-length"] == "13")
    }

    @Test(arguments: [
        ("Fri, 20 Dec 2019 15:41:37 GMT", 304), ("Sat, 21 Dec 2019 00:00:00 GMT", 304),
        ("Fri, 20 Dec 2019 15:41:36 GMT", 200), ("not a date", 200),
    ])
    func `if-modified-since is honoured`(since: String, status: Int) async throws {
        let response = try await get("/data/wow/guild/howling-fjord/%D1%8D", since: since)
        #expect(response.status == status)
        #expect(response.body.isEmpty == (status == 304))
    }

    @Test func `a recorded error is served as recorded`() async throws {
        let response = try await get("/data/wow/guild/x/y")
        #expect(response.status == 404)
        #expect(response.text == "{}")
    }

    @Test func `an unknown path answers the 404 of the API`() async throws {
        let response = try await get("/data/wow/guild/stormrage/nobody")
        #expect(response.status == 404)
        #expect(response.text == #"{"code":404,"type":"BLZWEBAPI00000404","detail":"Not Found"}"#)
    }

    @Test(arguments: ["/oauth/token", "/token"])
    func `the token endpoint answers a token`(path: String) async throws {
        let folder = try Folder()
        let server = try ReplayServer(folder: folder.path)
        let response = try await server.serving { port in
            try await RawClient(port: port).send(path, method: "POST", body: "grant_type=client_credentials")
        }
        #expect(response.status == 200)
        #expect(response.text.contains(#""access_token":"replay-token""#))
    }

    @Test func `a folder without captures is refused`() throws {
        #expect(throws: ReplayError.self) { try ReplayServer(folder: "/nonexistent") }
    }
}

/// The captured responses beside the checkout or beside the folder it lies in, where they are.
private let fixtures: String? = {
    let checkout = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return ["../shared/fixtures/battlenet", "../../shared/fixtures/battlenet"]
        .map { path in checkout.appending(path: path).standardizedFileURL.path(percentEncoded: false) }
        .first { path in FileManager.default.fileExists(atPath: path) }
}()

@Suite(.enabled(if: fixtures != nil, "the captured responses are not beside the checkout"))
struct CapturedResponsesTests {
    @Test func `every captured response is served byte for byte`() async throws {
        let folder = try #require(fixtures)
        let server = try ReplayServer(folder: folder)
        #expect(server.count > 80)
        try await server.serving { port in
            let roster = try await RawClient(port: port).send(
                "/data/wow/guild/azuremyst/imperium/roster?locale=en_GB&namespace=profile-eu")
            let recorded = try Data(
                contentsOf: URL(filePath: folder + "/guild-roster/wow_guild_multiple_fields-6.json"))
            #expect(roster.body == Array(recorded))
            let monk = try await RawClient(port: port).send(
                "/profile/wow/character/howling-fjord/"
                    + "%D0%B0%D0%BB%D1%8C%D0%B2%D0%B5%D0%BE%D0%BD%D1%8F%D1%88%D0%B0?namespace=profile-eu")
            #expect(monk.text.contains("Альвеоняша"))
        }
    }
}
