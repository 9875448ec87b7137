/// The weekly vault: what a week's keystone runs open.
///
/// A run counts whether it was in time or not. Source of the steps: the game's own vault, a choice of items after
/// 1, 4 and 8 dungeons.
package enum WeeklyVault {
    /// Runs after which one more slot opens, ascending.
    package static let steps = [1, 4, 8]

    /// How many slots so many runs open, 0 to 3.
    package static func slots(runs: Int) -> Int { steps.count { needed in runs >= needed } }

    /// The runs at which the next slot opens; nil once all are open.
    package static func nextStep(runs: Int) -> Int? { steps.first { needed in needed > runs } }
}
