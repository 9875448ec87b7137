import Analytics
import Guilds
import Testing

struct SnapshotTests {
    private var village: Village {
        var village = Village(weeks: 16)
        village.add(40) { index in
            let left: [(day: Double, rank: Int16?)] = index % 5 == 0 ? [(100, nil)] : []
            return Villager(
                id: Int64(index), name: "Villager \(index)", characterClass: Int16(index % 13 + 1),
                ranks: [(Double(index % 3), 5)] + left,
                itemLevels: [(1, 600), (Double(40 + index), Int16(620 + index))],
                ratings: [(5, Double(100 * index))], logins: [1, 20, Double(60 + index)], specialization: 65)
        }
        return village
    }

    @Test func `the order of members does not matter`() {
        var shuffled = village
        shuffled.members.reverse()
        #expect(shuffled.snapshot == village.snapshot)
    }

    @Test func `what was recorded after asOf does not matter`() {
        var later = village
        later.asOf = 70
        var now = later
        now.seen = [0...70]
        now.members = now.members.map { member in member.forgetting(after: day(70), spans: now.spans) }
        #expect(now.snapshot == later.snapshot)
    }

    @Test func `a changed input changes the fingerprint`() {
        var other = village
        other.members[3].itemLevel.changes[0].value = 601
        #expect(other.snapshot.manifest.series != village.snapshot.manifest.series)
    }

    @Test func `a changed name changes the directory alone`() {
        var renamed = village
        renamed.members[3].name = "Åsa"
        #expect(renamed.snapshot.memberPart == village.snapshot.memberPart)
        #expect(renamed.snapshot.manifest == village.snapshot.manifest)
        #expect(renamed.snapshot.directory != village.snapshot.directory)
    }

    @Test func `no sentence or cell holds a name`() throws {
        let snapshot = village.snapshot
        let bytes = try SnapshotCoding.encode(snapshot.memberPart + snapshot.officerPart)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("Villager"))
    }

    @Test func `parts, manifest and directory survive the way through bytes`() throws {
        let snapshot = village.snapshot
        let part = try SnapshotCoding.encode(snapshot.memberPart)
        #expect(try SnapshotCoding.decode([Insight].self, from: part) == snapshot.memberPart)
        let manifest = try SnapshotCoding.encode(snapshot.manifest)
        #expect(try SnapshotCoding.decode(SnapshotManifest.self, from: manifest) == snapshot.manifest)
        let directory = try SnapshotCoding.encode(snapshot.directory)
        #expect(try SnapshotCoding.decode(SnapshotDirectory.self, from: directory) == snapshot.directory)
        #expect(try SnapshotCoding.encode(SnapshotCoding.decode([Insight].self, from: part)) == part)
    }

    @Test func `damaged bytes are refused with a sentence`() {
        #expect(throws: SnapshotCodingError.self) {
            try SnapshotCoding.decode([Insight].self, from: Array("{".utf8))
        }
    }

    @Test func `metrics are told once each, with method, basis and sane coverage`() {
        let snapshot = village.snapshot
        let all = snapshot.memberPart + snapshot.officerPart
        #expect(Set(all.map(\.metric)).count == all.count)
        for insight in all {
            #expect(snapshot.manifest.methods[insight.method] == insight.version)
            #expect((0...1).contains(insight.coverage), "\(insight.metric)")
            #expect(!insight.basis.isEmpty && insight.sentence.hasSuffix("."), "\(insight.metric)")
            #expect(insight.coverage == 1 || insight.missing != nil, "\(insight.metric) says why")
            #expect(insight.from <= insight.until)
        }
    }

    @Test(arguments: [0, 1, 3, 30])
    func `every length of history gives a snapshot`(weeks: Int) {
        let short = Village(weeks: weeks, seen: weeks == 0 ? [] : nil)
        #expect(short.snapshot.memberPart.count == village.snapshot.memberPart.count)
    }

    @Test func `a thousand members over half a year are analysed`() throws {
        var village = Village(weeks: 26)
        village.add(1000) { index in
            Villager(
                id: Int64(index), characterClass: Int16(index % 13 + 1),
                itemLevels: (0..<26).map { (Double($0 * 7 + index % 7), Int16(600 + $0)) },
                ratings: (0..<26).map { (Double($0 * 7 + index % 7), Double($0 * 50)) },
                logins: (0..<90).map { Double($0) * 2 + Double(index % 10) / 10 })
        }
        #expect(try village.curve("roster.size") == Array(repeating: 1000, count: 26))
        #expect(try village.insight("activity.active").coverage > 0.9)
    }

    @Test func `only those who are mentioned have a name in the directory`() {
        var village = Village(weeks: 10)
        village.add(Villager(id: 1, name: "Stays"))
        village.add(Villager(id: 2, name: "Left long ago", ranks: [(0, 5), (10, nil)]))
        #expect(village.snapshot.directory.names == ["60/1": "Stays"])
    }
}

extension MemberSeries {
    /// The member as it was known at a moment.
    fileprivate func forgetting(after moment: Timestamp, spans: [Span]) -> MemberSeries {
        func cut<Value>(_ series: Series<Value>) -> Series<Value> {
            Series(changes: series.changes.filter { $0.recordedAt <= moment }, seen: spans)
        }
        return MemberSeries(
            character: character, name: name, characterClass: characterClass, rank: cut(rank),
            level: cut(level), itemLevel: cut(itemLevel), rating: cut(rating),
            specialization: cut(specialization), lastLogin: cut(lastLogin))
    }
}
