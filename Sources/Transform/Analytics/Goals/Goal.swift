import Guilds

/// Something that a guild wants to have reached by some time.
package struct Goal: Sendable, Hashable, Codable {
    /// The last part of the metric's name, `vault` for `goals.vault`; each goal of a guild has its own.
    package var key: String
    /// What is measured.
    package var measure: Measure
    /// What it is to come to.
    package var aim: Aim
    /// By when.
    package var due: Due

    /// What is measured of the raid team.
    package enum Measure: Sendable, Hashable, Codable {
        /// Per cent of those whose runs are known with so many vault slots in a week.
        case vaultShare(slots: Int)
        /// The mean keystone rating of those who have one.
        case averageRating
        /// The mean equipped item level.
        case averageItemLevel
    }

    /// What a measure is to come to.
    package enum Aim: Sendable, Hashable, Codable {
        /// This, in the unit of the measure.
        case atLeast(Double)
        /// The next multiple of this that lies at least half of it above what the last known week shows.
        case nextStep(Double)
    }

    /// By when an aim is to be reached.
    package enum Due: Sendable, Hashable, Codable {
        /// By the last weekly reset up to a moment, in seconds since 1970.
        case date(Int64)
        /// By the end of so many weeks of the keystone season.
        case seasonWeek(Int)
        /// By the end of so many weeks after the last complete one.
        case weeksAhead(Int)
    }

    /// A goal from its parts, taken as they are.
    package init(key: String, measure: Measure, aim: Aim, due: Due) {
        self.key = key
        self.measure = measure
        self.aim = aim
        self.due = due
    }

    /// The goals of a guild that has set none.
    package static let standard = [
        Goal(key: "vault", measure: .vaultShare(slots: 3), aim: .atLeast(80), due: .weeksAhead(1)),
        Goal(key: "rating", measure: .averageRating, aim: .nextStep(250), due: .weeksAhead(8)),
        Goal(key: "itemlevel", measure: .averageItemLevel, aim: .nextStep(10), due: .weeksAhead(8)),
    ]
}

extension Goal.Measure {
    var unit: String {
        switch self {
        case .vaultShare: "%"
        case .averageRating: "rating"
        case .averageItemLevel: "item level"
        }
    }

    /// What values can be.
    var bounds: ClosedRange<Double> {
        switch self {
        case .vaultShare: 0...100
        case .averageRating, .averageItemLevel: 0...Double.infinity
        }
    }

    /// The goal in words, for this aim and team.
    func words(_ aim: Double, of team: String) -> String {
        switch self {
        case .vaultShare(let slots):
            "\(Wording.number(aim))% of the \(team) with \(Wording.count(slots, "vault slot")) a week"
        case .averageRating: "an average keystone rating of \(Wording.number(aim)) among the \(team)"
        case .averageItemLevel: "an average item level of \(Wording.number(aim)) among the \(team)"
        }
    }

    /// A value in words.
    func words(_ value: Double) -> String {
        switch self {
        case .vaultShare: Wording.number(value) + "%"
        case .averageRating: Wording.number(value)
        case .averageItemLevel: Wording.number(value, digits: 1)
        }
    }
}
