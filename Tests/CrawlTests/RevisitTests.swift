import Crawl
import Guilds
import Testing

private let now = Timestamp(seconds: 1_780_000_000)
private let realm = RealmKey(region: .eu, id: 550)

private func lease(_ kind: DocumentKind, failures: Int16 = 0) -> Lease {
    Lease(
        document: DocumentID(kind: kind, realm: realm, subject: 7), address: .region, generation: 1,
        lastModified: nil, digest: nil, decoderVersion: nil, confirmedAt: nil, consecutiveFailures: failures)
}

@Suite struct `When a target is visited again` {
    let policy = RevisitPolicy()

    @Test func `never inside the answer's max-age`() {
        let due = policy.nextDue(
            after: .unchanged, of: lease(.roster), lastModified: nil, maxAge: .hours(9), now: now)
        #expect(due == now + .hours(9))
    }

    @Test func `a max-age beyond a day is not believed`() {
        let due = policy.nextDue(
            after: .unchanged, of: lease(.roster), lastModified: nil, maxAge: .days(400), now: now)
        #expect(due == now + .hours(24))
    }

    @Test(arguments: [
        (Duration.hours(1), Duration.hours(12)),
        (.days(4), .days(1)),
        (.days(90), .days(7)),
    ])
    func `a resting character is asked after a quarter of its idle time`(idle: Duration, wait: Duration) {
        let due = policy.nextDue(
            after: .unchanged, of: lease(.summary), lastModified: now - idle, maxAge: nil, now: now)
        #expect(due - now == wait)
    }

    @Test func `failures in a row wait longer and longer, up to a limit`() {
        let waits = (0..<12).map { failures in
            policy.nextDue(
                after: .failed(.unavailable), of: lease(.summary, failures: failures), lastModified: nil,
                maxAge: nil, now: now) - now
        }
        #expect(waits[0] >= .seconds(300))
        #expect(zip(waits, waits.dropFirst()).prefix(5).allSatisfy { earlier, later in earlier < later })
        #expect(waits.allSatisfy { wait in wait <= .hours(6) * 1.25 })
    }

    @Test(arguments: DocumentKind.allCases)
    func `everything stored is looked at within thirty days`(kind: DocumentKind) {
        for idle in [Duration.hours(1), .days(10), .days(400)] {
            for outcome in [Observation.Outcome.unchanged, .missing, .hidden, .failed(.malformed)] {
                let due = policy.nextDue(
                    after: outcome, of: lease(kind, failures: 9), lastModified: now - idle, maxAge: nil,
                    now: now)
                #expect(due - now <= .days(30))
            }
        }
    }

    @Test func `the same failure of the same target gets the same plan`() {
        let plans = (0..<2).map { _ in
            policy.nextDue(
                after: .missing, of: lease(.summary), lastModified: nil, maxAge: nil, now: now)
        }
        #expect(plans[0] == plans[1])
    }
}
