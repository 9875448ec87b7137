import Foundation

/// Numbers that are the same in every run of a seed: xoshiro256** with the usual transforms.
struct Random {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    init(seed: UInt64) {
        var mix = seed
        func next() -> UInt64 {
            mix &+= 0x9E37_79B9_7F4A_7C15
            var z = mix
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        state = (next(), next(), next(), next())
    }

    /// Above 0, at most 1.
    mutating func uniform() -> Double {
        let scrambled = state.1 &* 5
        let result = (scrambled << 7 | scrambled >> 57) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3 << 45 | state.3 >> 19
        return (Double(result >> 11) + 1) / Double(1 << 53)
    }

    mutating func exponential() -> Double { -log(uniform()) }

    mutating func normal() -> Double { sqrt(-2 * log(uniform())) * cos(2 * .pi * uniform()) }

    mutating func poisson(_ mean: Double) -> Int {
        var (count, time) = (0, exponential())
        while time < mean {
            count += 1
            time += exponential()
        }
        return count
    }

    /// 1, 2, … with this mean.
    mutating func geometric(mean: Double) -> Int { 1 + Int(log(uniform()) / log(1 - 1 / mean)) }
}

/// Characters with importance, drifting change rates and changes that come in play sessions.
///
/// Importance is exp(N(0, 1)). The logarithm of the change rate per day is an Ornstein-Uhlenbeck process with
/// standard deviation 1.5, median 1 a day and a correlation time of 200 days: within a month a rate moves by a
/// factor of 2.3 or so. Sessions begin at random at a third of that rate; a session has 3 changes on average
/// (geometric), at random moments of its length, which is exponential with 2 hours on average.
struct World {
    static let days = 30
    static let perSession = 3.0
    static let sessionDays = 2.0 / 24
    static let correlationDays = 200.0

    let importance: [Double]
    /// Changes per day and character, one list per day.
    private(set) var rates: [[Double]] = []
    /// Moments of change in days, ascending, per character.
    private(set) var changes: [[Float]]
    /// Moments at which a session ends, ascending, per character; they belong to what sensors can see.
    private(set) var sessions: [[Float]]

    var count: Int { importance.count }

    init(seed: UInt64, count: Int) {
        var random = Random(seed: seed)
        importance = (0..<count).map { _ in exp(random.normal()) }
        changes = Array(repeating: [], count: count)
        sessions = Array(repeating: [], count: count)
        var level = (0..<count).map { _ in 1.5 * random.normal() }
        let kept = exp(-1 / Self.correlationDays)
        let noise = 1.5 * sqrt(1 - kept * kept)
        // The day before, for sessions that reach into the first.
        for day in -1..<Self.days {
            for one in 0..<count {
                if day > -1 { level[one] = kept * level[one] + noise * random.normal() }
                play(one, day: Double(day), rate: exp(level[one]), &random)
            }
            if day >= 0 { rates.append(level.map { value in exp(value) }) }
        }
        for one in 0..<count {
            changes[one].sort()
            sessions[one].sort()
        }
    }

    private mutating func play(_ one: Int, day: Double, rate: Double, _ random: inout Random) {
        for _ in 0..<random.poisson(rate / Self.perSession) {
            let (start, length) = (day + random.uniform(), random.exponential() * Self.sessionDays)
            for _ in 0..<random.geometric(mean: Self.perSession) {
                let moment = start + length * random.uniform()
                if moment >= 0 { changes[one].append(Float(moment)) }
            }
            if start + length >= 0 { sessions[one].append(Float(start + length)) }
        }
    }

    /// The first change after the moment, infinite when none comes.
    func change(of one: Int, after moment: Double) -> Double {
        let list = changes[one]
        let place = list.firstPlace { change in Double(change) > moment }
        return place < list.count ? Double(list[place]) : .infinity
    }

    /// The last change until the moment; nil when there was none.
    func change(of one: Int, until moment: Double) -> Double? {
        let list = changes[one]
        let place = list.firstPlace { change in Double(change) > moment }
        return place > 0 ? Double(list[place - 1]) : nil
    }
}

extension [Float] {
    /// The first index whose element satisfies a predicate that holds for all later ones too.
    fileprivate func firstPlace(where isBeyond: (Float) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
