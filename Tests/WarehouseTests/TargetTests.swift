import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct TargetTests {
    private let document = DocumentID(.summary, of: hero(1))

    private func discovery(
        wakes: Bool = false, importance: Double? = nil, presence: Discovery.Presence = .create
    ) -> Discovery {
        Discovery(
            document: document, address: document.someAddress, due: .start, wakes: wakes,
            importance: importance, presence: presence)
    }

    @Test func `a new target has learnt nothing and is of ordinary importance`() async throws {
        try await withWarehouse { warehouse, _ in
            let lease = try await warehouse.lease(document)
            #expect(lease.importance == 1)
            #expect(lease.evidence == ChangeEvidence())
            #expect(lease.changedAt == nil)
            #expect(lease.size == nil)
            #expect(lease.lastOutcome == nil)
            #expect(lease.failingSince == nil)
        }
    }

    @Test func `what a completion learns comes back with the next lease`() async throws {
        try await withWarehouse { warehouse, _ in
            let evidence = ChangeEvidence(events: 2.5, days: 4.25)
            let first = try await warehouse.lease(document)
            _ = try await warehouse.complete([
                first.completion(
                    .received(summary(hero(1))), evidence: evidence, size: 640, settlesAt: .start + .days(4))
            ])
            let second = try await warehouse.lease(document, at: .start + .days(2))
            #expect(second.evidence == evidence)
            #expect(second.settlesAt == .start + .days(4))
            #expect(second.size == 640)
            #expect(second.changedAt == .start)
            #expect(second.lastOutcome == "received")
            _ = try await warehouse.complete([second.completion(.unchanged, at: .start + .days(2))])
            let third = try await warehouse.lease(document, at: .start + .days(4))
            #expect(third.settlesAt == .start + .days(4))
            #expect(third.size == 640)
            #expect(third.changedAt == .start)
            #expect(third.lastOutcome == "unchanged")
        }
    }

    @Test(arguments: [
        (Observation.Outcome.missing, "missing"), (.hidden, "hidden"), (.failed(.malformed), "malformed"),
        (.failed(.timedOut), "timedOut"), (.failed(.unavailable), "unavailable"),
    ])
    func `a target fails since the first failure in a row, until it is answered`(
        outcome: Observation.Outcome, word: String
    ) async throws {
        try await withWarehouse { warehouse, _ in
            for day in Int64(0)..<2 {
                let now = Timestamp.start + .days(day)
                let lease = try await warehouse.lease(document, at: now)
                _ = try await warehouse.complete([lease.completion(outcome, at: now, due: now)])
            }
            let now = Timestamp.start + .days(2)
            let failing = try await warehouse.lease(document, at: now)
            #expect(failing.failingSince == .start)
            #expect(failing.lastOutcome == word)
            #expect(failing.consecutiveFailures == 2)
            _ = try await warehouse.complete([failing.completion(.unchanged, at: now, due: now)])
            #expect(try await warehouse.lease(document, at: now).failingSince == nil)
        }
    }

    @Test func `who is known only from elsewhere is woken, not made known`() async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.enlist([discovery(wakes: true, presence: .knownOnly)])
            #expect(try await warehouse.outlook(.all, now: .start).nextDue == nil)
            let lease = try await warehouse.lease(document)
            _ = try await warehouse.complete([lease.completion(.unchanged)])
            #expect(try await warehouse.outlook(.all, now: .start).nextDue == .start + .days(1))
            try await warehouse.enlist([discovery(wakes: true, presence: .knownOnly)])
            #expect(try await warehouse.outlook(.all, now: .start).nextDue == .start)
        }
    }

    @Test func `another marker than last time wakes; the first one does not`() async throws {
        try await withWarehouse { warehouse, _ in
            let lease = try await warehouse.lease(document)
            _ = try await warehouse.complete([lease.completion(.unchanged)])
            let later = Timestamp.start + .days(1)
            for (marker, due) in [(Int32?.some(79), later), (79, later), (nil, later), (80, .start)] {
                var told = discovery()
                told.marker = marker
                try await warehouse.enlist([told])
                #expect(try await warehouse.outlook(.all, now: .start).nextDue == due)
            }
        }
    }

    /// When a target, due at the same moment as the one that wakes it for later, is told of the wish.
    enum Moment: CaseIterable {
        case beforeTheClaim, betweenTwoClaims, duringTheVisit, afterTheVisit
    }

    @Test(arguments: Moment.allCases)
    func `a wish for later counts whichever of two targets due at one moment goes first`(
        moment: Moment
    ) async throws {
        try await withWarehouse { warehouse, _ in
            let teller = DocumentID(.summary, of: hero(2))
            var told = discovery(wakes: true)
            told.due = .start + .days(7)
            let tellerLease = try await warehouse.lease(teller)
            func tell() async throws {
                _ = try await warehouse.complete([
                    tellerLease.completion(.received(summary(hero(2))), discoveries: [told])
                ])
            }
            if moment == .beforeTheClaim {
                try await warehouse.enlist([discovery()])
                try await tell()
            }
            var lease = try await warehouse.lease(document)
            if moment == .betweenTwoClaims {
                try await warehouse.release([lease])
                try await tell()
                let claimed = try await warehouse.claim(.all, limit: 10, now: .start, lease: .seconds(60))
                lease = try #require(claimed.first { claim in claim.document == document })
            }
            if moment == .duringTheVisit { try await tell() }
            _ = try await warehouse.complete([lease.completion(.unchanged, due: .start + .days(28))])
            if moment == .afterTheVisit { try await tell() }
            _ = try await warehouse.lease(teller, at: .start + .days(2))
            #expect(try await warehouse.outlook(.all, now: .start).nextDue == .start + .days(7))
        }
    }

    @Test func `a discovery sets the importance that it decides and leaves it otherwise`() async throws {
        try await withWarehouse { warehouse, _ in
            for (decided, kept) in [(4.0, 4.0), (nil, 4), (0.5, 0.5)] {
                try await warehouse.enlist([discovery(importance: decided)])
                let lease = try await warehouse.lease(document)
                #expect(lease.importance == kept)
                try await warehouse.release([lease])
            }
        }
    }

    @Test func `of discoveries of one target the most important counts, and one that makes it`() {
        let merged = [
            discovery(importance: 2, presence: .knownOnly), discovery(importance: 3), discovery(),
        ].merged
        #expect(merged == [discovery(importance: 3)])
    }
}
