import Guilds
import Statistics

/// Evenings drawn again from those that were seen, each filled from the roles of those who came.
///
/// Drawing whole evenings keeps that people miss the same evenings. Where it is not known whether someone came, it is
/// drawn by what is believed of them; so is whether the recruit comes. The bounds are those of the bootstrap
/// (B. Efron, Annals of Statistics 7, 1979).
struct GroupSimulation {
    struct Gain {
        let role: Role
        /// Places per evening that would stay open otherwise, with the 80 % bounds.
        let filled: Double
        let low: Double
        let high: Double
        /// Share of evenings with a full group.
        let full: Double
    }

    /// Places of a group of twenty by role, as guilds usually fill them on the hardest difficulty.
    static let places: [(role: Role, count: Int)] = [(.tank, 2), (.healer, 4), (.damage, 14)]
    static let wanted = "2 tanks, 4 healers, 14 damage dealers"
    static let draws = 400

    /// Share of evenings on which every place was filled.
    let full: (share: Double, interval: Insight.Interval)
    /// Places that stay open on average.
    let open: Double
    /// The role that fills most first.
    let gains: [Gain]

    init(_ record: AttendanceRecord, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let beliefs = record.beliefs
        let recruitComes = beliefs.median ?? 0.5
        let turnouts = record.evenings.indices.map { evening in Turnout(record, evening, beliefs) }
        var shares: [Double] = []
        var opens: [Double] = []
        var filled = [[Double]](repeating: [], count: Self.places.count)
        var fulls = [[Double]](repeating: [], count: Self.places.count)
        for _ in 0..<Self.draws {
            var tally = Tally()
            for _ in record.evenings {
                let evening = min(
                    record.evenings.count - 1, Int(random.uniform() * Double(record.evenings.count)))
                let gaps = turnouts[evening].gaps(&random)
                tally.add(gaps, recruitComes: random.uniform() < recruitComes)
            }
            let count = Double(record.evenings.count)
            shares.append(Double(tally.full) / count)
            opens.append(Double(tally.open) / count)
            for index in Self.places.indices {
                filled[index].append(Double(tally.filled[index]) / count)
                fulls[index].append(Double(tally.fullWith[index]) / count)
            }
        }
        func bounds(_ values: [Double]) -> (low: Double, high: Double) {
            (values.quantile(0.1) ?? 0, values.quantile(0.9) ?? 0)
        }
        let spread = bounds(shares)
        full = (
            shares.mean ?? 0,
            Insight.Interval(low: 100 * spread.low, high: 100 * spread.high, level: 0.8)
        )
        open = opens.mean ?? 0
        gains = Self.places.indices.map { index in
            let spread = bounds(filled[index])
            return Gain(
                role: Self.places[index].role, filled: filled[index].mean ?? 0, low: spread.low,
                high: spread.high, full: fulls[index].mean ?? 0)
        }.enumerated().sorted { ($1.element.filled, $0.offset) < ($0.element.filled, $1.offset) }
            .map(\.element)
    }

    /// Who came to one evening for certain, and who may have; whoever's role is not known fills no place.
    private struct Turnout {
        private var known = [Int](repeating: 0, count: GroupSimulation.places.count)
        private var doubtful: [(place: Int?, belief: Double)] = []

        init(_ record: AttendanceRecord, _ evening: Int, _ beliefs: [Double]) {
            for (raider, belief) in zip(record.raiders, beliefs) {
                let place = GroupSimulation.places.firstIndex { place in place.role == raider.role }
                switch raider.came[evening] {
                case true?: if let place { known[place] += 1 }
                case false?: continue
                case nil: doubtful.append((place, belief))
                }
            }
        }

        /// Open places by role; one number is drawn for each who may have come.
        func gaps(_ random: inout SplitMix64) -> [Int] {
            var came = known
            for (place, belief) in doubtful where random.uniform() < belief {
                if let place { came[place] += 1 }
            }
            return came.indices.map { index in max(0, GroupSimulation.places[index].count - came[index]) }
        }
    }

    /// What is added up over the evenings of one draw.
    private struct Tally {
        var full = 0
        var open = 0
        var filled = [Int](repeating: 0, count: GroupSimulation.places.count)
        var fullWith = [Int](repeating: 0, count: GroupSimulation.places.count)

        mutating func add(_ gaps: [Int], recruitComes: Bool) {
            let missing = gaps.reduce(0, +)
            full += missing == 0 ? 1 : 0
            open += missing
            for index in gaps.indices {
                let gain = recruitComes && gaps[index] > 0 ? 1 : 0
                filled[index] += gain
                fullWith[index] += missing == gain ? 1 : 0
            }
        }
    }
}
