import Guilds
import Statistics

/// One of the guild's main figures over the last complete weeks, with what each member has of it.
struct DeltaFigure {
    /// Stable name of the figure, `runs`: what is said of it in other languages hangs on it.
    let key: String
    let name: String
    let unit: String
    let digits: Int
    /// A change smaller than this is none, however steady the figure was.
    let least: Double
    /// One value per week, the newest last, to the digits in which it is told: so that a change is the difference of the
    /// values that a reader sees. Nil is unknown.
    let values: [Double?]
    /// By how much each member's part changed from the week before the last to the last.
    let parts: [CharacterKey: Double]

    init(
        key: String, name: String, unit: String, digits: Int, least: Double, values: [Double?],
        parts: [CharacterKey: Double]
    ) {
        self.key = key
        self.name = name
        self.unit = unit
        self.digits = digits
        self.least = least
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        self.values = values.map { value in value.map { value in (value * scale).rounded() / scale } }
        self.parts = parts
    }

    /// Weeks looked at: the last two and those that tell what is usual.
    static let weeks = 18

    /// The newest change; nil unless both weeks are known.
    var change: Double? {
        guard values.count >= 2, let before = values[values.count - 2], let now = values[values.count - 1]
        else {
            return nil
        }
        return now - before
    }

    /// The changes before the newest one, from week to week.
    var earlierChanges: [Double] {
        zip(values, values.dropFirst()).dropLast().compactMap { before, now in
            before.flatMap { before in now.map { now in now - before } }
        }
    }

    /// How unusual the newest change is; nil while too little is known to tell.
    var surprise: Surprise? {
        change.flatMap { change in Surprise(change, among: earlierChanges, least: least) }
    }
}

/// How far a change lies outside what is usual, in robust deviations.
///
/// Measured against the median and the median distance of the guild's own earlier changes. Few changes tell the spread
/// badly, so the limit is wider then: 3 · (1 + 6/n). On levels of independent normal noise that is 1.7 false alarms in 100
/// figures with 6 earlier changes, 0.6 with 16 (`DeltaTests`).
struct Surprise {
    /// With fewer earlier changes nothing is called unusual.
    static let fewest = 6

    let change: Double
    /// What the change usually is, and how far from that it usually lies.
    let usual: Double
    let spread: Double
    let limit: Double

    init?(_ change: Double, among earlier: [Double], least: Double) {
        guard earlier.count >= Self.fewest, let median = earlier.median,
            let deviation = earlier.medianDeviation
        else { return nil }
        self.change = change
        usual = median
        spread = max(deviation, least)
        limit = 3 * (1 + 6 / Double(earlier.count))
    }

    var distance: Double { abs(change - usual) / spread }

    var isBeyondNoise: Bool { distance > limit }
}
