import BattleNet
import Guilds
import Testing

@Suite(.enabled(if: Captures.areThere, "the captured responses are not beside the checkout"))
struct CapturedGuildTests {
    private let decoder = DocumentDecoder()

    @Test(arguments: Captures.all)
    func `every captured document decodes without leaving anything out`(_ capture: Capture) throws {
        let decoded = try decoder.decode(capture.bytes(), as: capture.document())
        #expect(decoded.skipped == 0)
    }

    @Test func `each kind but the three that were never captured has a capture`() {
        let captured = Set(Captures.all.map(\.kind))
        #expect(
            Set(DocumentKind.allCases).subtracting(captured)
                == [.guildActivity, .journalInstances, .leaderboards])
    }

    @Test(arguments: Captures.all(.guild))
    func `a guild field by field`(_ capture: Capture) throws {
        let node = try capture.node()
        guard case .guild(let guild) = try facts(capture) else { throw OtherFacts() }
        #expect(guild.key.id == node["id"].number)
        #expect(guild.key.realm == node["realm"].realm)
        #expect(guild.name == node["name"].text)
        #expect(guild.realmSlug == node["realm"]["slug"].text)
        #expect(guild.faction?.rawValue == node["faction"]["type"].text)
        #expect(Int64(guild.achievementPoints) == node["achievement_points"].number)
        #expect(Int64(guild.memberCount) == node["member_count"].number)
        #expect(guild.createdAt == node["created_timestamp"].timestamp)
    }

    @Test(arguments: Captures.all(.roster))
    func `a roster line by line`(_ capture: Capture) throws {
        let node = try capture.node()
        guard case .roster(let roster) = try facts(capture) else { throw OtherFacts() }
        #expect(roster.guildName == node["guild"]["name"].text)
        #expect(roster.realmSlug == node["guild"]["realm"]["slug"].text)
        let lines = node["members"].items
        try #require(roster.members.count == lines.count)
        #expect(lines.count > 400)
        for (member, line) in zip(roster.members, lines) {
            let character = line["character"]
            #expect(member.character == character.character)
            #expect(member.name == character["name"].text)
            #expect(member.realmSlug == character["realm"]["slug"].text)
            #expect(Int64(member.level) == character["level"].number)
            #expect(Int64(member.characterClass.id) == character["playable_class"]["id"].number)
            #expect(Int64(member.raceID) == character["playable_race"]["id"].number)
            #expect(Int64(member.rank) == line["rank"].number)
        }
    }

    @Test(arguments: Captures.all(.guildAchievements))
    func `achievements of a guild are those with a moment`(_ capture: Capture) throws {
        let node = try capture.node()
        guard case .guildAchievements(let found) = try facts(capture) else { throw OtherFacts() }
        #expect(Int64(found.totalQuantity) == node["total_quantity"].number)
        #expect(Int64(found.totalPoints) == node["total_points"].number)
        #expect(found.earned == node.earned)
        #expect(found.earned.count == Int(found.totalQuantity))
    }

    private func facts(_ capture: Capture) throws -> Facts {
        try decoder.decode(capture.bytes(), as: capture.document()).facts
    }
}

/// A document gave facts of another kind than its own.
struct OtherFacts: Error {}

extension Node {
    /// Completed achievements of an achievement document.
    var earned: [EarnedAchievement] {
        self["achievements"].items.compactMap { entry in
            entry["completed_timestamp"].timestamp.map { moment in
                EarnedAchievement(id: Int32(entry["id"].number), completedAt: moment)
            }
        }
    }
}
