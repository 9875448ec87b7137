import BattleNet
import Guilds
import Testing

@Suite(.enabled(if: Captures.areThere, "the captured responses are not beside the checkout"))
struct CapturedCharacterTests {
    private let decoder = DocumentDecoder()

    @Test(arguments: Captures.all(.summary))
    func `a summary field by field`(_ capture: Capture) throws {
        let node = try capture.node()
        guard case .summary(let summary) = try facts(capture) else { throw OtherFacts() }
        #expect(summary.key == node.character)
        #expect(summary.name == node["name"].text)
        #expect(summary.realmSlug == node["realm"]["slug"].text)
        #expect(Int64(summary.level) == node["level"].number)
        #expect(Int64(summary.characterClass.id) == node["character_class"]["id"].number)
        #expect(Int64(summary.raceID) == node["race"]["id"].number)
        #expect(summary.faction?.rawValue == node["faction"]["type"].text)
        #expect(summary.activeSpecialization.map { Int64($0.id) } == node["active_spec"]["id"].integer)
        #expect(summary.guild?.id == node["guild"]["id"].integer)
        #expect(summary.guild?.realm == node["guild"]["realm"].realm)
        #expect(summary.achievementPoints.map(Int64.init) == node["achievement_points"].integer)
        #expect(summary.averageItemLevel.map(Int64.init) == node["average_item_level"].integer)
        #expect(summary.equippedItemLevel.map(Int64.init) == node["equipped_item_level"].integer)
        #expect(summary.lastLogin == node["last_login_timestamp"].timestamp)
    }

    @Test(arguments: Captures.all(.status))
    func `a status`(_ capture: Capture) throws {
        let node = try capture.node()
        let isValid: Bool = try #require(node["is_valid"].truth as Bool?)
        #expect(
            try facts(capture) == .status(CharacterStatus(id: node["id"].number, isValid: isValid)))
    }

    @Test(arguments: Captures.all(.equipment))
    func `equipment item by item`(_ capture: Capture) throws {
        let node = try capture.node()
        guard case .equipment(let equipment) = try facts(capture) else { throw OtherFacts() }
        #expect(equipment.character == node["character"].character)
        let items = node["equipped_items"].items
        try #require(equipment.items.count == items.count)
        for (item, told) in zip(equipment.items, items) {
            #expect(item.slot.rawValue == told["slot"]["type"].text)
            #expect(Int64(item.itemID) == told["item"]["id"].number)
            #expect(item.name == told["name"].text)
            #expect(item.quality == told["quality"]["type"].text)
            #expect(Int64(item.itemLevel) == told["level"]["value"].number)
            #expect(item.bonuses.map(Int64.init) == told["bonus_list"].items.map(\.number))
            #expect(
                item.enchantments.map(Int64.init)
                    == told["enchantments"].items.map { $0["enchantment_id"].number })
            #expect(
                item.sockets.map(Int64.init) == told["sockets"].items.map { $0["item"]["id"].integer ?? 0 })
            #expect(item.setID.map(Int64.init) == told["set"]["item_set"]["id"].integer)
        }
    }

    @Test(arguments: Captures.all(.specializations))
    func `specializations with their talents`(_ capture: Capture) throws {
        let node = try capture.node()
        guard case .specializations(let found) = try facts(capture) else { throw OtherFacts() }
        #expect(found.active.map { Int64($0.id) } == node["active_specialization"]["id"].integer)
        let told = node["specializations"].items
        #expect(
            found.loadouts.map { Int64($0.specialization.id) }
                == told.map { $0["specialization"]["id"].number })
        #expect(
            found.loadouts.map { loadout in loadout.talents.map(Int64.init) }
                == told.map { one in one["talents"].items.compactMap { $0["talent"]["id"].integer } })
    }

    @Test(arguments: Captures.all(.achievements))
    func `achievements of a character are those with a moment`(_ capture: Capture) throws {
        let node = try capture.node()
        guard case .achievements(let found) = try facts(capture) else { throw OtherFacts() }
        #expect(found.character == node["character"].character)
        #expect(Int64(found.totalQuantity) == node["total_quantity"].number)
        #expect(Int64(found.totalPoints) == node["total_points"].number)
        #expect(found.earned == node.earned)
    }

    @Test(arguments: Captures.all(.raids) + Captures.all(.dungeons))
    func `each boss and difficulty once with the most kills and the latest`(_ capture: Capture) throws {
        let found: Encounters
        switch try facts(capture) {
        case .raids(let encounters), .dungeons(let encounters): found = encounters
        default: throw OtherFacts()
        }
        #expect(found.character == (try capture.document().character))
        var expected: [String: [Int64]] = [:]
        for mode in try capture.node().modes {
            for entry in mode["progress"]["encounters"].items {
                let key = "\(entry["encounter"]["id"].number) \(mode["difficulty"]["type"].text ?? "")"
                let (count, last) = (entry["completed_count"].number, entry["last_kill_timestamp"].number)
                expected[key] = [max(expected[key]?[0] ?? 0, count), max(expected[key]?[1] ?? 0, last)]
            }
        }
        let kills = found.kills.map { kill in
            (
                "\(kill.encounterID) \(kill.difficulty.rawValue)",
                [Int64(kill.count), kill.lastKill?.milliseconds ?? 0]
            )
        }
        #expect(kills.count == expected.count)
        #expect(Dictionary(kills) { first, _ in first } == expected)
    }

    @Test(arguments: Captures.all(.professions))
    func `every tier of every profession with its points`(_ capture: Capture) throws {
        let node = try capture.node()
        guard case .professions(let found) = try facts(capture) else { throw OtherFacts() }
        var expected: [[Int64]] = []
        for (list, isPrimary) in [("primaries", Int64(1)), ("secondaries", 0)] {
            for one in node[list].items {
                let id = one["profession"]["id"].number
                let tiers = one["tiers"].exists ? one["tiers"].items : [one]
                expected += tiers.map { tier in
                    [
                        id, tier["tier"]["id"].integer ?? 0, isPrimary, tier["skill_points"].number,
                        tier["max_skill_points"].number, Int64(tier["known_recipes"].items.count),
                    ]
                }
            }
        }
        #expect(expected.count > 10)
        let skills = found.skills.map { skill -> [Int64] in
            [
                Int64(skill.profession.id), Int64(skill.tier?.id ?? 0), skill.isPrimary ? 1 : 0,
                skill.points.map(Int64.init) ?? -999_999, skill.maximum.map(Int64.init) ?? -999_999,
                Int64(skill.recipes),
            ]
        }
        #expect(skills == expected)
    }

    @Test(arguments: Captures.all(.reputations))
    func `every faction with its standing`(_ capture: Capture) throws {
        let node = try capture.node()
        guard case .reputations(let found) = try facts(capture) else { throw OtherFacts() }
        #expect(found.character == node["character"].character)
        let told = node["reputations"].items
        try #require(told.count == found.standings.count)
        for (standing, one) in zip(found.standings, told) {
            #expect(Int64(standing.faction.id) == one["faction"]["id"].number)
            #expect(standing.faction.name == one["faction"]["name"].text)
            #expect(Int64(standing.points) == one["standing"]["raw"].number)
            #expect(standing.tier.map(Int64.init) == one["standing"]["tier"].integer)
            #expect(standing.paragon.map(Int64.init) == one["paragon"]["raw"].integer)
        }
    }

    @Test(arguments: Captures.all(.pvpSummary))
    func `honour and matches`(_ capture: Capture) throws {
        let node = try capture.node()
        guard case .pvpSummary(let found) = try facts(capture) else { throw OtherFacts() }
        #expect(found.character == node["character"].character)
        #expect(Int64(found.honorLevel) == node["honor_level"].number)
        #expect(Int64(found.honorableKills) == node["honorable_kills"].number)
        #expect(found.brackets == ["2v2"])
        #expect(
            found.maps.map { map in [map.map.id, map.played, map.won, map.lost].map(Int64.init) }
                == node["pvp_map_statistics"].items.map { one in
                    let matches = one["match_statistics"]
                    return [one["world_map"]["id"], matches["played"], matches["won"], matches["lost"]]
                        .map(\.number)
                })
    }

    private func facts(_ capture: Capture) throws -> Facts {
        try decoder.decode(capture.bytes(), as: capture.document()).facts
    }
}

extension Node {
    /// The modes of all instances of an encounter document.
    fileprivate var modes: [Node] {
        self["expansions"].items.flatMap { $0["instances"].items }.flatMap { $0["modes"].items }
    }
}
