import Loopback
import Testing

@testable import BattleNetSimulator

@Suite struct FaultTests {
    private let roster = "/data/wow/guild/tarren-mill/ember-accord/roster"

    private func visit<Value: Sendable>(
        _ faults: [Fault], _ body: @Sendable (Visitor) async throws -> Value
    ) async throws -> Value {
        var settings = SimulatorSettings()
        settings.faults = faults
        return try await BattleNetSimulator(settings: settings, world: tiny).serving { port in
            try await body(Visitor(port: port))
        }
    }

    private func answer(_ fault: Fault) async throws -> RawClient.Response {
        try await visit([fault]) { visitor in try await visitor.get(roster) }
    }

    @Test(arguments: [
        (Fault(.status), 503), (Fault(.status, status: 500), 500), (Fault(.rateLimited), 429),
        (Fault(.emptyNotFound), 404), (Fault(.revokeTokens), 401),
    ])
    func `an error is sent instead of the document`(fault: Fault, status: Int) async throws {
        let response = try await answer(fault)
        #expect(response.status == status)
        #expect(response.body.isEmpty == (fault.kind == .emptyNotFound))
    }

    @Test func `a truncated body is shorter than announced`() async throws {
        let response = try await answer(Fault(.truncated))
        #expect(response.status == 200)
        #expect(response.isTruncated)
        #expect(response.body.count > 100)
    }

    @Test func `HTML comes with status 200`() async throws {
        let response = try await answer(Fault(.html))
        #expect(response.status == 200)
        #expect(response.text.hasPrefix("<!DOCTYPE html>"))
    }

    @Test func `a document without its array is JSON still`() async throws {
        let document = try JSONValue(try await answer(Fault(.missingArray)).body)
        #expect(document["members"] == nil)
        #expect(document["guild"] != nil)
    }

    @Test func `wrong types are JSON still`() async throws {
        let document = try JSONValue(try await answer(Fault(.wrongTypes)).body)
        #expect(document["guild"]?["id"]?.string != nil)
        #expect(document["guild"]?["name"]?.int == 7)
    }

    @Test func `an empty roster has an empty array`() async throws {
        let document = try JSONValue(try await answer(Fault(.emptyRoster)).body)
        #expect(document["members"] == .array([]))
    }

    @Test func `a huge body is as large as announced and no JSON document`() async throws {
        let response = try await visit([Fault(.huge, bytes: 5_000_000)]) { visitor in
            try await visitor.get(roster)
        }
        #expect(response.body.count == 5_000_000)
        #expect(response.fields["content-length"] == "5000000")
    }

    @Test func `a slow body arrives whole`() async throws {
        let honest = try await visit([]) { visitor in
            try await visitor.get("/data/wow/guild/tarren-mill/ember-accord")
        }
        let slow = try await visit([Fault(.slow, seconds: 0.001)]) { visitor in
            try await visitor.get("/data/wow/guild/tarren-mill/ember-accord")
        }
        #expect(slow.body == honest.body)
    }

    @Test func `a request that hangs is not answered while twenty others are`() async throws {
        let hanging = Fault(.hang, path: "/roster")
        let first = try await visit([hanging]) { visitor in
            try await withThrowingTaskGroup(of: String.self) { group in
                group.addTask {
                    _ = try await visitor.get(roster)
                    return "roster"
                }
                group.addTask {
                    for _ in 0..<20 { _ = try await visitor.get("/data/wow/guild/tarren-mill/ember-accord") }
                    return "others"
                }
                let first = try await group.next()
                group.cancelAll()
                return first
            }
        }
        #expect(first == "others")
    }

    @Test func `a fault keeps to its path, its count and its turn`() async throws {
        let fault = Fault(.status, path: "/roster", count: 2, after: 1)
        let statuses = try await visit([fault]) { visitor in
            var statuses = [try await visitor.get("/data/wow/guild/tarren-mill/ember-accord").status]
            for _ in 0..<4 { statuses.append(try await visitor.get(roster).status) }
            return statuses
        }
        #expect(statuses == [200, 200, 503, 503, 200])
    }

    @Test func `a chance strikes the same requests of a path whatever else is asked`() async throws {
        let fault = Fault(.status, probability: 0.5)
        func statuses(noise: Bool) async throws -> [Int] {
            try await visit([fault]) { visitor in
                var statuses: [Int] = []
                for _ in 0..<20 {
                    if noise { _ = try await visitor.get("/data/wow/guild/tarren-mill/ember-accord") }
                    statuses.append(try await visitor.get(roster).status)
                }
                return statuses
            }
        }
        let quiet = try await statuses(noise: false)
        #expect(Set(quiet) == [200, 503])
        #expect(try await statuses(noise: true) == quiet)
    }

    @Test func `faults are set and cleared over HTTP`() async throws {
        try await visit([]) { visitor in
            let rules = try await visitor.post(
                "/simulator/faults", #"{"rules":[{"kind":"status","status":500,"path":"/roster"}]}"#)
            #expect(rules["rules"]?[0]?["kind"]?.string == "status")
            let broken = try await visitor.get(roster)
            #expect(broken.status == 500)
            let after = try JSONValue(try await visitor.raw.send("/simulator/faults").body)
            #expect(after["rules"]?[0]?["hits"]?.int == 1)
            _ = try await visitor.raw.send("/simulator/faults", method: "DELETE")
            let mended = try await visitor.get(roster)
            #expect(mended.status == 200)
            let nonsense = try await visitor.raw.send("/simulator/faults", method: "POST", body: "{}")
            #expect(nonsense.status == 400)
        }
    }
}
