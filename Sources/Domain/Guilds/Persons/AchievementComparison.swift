/// How the achievements of two characters agree; it does not matter which comes first.
package struct AchievementComparison: Sendable, Hashable {
    /// Achievements that both completed at the same second.
    package private(set) var equal = 0
    /// Days, in UTC, on which they agree: an evening together and a burst of rewards count once.
    package private(set) var days = 0
    /// Achievements that both completed, at different seconds.
    package private(set) var different = 0
    /// Achievements of one that the other lacks although it was still playing then.
    package private(set) var lacking = 0

    /// Compares two lists that ascend by id; takes time in proportion to their lengths.
    package init(_ left: [EarnedAchievement], _ right: [EarnedAchievement]) {
        let ends = [left, right].map { list in list.lazy.map(\.completedAt).max() }
        guard let first = ends[0], let second = ends[1] else { return }
        let horizon = min(first, second)
        var equalDays = Set<Int64>()
        var (here, there) = (0, 0)
        while here < left.count || there < right.count {
            let mine = here < left.count ? left[here] : nil
            let other = there < right.count ? right[there] : nil
            if let mine, let other, mine.id == other.id {
                if mine.completedAt.seconds == other.completedAt.seconds {
                    equal += 1
                    equalDays.insert(mine.completedAt.seconds / 86_400)
                } else {
                    different += 1
                }
                here += 1
                there += 1
            } else if let mine, other.map({ other in mine.id < other.id }) ?? true {
                if mine.completedAt <= horizon { lacking += 1 }
                here += 1
            } else if let other {
                if other.completedAt <= horizon { lacking += 1 }
                there += 1
            }
        }
        days = equalDays.count
    }

    /// The part of the achievements of both that were completed at the same second; 0 when there are none.
    package var share: Double {
        equal + different == 0 ? 0 : Double(equal) / Double(equal + different)
    }
}
