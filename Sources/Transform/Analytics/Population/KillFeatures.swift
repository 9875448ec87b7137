import Foundation
import Guilds

/// The features of a week with a boss next, as the kill model reads them.
enum KillFeatures {
    static let names = [
        "weeks on the boss", "first week", "nights", "kills", "pace", "item level", "item level unknown",
        "stability", "heroic", "mythic", "depth", "depth on heroic", "depth on mythic",
    ]

    /// A row; an item level counts against the one at which other guilds killed the boss.
    static func row(_ week: BossWeek, reference: Double?) -> [Double] {
        let form = week.form
        let gap = form.itemLevel.flatMap { level in reference.map { reference in level - reference } }
        let (heroic, mythic) = (
            week.boss.difficulty == .heroic ? 1.0 : 0, week.boss.difficulty == .mythic ? 1.0 : 0
        )
        return [
            log1p(Double(week.spent)), week.spent == 0 ? 1 : 0, min(4, form.nights), log1p(form.kills),
            log1p(week.pace), min(20, max(-20, gap ?? 0)), gap == nil ? 1 : 0, form.stability ?? 0.8, heroic,
            mythic, week.depth, week.depth * heroic, week.depth * mythic,
        ]
    }
}
