import BattleNet
import Guilds
import Testing

@Suite(.enabled(if: Captures.areThere, "the captured responses are not beside the checkout"))
struct CapturedKeystoneTests {
    private let decoder = DocumentDecoder()

    @Test(arguments: Captures.all(.keystoneProfile))
    func `a keystone profile`(_ capture: Capture) throws {
        let node = try capture.node()
        guard case .keystoneProfile(let found) = try facts(capture) else { throw OtherFacts() }
        #expect(Int64(found.currentPeriod) == node["current_period"]["period"]["id"].number)
        #expect(found.seasons.map(Int64.init) == node["seasons"].items.map { $0["id"].number })
        #expect(found.rating == nil)
        let told = node["current_period"]["best_runs"]
        #expect((found.bestRuns != nil) == told.exists)
        expectEqual(found.bestRuns ?? [], told.items)
    }

    @Test(arguments: Captures.all(.keystoneSeasonProfile))
    func `a season of a character run by run`(_ capture: Capture) throws {
        let node = try capture.node()
        guard case .keystoneSeasonProfile(let found) = try facts(capture) else { throw OtherFacts() }
        #expect(found.character == node["character"].character)
        #expect(Int64(found.season) == node["season"]["id"].number)
        expectEqual(found.bestRuns ?? [], node["best_runs"].items)
        #expect(found.bestRuns?.isEmpty == false)
    }

    @Test(arguments: Captures.all(.leaderboard))
    func `a board group by group`(_ capture: Capture) throws {
        let (node, document) = (try capture.node(), try capture.document())
        guard case .leaderboard(let board) = try facts(capture) else { throw OtherFacts() }
        #expect(board.connectedRealm == document.realm)
        #expect(Int64(board.dungeonID) == node["map_challenge_mode_id"].number)
        #expect(Int64(board.period) == node["period"].number)
        let told = node["leading_groups"].items
        try #require(board.groups.count == told.count)
        for (group, entry) in zip(board.groups, told) {
            #expect(Int64(group.ranking) == entry["ranking"].number)
            #expect(Int64(group.level) == entry["keystone_level"].number)
            #expect(group.completedAt == entry["completed_timestamp"].timestamp)
            #expect(group.duration == .milliseconds(entry["duration"].number))
            #expect(group.members.map(\.character) == entry["members"].items.map { $0["profile"].character })
            #expect(
                group.members.map { $0.specialization.map { Int64($0.id) } }
                    == entry["members"].items.map { $0["specialization"]["id"].integer })
        }
    }

    private func expectEqual(_ runs: [KeystoneRun], _ told: [Node]) {
        #expect(runs.count == told.count)
        for (run, entry) in zip(runs, told) {
            #expect(Int64(run.dungeonID) == entry["dungeon"]["id"].number)
            #expect(run.dungeonName == entry["dungeon"]["name"].text)
            #expect(Int64(run.level) == entry["keystone_level"].number)
            #expect(run.completedAt == entry["completed_timestamp"].timestamp)
            #expect(run.duration == .milliseconds(entry["duration"].number))
            #expect(run.isTimed == entry["is_completed_within_time"].truth)
            #expect(run.affixes.map(Int64.init) == entry["keystone_affixes"].items.map { $0["id"].number })
            #expect(run.rating == nil)
            let members = entry["members"].items
            #expect(run.members.map(\.character) == members.map { $0["character"].character })
            #expect(
                run.members.map { $0.itemLevel.map(Int64.init) }
                    == members.map { $0["equipped_item_level"].integer })
            #expect(
                run.members.map { $0.specialization.map { Int64($0.id) } }
                    == members.map { $0["specialization"]["id"].integer })
        }
    }

    private func facts(_ capture: Capture) throws -> Facts {
        try decoder.decode(capture.bytes(), as: capture.document()).facts
    }
}
