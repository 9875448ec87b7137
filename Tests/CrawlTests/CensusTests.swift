import Crawl
import Guilds
import Testing

@Suite struct `The price that a census asks for` {
    private let policy = RevisitPolicy()
    private let now = Timestamp(seconds: 1_800_000_000)

    private func census(_ characters: Int, perHour: Int) -> Census {
        let sample = (0..<200).map { place in
            Census.Summary(
                importance: Double(place % 6 + 1),
                evidence: ChangeEvidence(events: Double(place % 11) + 1, days: 10),
                lastModified: now - .hours(30))
        }
        return Census(
            targets: [.summary: characters, .status: characters, .roster: 10, .equipment: 2800],
            sample: sample, requestsPerHour: perHour)
    }

    @Test func `promises and the other kinds are paid first`() {
        // 21,600 a day can be planned with; 200 are promises, 100 equipment; rosters have a price too.
        let left = policy.requestsLeft(by: census(5000, perHour: 1000))
        #expect(abs(left - 21_300) < 1e-6)
        #expect(policy.requestsLeft(by: census(5_000_000, perHour: 1000)) == 0)
    }

    @Test func `an ample budget leaves the price at its floor, a small one raises it`() {
        #expect(policy.price(for: census(5000, perHour: 36_000), now: now) == .floor)
        let scarce = policy.price(for: census(50_000, perHour: 1000), now: now)
        let scarcer = policy.price(for: census(100_000, perHour: 1000), now: now)
        #expect(scarce > .floor && scarcer > scarce)
    }

    /// Requests a day that the policy asks for at a price, planned visit by visit.
    private func asked(_ census: Census, at price: FreshnessPrice) -> Double {
        var policy = policy
        policy.price = price
        let each = Double(census.targets[.summary] ?? 0) / Double(census.sample.count)
        return census.sample.reduce(0) { sum, summary in
            let lease = Lease(
                document: DocumentID(.summary, of: CharacterKey(realm: RealmKey(region: .eu, id: 1), id: 1)),
                address: .region, generation: 1, lastModified: nil, digest: nil, decoderVersion: nil,
                confirmedAt: nil, consecutiveFailures: 0, importance: summary.importance,
                evidence: summary.evidence)
            let wait =
                policy.nextDue(
                    after: .unchanged, of: lease, lastModified: summary.lastModified, maxAge: nil, now: now)
                - now
            let woken = 5 * (1 - summary.value(now: now).rate.survival(wait.days))
            return sum + each * (1 + woken) / wait.days
        }
    }

    @Test(arguments: [300, 1000, 4000])
    func `at the price what is planned is what the budget leaves`(perHour: Int) {
        let census = census(50_000, perHour: perHour)
        let price = policy.price(for: census, now: now)
        let left = policy.requestsLeft(by: census)
        #expect(price > .floor)
        #expect(asked(census, at: price) > 0.95 * left - 40 && asked(census, at: price) <= left)
        #expect(asked(census, at: .floor) > left)
    }

    @Test func `guilds beyond the budget raise the price instead of leaving nothing to characters`() {
        var crowded = census(1000, perHour: 1000)
        crowded.targets[.roster] = 20_000
        let price = policy.price(for: crowded, now: now)
        #expect(price > .floor)
        #expect(asked(crowded, at: price) > 1000)
    }

    @Test func `the sample tells raiders from others, and how often they play`() {
        var census = census(1000, perHour: 1000)
        for index in census.sample.indices where census.sample[index].importance == 6 {
            census.sample[index].evidence = ChangeEvidence(events: 300, days: 100)
        }
        let classes = policy.classes(of: census, now: now)
        #expect(classes.map(\.name) == ["raiders", "members"])
        #expect(classes.map(\.count) == [165, 835])
        #expect(classes[0].rate > 2.5 && classes[1].rate < 1)
    }

    @Test func `nobody known costs nothing`() {
        let empty = Census(targets: [:], sample: [], requestsPerHour: 0)
        #expect(policy.price(for: empty, now: now) == .floor)
    }
}
