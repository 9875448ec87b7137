import Guilds

/// Something that is asked of one guild.
struct Question<Answer> {
    let name: String
    let size: (Answer) -> Int
    let ask: (GuildKey) async throws -> Answer

    /// Asks it of each dense guild in turn, `rounds` times over, after one round that is not counted.
    func measure(_ guilds: Int, _ rounds: Int) async throws {
        let clock = ContinuousClock()
        var took: [Double] = []
        var largest = 0
        for round in 0...rounds {
            for number in 0..<guilds {
                let started = clock.now
                let answer = try await ask(Landscape.dense(number))
                if round > 0 { took.append((clock.now - started) / .milliseconds(1)) }
                largest = max(largest, size(answer))
            }
        }
        took.sort()
        print("\(name) \(percentile(took, 0.5)) \(percentile(took, 0.99)) \(largest)")
    }

    private func percentile(_ sorted: [Double], _ share: Double) -> Double {
        let place = min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.down)))
        return (sorted[place] * 100).rounded() / 100
    }
}
