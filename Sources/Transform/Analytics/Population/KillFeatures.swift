import Foundation
import Guilds

/// A guild with a boss next, as it was known when a week began.
struct BossStand: Sendable, Hashable {
    var boss: BossKey
    /// From 0 for the first boss of the tier to 1 for the last.
    var depth: Double
    /// Weeks since the boss became the next.
    var spent: Int
    /// Whether the boss becomes the next within the first week, so that a part of it alone is left.
    var isArrival: Bool
    var form: RaidForm
    var standing: TierStanding

    init(_ week: BossWeek) {
        boss = week.boss
        depth = week.depth
        spent = week.spent
        isArrival = week.isArrival
        form = week.form
        standing = week.standing
    }

    init(
        _ boss: BossKey, depth: Double, spent: Int, isArrival: Bool, form: RaidForm, standing: TierStanding
    ) {
        (self.boss, self.depth, self.spent, self.isArrival) = (boss, depth, spent, isArrival)
        (self.form, self.standing) = (form, standing)
    }
}

/// The features of a week ahead with a boss next, as the kill model reads them.
enum KillFeatures {
    static let names = [
        "weeks ahead", "arrival", "weeks on the boss", "nights", "kills", "pace", "item level",
        "item level unknown", "stability", "heroic", "mythic", "depth", "depth on heroic", "depth on mythic",
        "nothing fell yet", "weeks a boss", "weeks a boss unknown", "weeks of the tier", "tier before",
        "tier before unknown", "weeks ahead where nothing fell", "weeks ahead, by pace",
    ]

    /// Weeks ahead beyond this are taken for it.
    static let mostAhead = 11

    /// A row; an item level counts against the one at which other guilds killed the boss.
    static func row(_ stand: BossStand, ahead: Int, reference: Double?) -> [Double] {
        let (form, standing) = (stand.form, stand.standing)
        let gap = form.itemLevel.flatMap { level in reference.map { reference in level - reference } }
        let (heroic, mythic) = (
            stand.boss.difficulty == .heroic ? 1.0 : 0, stand.boss.difficulty == .mythic ? 1.0 : 0
        )
        let later = log1p(Double(min(ahead, mostAhead)))
        let pace = log1p(standing.pace)
        let untouched = standing.hasBegun ? 0.0 : 1
        return [
            later, stand.isArrival && ahead == 0 ? 1 : 0, log1p(Double(stand.spent)), min(4, form.nights),
            log1p(form.kills), pace, min(20, max(-20, gap ?? 0)), gap == nil ? 1 : 0,
            form.stability ?? 0.8, heroic, mythic, stand.depth, stand.depth * heroic, stand.depth * mythic,
            untouched, log1p(standing.weeksABoss ?? 0), standing.weeksABoss == nil ? 1 : 0,
            log1p(standing.weeks), standing.before ?? 0, standing.before == nil ? 1 : 0,
            later * untouched, later * pace,
        ]
    }
}
