import Crawl
import Guilds
import Testing

@Suite struct `The price that a census asks for` {
    private let policy = RevisitPolicy()
    private let now = Timestamp(seconds: 1_800_000_000)

    private func census(_ characters: Int, perHour: Int) -> Census {
        let sample = (0..<200).map { place in
            Census.Summary(
                importance: Double(place % 6 + 1), evidence: ChangeEvidence(events: 5, days: 10),
                lastModified: now - .hours(30))
        }
        return Census(
            targets: [.summary: characters, .status: characters, .roster: 10, .equipment: 2800],
            sample: sample, requestsPerHour: perHour)
    }

    @Test func `promises and the other kinds are paid first`() {
        // 21,600 a day can be planned with; 200 are promises, 40 rosters, 100 equipment.
        let left = policy.requestsLeft(by: census(5000, perHour: 1000))
        #expect(abs(left - 21_260) < 1e-6)
        #expect(policy.requestsLeft(by: census(5_000_000, perHour: 1000)) == 0)
    }

    @Test func `an ample budget leaves the price at its floor, a small one raises it`() {
        #expect(policy.price(for: census(5000, perHour: 36_000), now: now) == .floor)
        let scarce = policy.price(for: census(50_000, perHour: 1000), now: now)
        let scarcer = policy.price(for: census(100_000, perHour: 1000), now: now)
        #expect(scarce > .floor && scarcer > scarce)
    }

    @Test func `nobody known costs nothing`() {
        let empty = Census(targets: [:], sample: [], requestsPerHour: 0)
        #expect(policy.price(for: empty, now: now) == .floor)
    }
}
