import Testing

@testable import Guilds

/// Constructed histories: who is who, and who only looks like it.
struct IdentityMatcherTests {
    private typealias Kind = IdentityKind

    @Test func `a history that goes on under another realm and id is a transfer`() throws {
        let old = Life.hero(1).trace(logins: 0...30, gone: 33)
        let new = Life.hero(1).trace(Life.key(900, realm: 2), logins: 32...60)
        let links = IdentityMatcher.proposals(old, new)
        let link = try #require(links.first)
        #expect(links.count == 1)
        #expect(link.kind == .transfer && link.from == old.key && link.to == new.key)
        #expect(link.confidence >= 0.95)
        #expect(link.after == Life.day(30) && link.before == Life.day(32))
        #expect(link.evidence.contains { reason in reason.kind == .fingerprint })
    }

    @Test func `kills that were carried over are no meeting of two`() {
        let old = Life.hero(1).trace(logins: 0...30, gone: 33)
        let new = Life.hero(1).trace(Life.key(900, realm: 2), logins: 32...60)
        #expect(
            IdentityMatcher.proposals(old, new, meetings: 40) == IdentityMatcher.proposals(old, new))
    }

    @Test func `which of two comes first does not matter`() {
        let old = Life.hero(1).trace(logins: 0...30, gone: 33)
        let new = Life.hero(1).trace(Life.key(900, realm: 2), logins: 32...60)
        let alt = Life.hero(1, character: 2).trace(Life.key(2), logins: 10...40)
        for (left, right) in [(old, new), (old, alt), (new, alt)] {
            #expect(IdentityMatcher.proposals(left, right) == IdentityMatcher.proposals(right, left))
        }
    }

    @Test func `on the same realm and the other side it is a change of faction`() throws {
        var new = Life.hero(1).trace(Life.key(900), logins: 32...60)
        (new.faction, new.raceID) = (.horde, 2)
        let link = try #require(
            IdentityMatcher.proposals(Life.hero(1).trace(logins: 0...30, gone: 33), new).first)
        #expect(link.kind == .factionChange && link.confidence >= 0.95)
    }

    @Test func `characters of an account are alts, not moves, even when one was given up for the other`() {
        let main = Life.hero(1).trace(logins: 0...30, gone: 40)
        let alt = Life.hero(1, character: 2).trace(Life.key(2), logins: 35...60)
        let links = IdentityMatcher.proposals(main, alt)
        #expect(links.filter { link in link.counts }.map(\.kind) == [.alt])
        #expect(links.allSatisfy { link in link.kind == .alt || link.confidence < 0.5 })
    }

    @Test func `siblings who share an account look like alts until an officer splits them`() {
        let elder = Life.hero(1).trace(logins: 0...60)
        var younger = Life.hero(1, character: 2).trace(Life.key(2), logins: 0...60)
        younger.characterClass = CharacterClass(id: 3)
        let links = IdentityMatcher.proposals(elder, younger)
        #expect(links.map(\.kind) == [.alt] && links.allSatisfy { link in link.counts })
        let held = links.map { link in link.held() }
        let split = PersonGrouping([elder.key, younger.key], links: held, splits: [elder.key: Life.day(70)])
        #expect(split.persons.count == 2)
        let together = PersonGrouping([elder.key, younger.key], links: held, splits: [:])
        #expect(together.persons.count == 1)
    }

    @Test func `friends who raid together for years are not one person`() {
        let evenings = (0..<80).map { evening in
            Life.earned(70_000 + Int32(evening), day: -800 + evening * 10, second: 77)
        }
        let left = Life.hero(1).trace(logins: 0...60, more: evenings)
        let right = Life.hero(2).trace(Life.key(2), logins: 0...60, more: evenings)
        #expect(IdentityMatcher.proposals(left, right).isEmpty)
    }

    @Test func `a pair that does nearly everything together is told apart by having met`() {
        let together = (0..<80).map { evening in
            Life.earned(70_000 + Int32(evening), day: -800 + evening * 10, second: 77)
        }
        let left = CharacterTrace.plain(Life.key(1), earned: together, logins: 0...60)
        let right = CharacterTrace.plain(Life.key(2), earned: together, logins: 0...60)
        #expect(IdentityMatcher.proposals(left, right).contains { link in link.kind == .alt && link.counts })
        #expect(IdentityMatcher.proposals(left, right, meetings: 3).isEmpty)
    }

    @Test func `one burst of rewards on one day is no account`() {
        let burst = (0..<60).map { number in Life.earned(5000 + Int32(number), day: -10, second: 0) }
        let left = CharacterTrace.plain(Life.key(1), earned: burst, logins: 0...60)
        let right = CharacterTrace.plain(Life.key(2), earned: burst, logins: 0...60)
        #expect(IdentityMatcher.proposals(left, right).filter { link in link.counts }.isEmpty)
    }

    @Test func `an unrelated new character of the same name on the same realm is nobody's successor`() {
        let deleted = Life.hero(1).trace(logins: 0...30, gone: 33)
        let stranger = Life.hero(2).trace(Life.key(900), logins: 34...60)
        #expect(IdentityMatcher.proposals(deleted, stranger).isEmpty)
    }

    @Test func `whoever comes back after a year under another id is the same`() throws {
        let old = Life.hero(1).trace(logins: 0...30, gone: 120)
        let more = [Life.earned(90_001, day: 400, second: 5)]
        let new = Life.hero(1).trace(Life.key(900, realm: 2), logins: 395...420, more: more)
        let link = try #require(IdentityMatcher.proposals(old, new).first)
        #expect(link.kind == .transfer && link.counts)
        #expect(link.evidence.contains { reason in reason.sentence.contains("365 days apart") })
    }

    @Test func `a transfer there and back to the old id is two moves`() {
        var home = Life.hero(1).trace(logins: 0...30)
        home.logins += (60...80).map(Life.day)
        let away = Life.hero(1).trace(Life.key(900, realm: 2), logins: 32...58, gone: 61)
        let links = IdentityMatcher.proposals(home, away)
        #expect(links.map(\.from) == [home.key, away.key])
        #expect(links.map(\.to) == [away.key, home.key])
        #expect(links.allSatisfy { link in link.counts })
    }

    @Test func `two that are played in turns are no move, whatever they share`() {
        var left = Life.hero(1).trace(logins: 0...0)
        var right = Life.hero(1).trace(Life.key(900, realm: 2), logins: 0...0)
        left.logins = [0, 4, 8, 12].map(Life.day)
        right.logins = [2, 6, 10, 14].map(Life.day)
        #expect(!IdentityMatcher.proposals(left, right).contains { link in link.kind.isMove })
    }

    @Test func `a class never changes, and a level never falls`() {
        let old = Life.hero(1).trace(logins: 0...30, gone: 33)
        var other = Life.hero(1).trace(Life.key(900, realm: 2), logins: 32...60)
        other.characterClass = CharacterClass(id: 3)
        #expect(!IdentityMatcher.proposals(old, other).contains { link in link.kind.isMove })
        other.characterClass = old.characterClass
        other.level = 40
        #expect(!IdentityMatcher.proposals(old, other).contains { link in link.kind.isMove && link.counts })
    }

    @Test func `while the old profile is found and listed a move is only possible`() {
        var old = Life.hero(1).trace(logins: 0...30)
        let new = Life.hero(1).trace(Life.key(900, realm: 2), logins: 32...60)
        let open = IdentityMatcher.proposals(old, new).filter { link in link.kind == .transfer }
        #expect(open.count == 1 && !open.contains { link in link.counts })
        old.stays = [Span(since: Life.day(0), until: Life.day(31))]
        #expect(
            IdentityMatcher.proposals(old, new).contains { link in link.kind == .transfer && link.counts })
    }

    @Test func `items that were worn on lift a doubtful move`() throws {
        var old = Life.hero(1).trace(logins: 0...30, gone: 33)
        old.earned.removeFirst()
        var new = Life.hero(1).trace(Life.key(900, realm: 2), logins: 32...60)
        let bare = try #require(IdentityMatcher.proposals(old, new).first { link in link.kind == .transfer })
        (old.wornLast, new.wornEver) = ([1, 2, 3, 4], [1, 2, 3, 9])
        let dressed = try #require(
            IdentityMatcher.proposals(old, new).first { link in link.kind == .transfer })
        #expect(dressed.confidence > bare.confidence)
    }

    @Test func `more of the same evidence is no news`() {
        let less = Life.hero(1).trace(logins: 0...60)
        let alt = Life.hero(1, character: 2).trace(Life.key(2), logins: 0...60)
        let more = [Life.earned(90_001, day: 55, second: 5)]
        let (before, after) = (
            IdentityMatcher.proposals(less, alt),
            IdentityMatcher.proposals(
                Life.hero(1).trace(logins: 0...60, more: more),
                Life.hero(1, character: 2).trace(Life.key(2), logins: 0...60, more: more))
        )
        #expect(before.map(\.id) == after.map(\.id))
        #expect(before.map(\.confidence) == after.map(\.confidence))
    }

    @Test func `characters of one history share anchors, comrades hardly any`() {
        let evenings = (0..<20).map { evening in
            Life.earned(70_000 + Int32(evening), day: -800 + evening * 10, second: 77)
        }
        func sketch(_ trace: CharacterTrace) -> Set<Int64> { Set(AchievementSketch(trace.earned).anchors) }
        let one = sketch(Life.hero(1).trace(logins: 0...1, more: evenings))
        let same = sketch(Life.hero(1).trace(Life.key(9, realm: 2), logins: 0...1, more: evenings))
        let alt = sketch(Life.hero(1, character: 2).trace(logins: 0...1))
        #expect(one == same && one.count == AchievementSketch.size)
        #expect(one.intersection(alt).count >= AchievementSketch.sharedAtLeast)
        let comrades = (3..<40).map { other in
            one.intersection(sketch(Life.hero(other).trace(logins: 0...1, more: evenings))).count
        }
        #expect(comrades.reduce(0, +) < comrades.count * 5)
    }
}

extension IdentityProposal {
    var counts: Bool { IdentityStatus(confidence: confidence, decision: nil).counts }

    func held(_ decision: IdentityAction? = nil, at moment: Timestamp? = nil) -> IdentityLink {
        IdentityLink(
            id: id, proposal: self, recordedAt: Life.day(0), isManual: false, decision: decision,
            decidedAt: moment)
    }
}

/// Invented lives: an account's achievements and a character's own, each at its second.
struct Life {
    var earned: [EarnedAchievement]
    var character: Int64

    static func day(_ number: Int) -> Timestamp { Timestamp(seconds: 1_780_000_000 + Int64(number) * 86_400) }

    static func key(_ id: Int64, realm: Int32 = 1) -> CharacterKey {
        CharacterKey(realm: RealmKey(region: .eu, id: realm), id: id)
    }

    static func earned(_ id: Int32, day: Int, second: Int64) -> EarnedAchievement {
        EarnedAchievement(id: id, completedAt: Timestamp(seconds: Life.day(day).seconds + second))
    }

    /// 200 achievements of an account and 60 of one of its characters.
    static func hero(_ account: Int, character: Int = 1) -> Life {
        let ofAccount = (0..<200).map { number in
            earned(
                Int32(number + 1), day: -3000 + number * 13 + account % 7,
                second: Int64(account * 37 + number))
        }
        let own = (0..<60).map { number in
            earned(
                Int32(number + 1001), day: -900 + number * 9 + character,
                second: Int64(account * 91 + character * 1009 + number))
        }
        return Life(earned: ofAccount + own, character: Int64(character))
    }

    func trace(
        _ key: CharacterKey? = nil, logins: ClosedRange<Int>, gone: Int? = nil,
        more: [EarnedAchievement] = []
    ) -> CharacterTrace {
        var trace = CharacterTrace.plain(
            key ?? Life.key(character), earned: earned + more, logins: logins)
        trace.goneSince = gone.map(Life.day)
        return trace
    }
}

extension CharacterTrace {
    static func plain(
        _ key: CharacterKey, earned: [EarnedAchievement], logins: ClosedRange<Int>
    ) -> CharacterTrace {
        CharacterTrace(
            key, characterClass: CharacterClass(id: 8), raceID: 1, faction: .alliance, level: 90,
            firstSeen: Life.day(logins.lowerBound), earned: earned, logins: logins.map(Life.day))
    }
}
