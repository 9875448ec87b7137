import Testing

@testable import Crawl

@Suite struct `The turnstile` {
    /// Lets tasks come into the line one after the other, so that their order is known.
    private func queue(
        _ numbers: ClosedRange<Int>, at turnstile: Turnstile, _ group: inout ThrowingTaskGroup<Int, any Error>
    ) async {
        for number in numbers {
            let before = turnstile.line.count
            group.addTask {
                try await turnstile.enter()
                return number
            }
            while turnstile.line.count == before { await Task.yield() }
        }
    }

    @Test func `no more go through than the limit, in the order in which they came`() async throws {
        let turnstile = Turnstile(limit: ConcurrencyLimit(maximum: 2))
        try await turnstile.enter()
        try await turnstile.enter()
        try await withThrowingTaskGroup(of: Int.self) { group in
            await queue(1...5, at: turnstile, &group)
            for expected in 1...5 {
                #expect(turnstile.line.count == 6 - expected)
                await turnstile.leave(nil)
                let next = try await group.next()
                #expect(next == expected)
            }
        }
    }

    @Test func `after a sign of strain places that are left are not handed on until there are fewer`()
        async throws
    {
        let turnstile = Turnstile(limit: ConcurrencyLimit(maximum: 10))
        for _ in 0..<10 { try await turnstile.enter() }
        try await withThrowingTaskGroup(of: Int.self) { group in
            await queue(1...3, at: turnstile, &group)
            // Eight may be in flight from now on.
            await turnstile.leave(.strained)
            await turnstile.leave(nil)
            #expect(turnstile.line.count == 3)
            await turnstile.leave(nil)
            let next = try await group.next()
            #expect(next == 1)
            #expect(turnstile.line.count == 2)
            for _ in 0..<2 { await turnstile.leave(nil) }
            try await group.waitForAll()
        }
    }

    @Test func `who is cancelled in line steps out, and the next has the place`() async throws {
        let turnstile = Turnstile(limit: ConcurrencyLimit(maximum: 1))
        try await turnstile.enter()
        let first = Task { try await turnstile.enter() }
        while turnstile.line.count < 1 { await Task.yield() }
        let second = Task { try await turnstile.enter() }
        while turnstile.line.count < 2 { await Task.yield() }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        #expect(turnstile.line.count == 1)
        await turnstile.leave(nil)
        try await second.value
        // The place is taken: whoever comes waits.
        let third = Task { try await turnstile.enter() }
        while turnstile.line.count < 1 { await Task.yield() }
        await turnstile.leave(nil)
        try await third.value
    }

    @Test func `who is cancelled already takes no place in line`() async throws {
        let turnstile = Turnstile(limit: ConcurrencyLimit(maximum: 1))
        try await turnstile.enter()
        let late = Task {
            while !Task.isCancelled { await Task.yield() }
            try await turnstile.enter()
        }
        late.cancel()
        await #expect(throws: CancellationError.self) { try await late.value }
        #expect(turnstile.line.count == 0)
    }
}
