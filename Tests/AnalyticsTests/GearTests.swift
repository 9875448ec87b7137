import Guilds
import Testing

struct GearTests {
    private static let slots = ["HEAD", "NECK", "CHEST", "LEGS", "FINGER_1", "MAIN_HAND"]

    private func outfit(_ change: (inout Piece) -> Void = { _ in }) -> [Piece] {
        Self.slots.map { slot in
            var piece = Piece(slot: slot)
            change(&piece)
            return piece
        }
    }

    @Test func `the weakest slot is told against the team's median`() throws {
        var guild = Playground(weeks: 4)
        guild.addRaiders(6, weeks: 4) { _ in outfit { piece in if piece.slot == "NECK" { piece.level = 620 } }
        }
        let first = try #require(try guild.rows("gear.slots").first)
        #expect(first == [.text("Neck"), .number(620), .number(-20), .number(620), .number(6), .number(0)])
        #expect(try guild.insight("gear.slots").sentence.contains("neck (20 below)"))
        #expect(try guild.insight("gear.slots").basis.contains("a raid kill on normal or harder"))
    }

    @Test func `which slots take enchantments is learnt from the members`() throws {
        var guild = Playground(weeks: 4)
        guild.addRaiders(10, weeks: 4) { index in
            outfit { piece in
                // Nobody enchants necks, nearly all enchant chests and legs.
                if ["CHEST", "LEGS"].contains(piece.slot), index > 0 { piece.enchantments = 1 }
            }
        }
        #expect(
            try guild.rows("gear.enchants") == [
                [member(1), .text("Warrior"), .number(2), .text("Chest, Legs")]
            ])
        #expect(
            try guild.insight("gear.enchants").sentence.hasPrefix("1 of 10 raiders misses 2 enchantments"))
    }

    @Test func `half a guild's habit is none, and the off hand is not judged`() throws {
        var guild = Playground(weeks: 4)
        guild.addRaiders(10, weeks: 4) { index in
            outfit { piece in piece.enchantments = index < 5 ? 1 : 0 }
                + [Piece(slot: "OFF_HAND", enchantments: index < 9 ? 1 : 0)]
        }
        #expect(try guild.needs("gear.enchants") == "needs a slot that a clear majority has enchanted")
    }

    @Test func `empty sockets, set pieces and embellishments are counted`() throws {
        var guild = Playground(weeks: 4)
        guild.addRaiders(8, weeks: 4) { index in
            var pieces = outfit()
            // Each class has its own set; two raiders of the first class, one wears an older set too.
            for slot in 0..<(index < 4 ? 4 : 2) { pieces[slot].set = Int32(100 + index % 4) }
            if index == 0 { pieces[5].set = 7 }
            if index == 3 { pieces[1].emptySockets = 2 }
            if index < 3 {
                pieces[0].isEmbellished = true
                pieces[1].isEmbellished = true
            }
            return pieces
        }
        #expect(
            try guild.rows("gear.gems") == [[member(4), .text("Rogue"), .number(2), .text("Neck")]])
        #expect(try guild.insight("gear.tier").sentence.hasPrefix("4 of 8 raiders wear four or more pieces"))
        #expect(try guild.rows("gear.tier").compactMap(\.last) == numbers([2, 2, 2, 2, 4, 4, 4, 4]))
        #expect(try guild.shares("gear.embellishments") == ["0": 5, "1": 0, "2": 3])
    }

    @Test func `an item far below the others is told with its slot`() throws {
        var guild = Playground(weeks: 4)
        guild.addRaiders(7, weeks: 4) { index in
            outfit { piece in if index == 2 && piece.slot == "LEGS" { piece.level = 580 } }
        }
        #expect(
            try guild.rows("gear.laggards") == [
                [member(3), .text("Hunter"), .text("Legs"), .number(580), .number(640), .number(-60)]
            ])
    }

    @Test func `equipment that was not seen lately is missing, not bare`() throws {
        var guild = Playground(weeks: 8)
        guild.addRaiders(6, weeks: 8) { _ in outfit() }
        for index in 0..<2 { guild.village.members[index].gearSeen = [Span(since: day(0), until: day(10))] }
        let slots = try guild.insight("gear.slots")
        #expect(slots.n == 4)
        #expect(abs(slots.coverage - 4.0 / 6) < 1e-12)
        #expect(slots.missing?.contains("2 raiders") == true)
    }

    @Test func `without known kills the best geared stand for the team, and that is said`() throws {
        var guild = Playground(weeks: 4)
        for index in 0..<30 {
            guild.add(Villager(id: Int64(index), itemLevels: [(0, Int16(600 + index))], logins: [25]))
            guild.wear(outfit())
        }
        guild.add(Villager(id: 99, itemLevels: [(0, 700)], logins: []))
        let slots = try guild.insight("gear.slots")
        #expect(slots.n == 20)
        #expect(slots.basis.contains("too few raid kills are known"))
    }

    @Test func `kills in the raid finder or long ago make no raider`() throws {
        var guild = Playground(weeks: 12)
        for index in 0..<6 {
            guild.add(Villager(id: Int64(index), itemLevels: [(0, 640)], logins: [80]))
            guild.kill(on: [80], difficulty: .raidFinder)
            guild.kill(on: [20], difficulty: .mythic)
        }
        #expect(try guild.insight("gear.slots").basis.contains("best-geared"))
    }

    @Test func `item levels are spread over few classes without holes`() throws {
        var guild = Playground(weeks: 4)
        for (index, level) in [601, 603, 615, 618, 631].enumerated() {
            guild.add(Villager(id: Int64(index), itemLevels: [(0, Int16(level))], logins: [25]))
        }
        #expect(
            try guild.shares("gear.distribution") == [
                "600": 2, "605": 0, "610": 0, "615": 2, "620": 0, "625": 0, "630": 1,
            ])
    }

    @Test func `the median item level has a fan of four weeks and claims them`() throws {
        var guild = Playground(weeks: 20)
        for index in 0..<9 {
            var levels: [(day: Double, value: Int16)] = []
            for week in 0..<20 {
                levels.append((Double(week * 7 + 1), Int16(600 + 2 * week + (index + week) % 4)))
            }
            guild.add(Villager(id: Int64(index), itemLevels: levels, logins: levels.map(\.day)))
        }
        let insight = try guild.insight("gear.forecast")
        guard case .fan(let points, "item level") = insight.figure else {
            Issue.record("no fan")
            return
        }
        #expect(points.count == 24)
        let ahead = points.suffix(4)
        #expect(ahead.allSatisfy { point in point.intervals.map(\.level) == [0.5, 0.8] })
        #expect(ahead.map(\.at) == resets(20..<24))
        let last = try #require(ahead.last?.value)
        #expect(abs(last - 647) < 4)
        let claims = try #require(insight.predictions)
        #expect(claims.map(\.due) == resets(21..<25))
        #expect(claims.allSatisfy { claim in claim.metric == "gear.itemlevel" && claim.subject == .guild })
    }

    @Test func `a higher level begins the forecast anew`() throws {
        var guild = Playground(weeks: 12)
        for index in 0..<6 {
            let days = (0..<12).map { week in Double(week * 7 + 1) }
            guild.add(Villager(id: Int64(index), level: 80, itemLevels: [(0, 600)], logins: days))
            let level = guild.village.members[index].level.changes[0]
            let rise = Series<Int16>.Change(
                validFrom: day(60), recordedAt: day(60), unchangedUntil: day(59), value: 90)
            guild.village.members[index].level.changes = [level, rise]
        }
        // Day 60 lies in the ninth week: four weeks at the new level.
        #expect(try guild.needs("gear.forecast") == "needs 2 more weeks")
    }

    @Test func `four weeks are too few for a fan`() throws {
        var guild = Playground(weeks: 4)
        guild.addRaiders(5, weeks: 4)
        #expect(try guild.needs("gear.forecast") == "needs 2 more weeks")
        #expect(try guild.insight("gear.forecast").predictions == nil)
    }
}
