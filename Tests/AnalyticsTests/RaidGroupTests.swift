import Analytics
import Guilds
import Testing

struct RaidGroupTests {
    /// Two tanks, some healers and damage dealers who killed a boss every week of twelve.
    private func village(healers: Int, damage: Int, absent: Set<Int64> = []) -> Village {
        var village = Village(weeks: 12)
        let specs: [Int32] =
            [66, 73] + Array(repeating: 105, count: healers) + Array(repeating: 62, count: damage)
        village.add(specs.count) { index in
            Villager(id: Int64(index), characterClass: 8, logins: [80], specialization: specs[index])
        }
        let all = Set((0..<specs.count).map(Int64.init))
        let evenings: [Double] = (0..<12).map { week in Double(week) * 7 + 1.5 }
        village.fell(to: all.subtracting(absent), on: evenings)
        village.fell(2901, to: absent, on: [60])
        return village
    }

    @Test func `a full group is fielded on every evening`() throws {
        let told = village(healers: 4, damage: 14)
        #expect(try told.number("composition.group")?.value == 100)
        #expect(try told.insight("composition.recruit").sentence.hasPrefix("No role stands open"))
        #expect(try told.number("composition.attendance")?.value == 20)
    }

    @Test func `the role with the open places is recruited next`() throws {
        let told = village(healers: 2, damage: 14)
        #expect(try told.number("composition.group")?.value == 0)
        #expect(try told.table("composition.recruit").first?.first == .text("Healer"))
        #expect(try told.insight("composition.recruit").sentence.contains("One more healer"))
    }

    @Test func `the simulation gives the same again`() {
        let told = village(healers: 3, damage: 12)
        #expect(told.snapshot == told.snapshot)
    }

    @Test func `attendance is labelled as what it is told from, and stays with the officers`() throws {
        let told = village(healers: 4, damage: 14, absent: [3, 4])
        let snapshot = told.snapshot
        #expect(!snapshot.memberPart.contains { insight in insight.metric == "officers.attendance" })
        let insight = try told.insight("officers.attendance")
        #expect(
            insight.basis.contains("last kills") && insight.sentence.contains("nobody reports attendance"))
        let rows = try told.table("officers.attendance")
        #expect(rows.count == 20)
        #expect(rows.last?[2] == .number(0) || rows.last?[2] == .number(1))
        #expect(rows.first?[2] == .number(12) && rows.first?[3] == .number(12))
    }

    @Test func `who came on which evening is for officers, whoever comes most first`() throws {
        var told = village(healers: 4, damage: 14, absent: [3, 4])
        told.members[5].killsSeen = []
        told.members[5].kills[0].tally.changes.removeFirst(6)
        #expect(!told.snapshot.memberPart.contains { insight in insight.metric == "officers.evenings" })
        let rows = try told.table("officers.evenings")
        let attendance = try told.table("officers.attendance")
        #expect(rows.count == 20 * 12)
        #expect(
            stride(from: 0, to: rows.count, by: 12).map { rows[$0][0] } == attendance.map { row in row[0] })
        let own = rows.filter { row in row[0] == member(5) }.map { row in row[2] }
        #expect(
            own.prefix(6).allSatisfy { cell in cell == .unknown }
                && own.suffix(6) == numbers([1, 1, 1, 1, 1, 1])[...])
        let days = rows.prefix(12).compactMap { row in if case .date(let day) = row[1] { day } else { nil } }
        #expect(days.count == 12 && days == days.sorted())
        for row in attendance {
            let came = rows.filter { one in one[0] == row[0] && one[2] == .number(1) }.count
            #expect(row[2] == .number(Double(came)))
        }
    }

    @Test func `a raid document that was not seen is unknown attendance`() throws {
        var told = village(healers: 4, damage: 14)
        told.members[5].killsSeen = []
        told.members[5].kills[0].tally.changes.removeFirst(6)
        let rows = try told.table("officers.attendance")
        let row = try #require(rows.first { row in row[0] == member(5) })
        #expect(row[2] == .number(6) && row[3] == .number(6))
        #expect(try told.insight("composition.group").coverage < 1)
    }

    @Test func `too few evenings say how many more are needed`() throws {
        var told = Village(weeks: 12)
        told.add(10) { Villager(id: Int64($0)) }
        told.fell(to: Set(0..<10), on: [70.5, 77.5])
        #expect(
            try told.insight("composition.group").figure
                == .notEnough(needs: "needs 3 more raid evenings with a kill"))
    }

    @Test func `missing buffs and those of one member are named`() throws {
        var told = village(healers: 4, damage: 14)
        told.members[7].characterClass = CharacterClass(id: 1)
        let sentence = try told.insight("composition.cover").sentence
        #expect(sentence.contains("Nobody in the raid team brings Blessing of the Bronze"))
        #expect(sentence.contains("only one member brings Battle Shout"))
        #expect(!sentence.contains("Arcane Intellect"))
        let rows = try told.table("composition.cover")
        #expect(rows.first { $0[0] == .text("Arcane Intellect") }?[3] == .number(19))
        #expect(rows.first { $0[0] == .text("Battle Shout") }?[3] == .number(1))
    }

    @Test func `what hangs on one person is told, an alt does not stand in`() throws {
        var told = village(healers: 4, damage: 14)
        told.members[7].characterClass = CharacterClass(id: 1)
        told.members[8].characterClass = CharacterClass(id: 1)
        told.members[7].person = 5
        told.members[8].person = 5
        let rows = try told.table("roster.reliance")
        #expect(rows.contains([.text("Warrior"), .text("class"), .number(1)]))
        #expect(rows.contains([.text("Tank"), .text("role"), .number(2)]))
    }

    @Test func `runs in few hands are told with their share`() throws {
        var told = Village(weeks: 12)
        told.add(12) { Villager(id: Int64($0)) }
        var series = told.series
        for index in 0..<12 {
            for count in 0..<(index < 5 ? 9 : 1) {
                let at = day(60 + Double(index) / 100 + Double(count))
                series.runs.append(
                    GuildRun(
                        dungeonID: 1, completedAt: at, recordedAt: at, duration: .seconds(1800), level: 10,
                        isTimed: true, members: [told.members[index].character]))
            }
        }
        let snapshot = GuildAnalysis.run(series, renderer: "test")
        let insight = try #require(snapshot.memberPart.first { $0.metric == "roster.reliance.runs" })
        guard case .number(let share, _, _) = insight.figure else {
            Issue.record("a share is a number")
            return
        }
        #expect(abs(share - 4500.0 / 52) < 1e-9)
    }
}
