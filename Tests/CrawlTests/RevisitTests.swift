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
        (Duration.hours(1), Duration.hours(6)),
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

    @Test func `above its floor the price defers what is worth least`() {
        var policy = RevisitPolicy()
        policy.price = FreshnessPrice(3)
        let waits = [0.1, 1, 6.0].map { importance in
            var lease = lease(.summary)
            lease.importance = importance
            return policy.nextDue(
                after: .unchanged, of: lease, lastModified: now - .hours(3), maxAge: nil, now: now) - now
        }
        #expect(waits[0] == .days(90))
        #expect(waits[1] > waits[2])
        #expect(waits[2] > RevisitPolicy().intervals.summary)
    }

    @Test(arguments: [0.1, 1, Importance.core])
    func `importance has no say while the budget holds everything`(importance: Double) {
        var lease = lease(.summary)
        lease.importance = importance
        let due = policy.nextDue(
            after: .unchanged, of: lease, lastModified: now - .hours(1), maxAge: nil, now: now)
        #expect(due - now == .hours(6))
    }

    private func policy(price: FreshnessPrice = .floor, resetIn wait: Duration) -> RevisitPolicy {
        let end = now + wait - .seconds(1)
        let week = Period(region: .eu, id: 1064, start: end - .days(7), end: end)
        return RevisitPolicy(price: price, resets: [.eu: WeeklyReset(end: week)])
    }

    private func due(_ kind: DocumentKind, _ policy: RevisitPolicy, idle: Duration, importance: Double = 1)
        -> Duration
    {
        var lease = lease(kind)
        lease.importance = importance
        return policy.nextDue(
            after: .unchanged, of: lease, lastModified: now - idle, maxAge: nil, now: now) - now
    }

    @Test func `a member who played this week is looked at before and after the reset`() {
        let last = due(.summary, policy(resetIn: .hours(20)), idle: .days(4))
        #expect(last >= .hours(14) && last < .hours(20))
        let closing = due(.summary, policy(resetIn: .hours(5)), idle: .days(4))
        #expect(closing >= .hours(5) && closing < .hours(5) + WeeklyReset.closing)
    }

    @Test func `whoever has rested for weeks is looked at once, when the week is over`() {
        let due = due(.summary, policy(resetIn: .hours(20)), idle: .days(20))
        #expect(due >= .hours(20) && due < .hours(20) + WeeklyReset.closing)
    }

    @Test func `above the floor, whoever rests waits until a look is worth it`() {
        let price = FreshnessPrice(3)
        let plain = due(.summary, RevisitPolicy(price: price), idle: .days(20))
        #expect(due(.summary, policy(price: price, resetIn: .hours(20)), idle: .days(20)) == plain)
    }

    @Test(arguments: [DocumentKind.equipment, .status])
    func `the reset brings no other document forward`(kind: DocumentKind) {
        #expect(due(kind, policy(resetIn: .hours(20)), idle: .days(1)) == due(kind, policy, idle: .days(1)))
    }

    @Test func `above the floor a visit near the reset need not be worth as much`() {
        let price = FreshnessPrice(0.6)
        let plain = due(.summary, RevisitPolicy(price: price), idle: .hours(2))
        #expect(plain > .days(2))
        let near = due(.summary, policy(price: price, resetIn: plain - .hours(12)), idle: .hours(2))
        #expect(near < plain - .hours(12) && near >= plain - .hours(18))
        let far = due(.summary, policy(price: price, resetIn: plain + .hours(60)), idle: .hours(2))
        #expect(far == plain)
        // It must be worth a third all the same.
        let dear = due(
            .summary, policy(price: FreshnessPrice(30), resetIn: .hours(20)), idle: .hours(2))
        #expect(dear == .days(90))
    }

    @Test func `only an answer teaches`() {
        let policy = RevisitPolicy()
        var known = lease(.summary)
        known.confirmedAt = now - .days(2)
        known.evidence = ChangeEvidence(events: 2, days: 3)
        for outcome in [Observation.Outcome.missing, .hidden, .failed(.timedOut)] {
            #expect(policy.evidence(after: outcome, of: known, lastModified: nil, now: now) == known.evidence)
        }
        let taught = policy.evidence(after: .unchanged, of: known, lastModified: nil, now: now)
        #expect(taught.days > 4.9 && taught.events < 2)
    }

    @Test func `looks at whether characters may be kept are spread around twenty-five days`() {
        let policy = RevisitPolicy()
        let waits = (Int64(1)...200).map { id in
            var lease = lease(.status)
            lease.document = DocumentID(kind: .status, realm: realm, subject: id)
            return policy.nextDue(after: .unchanged, of: lease, lastModified: nil, maxAge: nil, now: now)
                - now
        }
        #expect(waits.allSatisfy { wait in wait >= .days(24) && wait <= .days(26) })
        #expect(Set(waits).count > 190)
    }

    @Test func `the same failure of the same target gets the same plan`() {
        let plans = (0..<2).map { _ in
            policy.nextDue(
                after: .missing, of: lease(.summary), lastModified: nil, maxAge: nil, now: now)
        }
        #expect(plans[0] == plans[1])
    }
}
