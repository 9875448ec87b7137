import FoundationEssentials
import Loopback
import Testing

@testable import BattleNetSimulator

@Suite struct WireTests {
    private let roster = "/data/wow/guild/tarren-mill/ember-accord/roster"

    private func visit<Value: Sendable>(
        _ settings: SimulatorSettings = SimulatorSettings(), _ body: @Sendable (Visitor) async throws -> Value
    ) async throws -> Value {
        try await BattleNetSimulator(settings: settings, world: tiny).serving { port in
            try await body(Visitor(port: port))
        }
    }

    @Test func `a document carries the head of the API and the time of the world`() async throws {
        let response = try await visit { visitor in try await visitor.get(roster) }
        #expect(response.status == 200)
        #expect(response.fields["content-type"] == "application/json;charset=UTF-8")
        #expect(response.fields["battlenet-schema"] == "guild-roster")
        #expect(response.fields["battlenet-schema-revision"] == "7")
        #expect(response.fields["battlenet-namespace"] == "profile-eu")
        #expect(response.fields["cache-control"] == "public, max-age=10800")
        #expect(response.fields["date"] == HTTPDate.string(WorldSettings.tiny.start))
    }

    @Test(arguments: [(0, 304), (3600, 304), (-1, 200)])
    func `If-Modified-Since answers 304 without a body until the document changes`(
        offset: Int, status: Int
    ) async throws {
        try await visit { visitor in
            let first = try await visitor.get(roster)
            let modified = try #require(
                first.fields["last-modified"].flatMap { date in HTTPDate.seconds(date) })
            let again = try await visitor.get(roster, since: HTTPDate.string(modified + offset))
            #expect(again.status == status)
            #expect(again.body.isEmpty == (status == 304))
            #expect(again.fields["last-modified"] == first.fields["last-modified"])
        }
    }

    @Test(arguments: ["profile-us", "dynamic-eu", "nonsense", nil])
    func `a wrong or missing namespace on a profile is 403, or another region`(namespace: String?)
        async throws
    {
        let response = try await visit { visitor in try await visitor.get(roster, namespace: namespace) }
        if namespace == "profile-us" {
            #expect(response.status == 404)
            #expect(response.text == #"{"code":404,"type":"BLZWEBAPI00000404","detail":"Not Found"}"#)
        } else {
            #expect(response.status == 403)
            #expect(response.text == #"{"code":403,"type":"BLZWEBAPI00000403","detail":"Forbidden"}"#)
        }
    }

    @Test func `the namespace may stand in the head`() async throws {
        let status = try await visit { visitor in
            try await visitor.raw.send(
                roster,
                fields: ["authorization": "Bearer \(visitor.token)", "battlenet-namespace": "profile-eu"]
            ).status
        }
        #expect(status == 200)
    }

    @Test func `names of every script are found by their escapes`() async throws {
        try await visit { visitor in
            let guild = PercentEncoding.encode("полуночный-совет")
            let roster = try await visitor.get("/data/wow/guild/howling-fjord/\(guild)/roster")
            let members = try JSONValue(roster.body)["members"]?.array ?? []
            #expect(members.count >= 5)
            var found = 0
            for member in members {
                let href = try #require(member["character"]?["key"]?["href"]?.string)
                let path = try #require(
                    href.firstRange(of: ".com").map { range in href[range.upperBound...] })
                let response = try await visitor.get(String(path.prefix { letter in letter != "?" }))
                if response.status == 200 {
                    #expect(try JSONValue(response.body)["name"] == member["character"]?["name"])
                    found += 1
                }
            }
            #expect(found >= 3)
        }
    }

    @Test func `without a locale names come in all of them`() async throws {
        let realms = try await visit { visitor in
            try JSONValue(
                try await visitor.get(
                    "/data/wow/realm/index", namespace: "dynamic-eu", locale: nil
                ).body)
        }
        let fjord = realms["realms"]?.array.first { realm in realm["slug"] == .string("howling-fjord") }
        #expect(fjord?["name"]?["ru_RU"]?.string == "Ревущий фьорд")
        #expect(fjord?["name"]?["en_GB"]?.string == "Howling Fjord")
    }

    @Test func `a token is needed and may be revoked`() async throws {
        let statuses = try await visit { visitor in
            let without = try await visitor.raw.send(roster + "?namespace=profile-eu").status
            let with = try await visitor.get(roster).status
            let revoked = try await visitor.raw.send("/simulator/revoke", method: "POST").status
            return [without, with, revoked, try await visitor.get(roster).status]
        }
        #expect(statuses == [401, 200, 204, 401])
    }

    @Test func `a token runs out`() async throws {
        var settings = SimulatorSettings()
        settings.tokenLifetime = 0
        #expect(try await visit(settings) { visitor in try await visitor.get(roster).status } == 401)
    }

    @Test func `a wrong secret gets no token`() async throws {
        let response = try await visit { visitor in
            try await visitor.raw.send(
                "/oauth/token", method: "POST",
                fields: ["authorization": "Basic " + Data("simulator:wrong".utf8).base64EncodedString()],
                body: "grant_type=client_credentials")
        }
        #expect(response.status == 401)
        #expect(response.text.contains("unauthorized"))
    }

    @Test func `a token in the query is an empty 404`() async throws {
        let response = try await visit { visitor in
            try await visitor.raw.send(roster + "?namespace=profile-eu&access_token=\(visitor.token)")
        }
        #expect(response.status == 404)
        #expect(response.body.isEmpty)
    }

    @Test func `the clock stands still between steps and stops at its end`() async throws {
        try await visit { visitor in
            let start = WorldSettings.tiny.start
            let clock = try JSONValue(try await visitor.raw.send("/simulator/clock").body)
            #expect(clock["now"]?.int == start * 1000)
            #expect(clock["mode"]?.string == "barrier")
            let stepped = try await visitor.post("/simulator/step", #"{"seconds":3600}"#)
            #expect(stepped["now"]?.int == (start + 3600) * 1000)
            let last = try await visitor.post("/simulator/step", #"{"seconds":999999999}"#)
            #expect(last["now"] == last["end"])
        }
    }

    @Test func `a scaled clock runs by itself and is not stepped`() async throws {
        var settings = SimulatorSettings()
        settings.clock = .scaled(5000)
        try await visit(settings) { visitor in
            let first = try JSONValue(try await visitor.raw.send("/simulator/clock").body)["now"]?.int ?? 0
            let second = try JSONValue(try await visitor.raw.send("/simulator/clock").body)["now"]?.int ?? 0
            #expect(second > first)
            #expect(
                try await visitor.raw.send("/simulator/step", method: "POST", body: #"{"seconds":1}"#).status
                    == 409)
        }
    }
}
