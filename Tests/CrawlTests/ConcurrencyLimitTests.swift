import Testing

@testable import Crawl

@Suite struct `How many requests may be in flight` {
    @Test func `errors that come together take a fifth away once`() {
        var limit = ConcurrencyLimit(maximum: 50)
        for _ in 0..<30 { limit.learn(.strained, inFlight: 50, now: .milliseconds(10)) }
        #expect(limit.current == 40)
        limit.learn(.strained, inFlight: 40, now: .milliseconds(1010))
        #expect(limit.current == 32)
    }

    @Test func `a storm leaves one request, which finds out when it is over`() {
        var limit = ConcurrencyLimit(maximum: 50)
        for second in 0..<100 { limit.learn(.strained, inFlight: 1, now: .seconds(second)) }
        #expect(limit.current == 1)
        for answer in 0..<1400 {
            limit.learn(
                .answered(in: .milliseconds(100)), inFlight: limit.current,
                now: .seconds(100) + .milliseconds(answer))
        }
        #expect(limit.current == 50)
    }

    @Test func `each round of good answers adds one, never beyond the most`() {
        var limit = ConcurrencyLimit(maximum: 10)
        limit.learn(.strained, inFlight: 10, now: .zero)
        #expect(limit.current == 8)
        for _ in 0..<9 { limit.learn(.answered(in: .milliseconds(50)), inFlight: 8, now: .seconds(2)) }
        #expect(limit.current == 9)
        for _ in 0..<100 { limit.learn(.answered(in: .milliseconds(50)), inFlight: 9, now: .seconds(3)) }
        #expect(limit.current == 10)
    }

    @Test func `a limit that is not used does not grow`() {
        var limit = ConcurrencyLimit(maximum: 50)
        limit.learn(.strained, inFlight: 50, now: .zero)
        for _ in 0..<1000 { limit.learn(.answered(in: .milliseconds(50)), inFlight: 3, now: .seconds(9)) }
        #expect(limit.current == 40)
    }

    @Test func `answers far slower than usual are a sign of strain`() {
        var limit = ConcurrencyLimit(maximum: 50)
        for _ in 0..<100 { limit.learn(.answered(in: .milliseconds(300)), inFlight: 50, now: .zero) }
        #expect(limit.current == 50)
        limit.learn(.answered(in: .milliseconds(1100)), inFlight: 50, now: .seconds(1))
        #expect(limit.current == 50)
        limit.learn(.answered(in: .milliseconds(1900)), inFlight: 50, now: .seconds(1))
        #expect(limit.current == 40)
    }
}
