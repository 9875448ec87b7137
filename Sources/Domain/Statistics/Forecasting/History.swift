/// What is known of one quantity at evenly spaced steps, oldest first.
///
/// Unknown steps stay unknown: models carry their state over them and learn nothing there.
package struct History: Sendable {
    /// One value per step from the first known one on; not a number where nothing is known.
    package let values: [Double]
    /// Steps after which a pattern returns, such as 7 for days of a week; 1 for none.
    package let season: Int
    /// Whether the quantity cannot be below zero, so that no forecast or bound is.
    package let isNonNegative: Bool

    /// How many steps are known.
    package let known: Int

    /// Steps before the first known one are dropped. Values that are infinite count as unknown.
    package init(_ values: [Double?], season: Int = 1, isNonNegative: Bool = false) {
        self.init(
            steps: values.map { value in value ?? .nan }, season: season, isNonNegative: isNonNegative)
    }

    /// The same from values of which all are known.
    package init(_ values: [Double], season: Int = 1, isNonNegative: Bool = false) {
        self.init(steps: values, season: season, isNonNegative: isNonNegative)
    }

    private init(steps: [Double], season: Int, isNonNegative: Bool) {
        let finite = steps.map { value in value.isFinite ? value : .nan }
        self.values = Array(finite.drop { value in value.isNaN })
        self.season = max(1, season)
        self.isNonNegative = isNonNegative
        known = self.values.count { value in !value.isNaN }
    }

    /// The steps up to an origin, as a forecaster would have seen them then.
    package func prefix(_ count: Int) -> History {
        History(steps: Array(values.prefix(count)), season: season, isNonNegative: isNonNegative)
    }

    /// The same steps with other values.
    func with(values: [Double]) -> History {
        History(steps: values, season: season, isNonNegative: isNonNegative)
    }

    /// Whether every known value is above zero.
    var isPositive: Bool { !values.contains { value in value <= 0 } }
}
