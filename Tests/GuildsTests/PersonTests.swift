import Testing

@testable import Guilds

struct PersonTests {
    private let keys = (1...4).map { id in Life.key(Int64(id)) }

    private func alt(_ left: Int, _ right: Int, _ confidence: Double = 0.9) -> IdentityProposal {
        IdentityProposal(.alt, from: keys[left], to: keys[right], confidence: confidence, evidence: [])
    }

    private func persons(_ links: [IdentityLink], splits: PersonGrouping.Splits = [:]) -> [[CharacterKey]] {
        PersonGrouping(keys, links: links, splits: splits).persons
    }

    @Test func `links that count hold a person together in any order`() {
        let links = [alt(0, 1).held(), alt(1, 2).held(), alt(2, 3, 0.5).held()]
        let wanted = [[keys[0], keys[1], keys[2]], [keys[3]]]
        #expect(persons(links) == wanted)
        #expect(persons(links.reversed()) == wanted)
    }

    @Test func `who was rejected is not joined by a detour`() {
        let links = [alt(0, 1, 0.95).held(), alt(1, 2).held(), alt(0, 2).held(.reject)]
        #expect(persons(links) == [[keys[0], keys[1]], [keys[2]], [keys[3]]])
    }

    @Test func `undone is as never decided`() {
        #expect(persons([alt(0, 1).held(.undo)]).count == 3)
        #expect(persons([alt(0, 1, 0.5).held(.undo)]).count == 4)
        #expect(persons([alt(0, 1, 0.5).held(.confirm)]).count == 3)
    }

    @Test func `what was joined after a split holds, what was before does not`() {
        let before = alt(0, 1).held(.join, at: Life.day(1))
        let after = alt(0, 2).held(.join, at: Life.day(3))
        #expect(
            persons([before, after], splits: [keys[0]: Life.day(2)])
                == [[keys[0], keys[2]], [keys[1]], [keys[3]]])
    }

    @Test func `a split does not undo a move`() {
        let move = IdentityProposal(.transfer, from: keys[0], to: keys[1], confidence: 0.9, evidence: [])
        #expect(persons([move.held(), alt(1, 2).held()], splits: [keys[1]: Life.day(9)]).count == 3)
    }

    @Test func `a person keeps its name when another character is found`() {
        let seen = [keys[0]: Life.day(5), keys[1]: Life.day(1), keys[2]: Life.day(3)]
        let two = PersonGrouping.id(of: [keys[0], keys[1]], firstSeen: seen)
        #expect(PersonGrouping.id(of: [keys[2], keys[1], keys[0]], firstSeen: seen) == two)
        #expect(PersonGrouping.id(of: [keys[2], keys[0]], firstSeen: seen) != two)
    }

    @Test func `the name of a link does not depend on which end is given first, but for moves`() {
        #expect(
            IdentityLinkID(.alt, from: keys[0], to: keys[1])
                == IdentityLinkID(.alt, from: keys[1], to: keys[0]))
        #expect(
            IdentityLinkID(.transfer, from: keys[0], to: keys[1])
                != IdentityLinkID(.transfer, from: keys[1], to: keys[0]))
        let id = IdentityLinkID(.alt, from: keys[0], to: keys[1])
        #expect(IdentityLinkID(id.description) == id)
        #expect(IdentityLinkID("not a link") == nil)
    }
}

struct RosterTimelineTests {
    private func standing(_ rank: Int16?, _ day: Int, first: Bool = false) -> RosterTimeline.Standing {
        .init(rank: rank, at: Life.day(day), after: first ? nil : Life.day(day - 1))
    }

    private func member(
        _ id: Int64, _ name: String, person: Int64? = nil, _ standings: [RosterTimeline.Standing]
    ) -> RosterTimeline.Member {
        .init(key: Life.key(id), name: name, person: person, standings: standings)
    }

    private func told(
        _ members: [RosterTimeline.Member], _ links: [IdentityLink] = []
    ) -> [String] {
        RosterTimeline(members: members, links: links, names: [:]).events.map { event in
            "\(event.person) \(event.kind.rawValue) \(event.detail)"
        }
    }

    @Test func `one character's years`() {
        let standings = [
            standing(5, 0, first: true), standing(3, 10), standing(4, 20), standing(nil, 30), standing(6, 90),
        ]
        #expect(
            told([member(1, "Anna-here", standings)]) == [
                "Anna-here present as rank 5", "Anna-here promoted from rank 5 to 3",
                "Anna-here demoted from rank 3 to 4", "Anna-here left as rank 4",
                "Anna-here returned as rank 6",
            ])
    }

    @Test func `a transfer within the guild is no departure and no newcomer`() {
        let link = IdentityProposal(
            .transfer, from: Life.key(1), to: Life.key(2), confidence: 0.9, after: Life.day(29),
            before: Life.day(30), evidence: []
        ).held()
        let members = [
            member(1, "Anna-here", person: 7, [standing(5, 0, first: true), standing(nil, 30)]),
            member(2, "Anna-there", person: 7, [standing(5, 30)]),
        ]
        #expect(
            told(members, [link]) == [
                "Anna-there present as rank 5", "Anna-there transferred Anna-here is now Anna-there",
            ])
        // Without the link they are two.
        let alone = [
            member(1, "Anna-here", [standing(5, 0, first: true), standing(nil, 30)]),
            member(2, "Anna-there", [standing(5, 30)]),
        ]
        #expect(told(alone).contains("Anna-there joined as rank 5"))
    }

    @Test func `whoever left and comes back a year later under another id has returned`() {
        let link = IdentityProposal(
            .transfer, from: Life.key(1), to: Life.key(2), confidence: 0.9, after: Life.day(29),
            before: Life.day(390), evidence: []
        ).held()
        let members = [
            member(1, "Anna-here", person: 7, [standing(5, 0, first: true), standing(nil, 30)]),
            member(2, "Anna-there", person: 7, [standing(8, 395)]),
        ]
        #expect(
            told(members, [link]).suffix(3) == [
                "Anna-there left as rank 5", "Anna-there transferred Anna-here is now Anna-there",
                "Anna-there returned as rank 8",
            ])
    }

    @Test func `an alt is told once, of the main, and only when the link counts`() {
        let link = IdentityProposal(
            .alt, from: Life.key(1), to: Life.key(2), confidence: 0.9, evidence: [])
        let members = [
            member(1, "Anna-here", person: 7, [standing(2, 0, first: true)]),
            member(2, "Annalt-here", person: 7, [standing(6, 10)]),
        ]
        #expect(told(members, [link.held()]).contains("Anna-here alt_of of Anna-here"))
        #expect(!told(members, [link.held(.reject)]).contains { line in line.contains("alt_of") })
    }

    @Test func `a rename tells both names`() {
        let link = IdentityMatcher.rename(
            of: Life.key(1), from: "Old", to: "Anna", after: nil, before: Life.day(3))
        #expect(
            told([member(1, "Anna-here", [standing(2, 0, first: true)])], [link.held()])
                .contains("Anna-here renamed Old-here is now Anna-here"))
    }
}
