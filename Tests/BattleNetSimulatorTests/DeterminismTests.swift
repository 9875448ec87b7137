import Loopback
import Testing

@testable import BattleNetSimulator

@Suite struct DeterminismTests {
    @Test(arguments: [0, 1, 10, 41])
    func `the same seed gives the same bytes of all documents`(days: Int) {
        let again = World(.tiny)
        let time = WorldSettings.tiny.start + days * 86_400
        let documents = tiny.allDocuments(at: time)
        #expect(documents.count > 100)
        #expect(again.allDocuments(at: time) == documents)
    }

    @Test func `another seed gives another world`() {
        var settings = WorldSettings.tiny
        settings.seed = 8
        let time = settings.start
        #expect(World(settings).allDocuments(at: time) != tiny.allDocuments(at: time))
    }

    @Test func `seven steps of a day lead where one step of a week leads`() async throws {
        func roster(steps: Int, seconds: Int) async throws -> String {
            try await BattleNetSimulator(world: tiny).serving { port in
                let visitor = try await Visitor(port: port)
                for _ in 0..<steps {
                    _ = try await visitor.post("/simulator/step", #"{"seconds":\#(seconds)}"#)
                }
                let response = try await visitor.get("/data/wow/guild/tarren-mill/ember-accord/roster")
                return response.text + (response.fields["last-modified"] ?? "")
                    + (response.fields["date"] ?? "")
            }
        }
        let daily = try await roster(steps: 7, seconds: 86_400)
        #expect(daily.contains("members"))
        #expect(try await roster(steps: 1, seconds: 604_800) == daily)
    }

    @Test func `an unchanged Last-Modified means unchanged bytes`() {
        var seen: [String: (head: [UInt8], bytes: [UInt8])] = [:]
        for hour in stride(from: 0, to: 21 * 24, by: 29) {
            for (path, bytes) in tiny.allDocuments(at: WorldSettings.tiny.start + hour * 3600) {
                let head = Array(bytes.prefix { byte in byte != 10 })
                if let old = seen[path], old.head == head, old.head.count > 12 {
                    #expect(old.bytes == bytes, "\(path) at hour \(hour)")
                }
                seen[path] = (head, bytes)
            }
        }
    }
}
