import Foundation
package import Guilds
package import Statistics

/// The chance that a guild kills its next boss within each of the weeks ahead, from what is known of it now.
///
/// A discrete-time hazard learnt from landmarks: each week at a boss is a moment from which the weeks ahead are
/// counted, so that what a guild does is never read from the weeks that are forecast (J. C. van Houwelingen,
/// "Dynamic Prediction by Landmarking in Event History Analysis", Scandinavian Journal of Statistics 34, 2007).
/// Chances are then corrected by what came to guilds that the model had not seen.
package struct KillModel: Sendable, Hashable, Codable {
    /// The chance of each week ahead, of a boss as easy as its place in the raid lets expect.
    package var hazard: HazardModel
    /// How fast each boss falls as a multiple of what its place lets expect, ascending by boss.
    package var eases: [Ease]
    /// The correction of what adds up over the weeks.
    package var correction: HazardLine
    /// Guilds that taught.
    package var guilds: Int

    /// How fast a boss falls, drawn towards 1 by how few weeks were seen at it.
    package struct Ease: Sendable, Hashable, Codable {
        /// The API's `encounter.id`.
        package var encounter: Int32
        /// How hard the boss was.
        package var difficulty: Difficulty
        /// The multiple.
        package var multiple: Double
    }

    /// How fast a boss falls; 1 where nobody stood before it.
    func ease(_ boss: BossKey) -> Double {
        eases.first { ease in ease.encounter == boss.encounterID && ease.difficulty == boss.difficulty }?
            .multiple ?? 1
    }

    /// What adds up over the weeks ahead until the end of each: -log of the chance that the boss still stands.
    func hazards(_ stand: BossStand, reference: Double?, weeks: Int) -> [Double] {
        let multiple = ease(stand.boss)
        var sum = 0.0
        return (0..<weeks).map { ahead in
            let row = KillFeatures.row(stand, ahead: ahead, reference: reference)
            sum += multiple * cumulativeHazard(hazard.probability(row))
            return correction(sum)
        }
    }
}

/// The weeks that a guild spent at one boss after another, and the item levels at which others killed them.
struct KillLessons {
    /// For each guild its stays at bosses, of one week or more each, in order.
    let guilds: [[[BossWeek]]]
    let references: [BossKey: Double]

    /// One moment of a stay, and what came of the weeks ahead of it.
    struct Landmark {
        let stand: BossStand
        /// Weeks ahead that were watched until the boss fell or watching ended.
        let weeks: Int
        let fell: Bool
    }

    /// Rows beyond this teach nothing new of two dozen weights.
    static let mostRows = 60_000
    /// Weeks ahead at which the correction looks.
    private static let checked = [0, 1, 3, 7, 11]

    init(_ guilds: [[BossWeek]], references: [BossKey: Double]) {
        self.references = references
        self.guilds = guilds.map { weeks in
            var stays: [[BossWeek]] = []
            for week in weeks {
                if let last = stays.last?.last, last.boss == week.boss, last.spent + 1 == week.spent {
                    stays[stays.count - 1].append(week)
                } else {
                    stays.append([week])
                }
            }
            return stays
        }
    }

    /// The model with its correction; nil where too little fell or the weeks do not tell.
    func model() -> KillModel? {
        let all = Array(guilds.indices)
        guard var model = fit(all) else { return nil }
        let trial = (0..<5).flatMap { fold -> [Statistics.Prediction] in
            guard let others = fit(all.filter { guild in guild % 5 != fold }) else { return [] }
            return all.filter { guild in guild % 5 == fold }.flatMap { guild in told(by: others, guild) }
        }
        if let line = HazardLine(trial) { model.correction = line }
        return model
    }

    private func landmarks(_ guild: Int) -> [Landmark] {
        guilds[guild].flatMap { stay in
            stay.indices.map { index in
                Landmark(
                    stand: BossStand(stay[index]), weeks: stay.count - index,
                    fell: stay[stay.count - 1].fell)
            }
        }
    }

    private func fit(_ chosen: [Int]) -> KillModel? {
        let most = KillFeatures.mostAhead + 1
        let size = chosen.reduce(0) { sum, guild in
            sum + guilds[guild].reduce(0) { sum, stay in sum + stay.count * (stay.count + 1) / 2 }
        }
        let stride = (size + Self.mostRows - 1) / Self.mostRows
        var (rows, outcomes): ([[Double]], [Bool]) = ([], [])
        for guild in chosen {
            for (index, landmark) in landmarks(guild).enumerated() where (guild + index) % stride == 0 {
                for ahead in 0..<min(most, landmark.weeks) {
                    rows.append(row(landmark.stand, ahead: ahead))
                    outcomes.append(landmark.fell && ahead == landmark.weeks - 1)
                }
            }
        }
        let kills = chosen.reduce(0) { sum, guild in
            sum + guilds[guild].count { stay in stay[stay.count - 1].fell }
        }
        guard kills >= RaidLore.fewestKills,
            let hazard = HazardModel(
                features: KillFeatures.names, rows: rows, outcomes: outcomes, penalty: Self.penalty)
        else { return nil }
        return KillModel(
            hazard: hazard, eases: eases(chosen, hazard), correction: .none,
            guilds: chosen.count { guild in !guilds[guild].isEmpty })
    }

    /// Weeks of one stay are many rows and one outcome: as strong as one of ten rows were.
    private static let penalty = 30.0

    private func row(_ stand: BossStand, ahead: Int) -> [Double] {
        KillFeatures.row(stand, ahead: ahead, reference: references[stand.boss])
    }

    private func eases(_ chosen: [Int], _ hazard: HazardModel) -> [KillModel.Ease] {
        var groups: [BossKey: RateShrinkage.Group] = [:]
        for guild in chosen {
            for week in guilds[guild].joined() {
                let expected = cumulativeHazard(hazard.probability(row(BossStand(week), ahead: 0)))
                let old = groups[week.boss] ?? RateShrinkage.Group(0, in: 0)
                groups[week.boss] = RateShrinkage.Group(
                    old.events + (week.fell ? 1 : 0), in: old.exposure + expected)
            }
        }
        let sorted = groups.sorted { left, right in left.key < right.key }
        guard let shrinkage = RateShrinkage(sorted.map(\.value)) else { return [] }
        return sorted.map { boss, group in
            KillModel.Ease(
                encounter: boss.encounterID, difficulty: boss.difficulty,
                multiple: shrinkage.posterior(group).mean)
        }
    }

    /// What a model tells of a guild that it has not seen.
    private func told(by model: KillModel, _ guild: Int) -> [Statistics.Prediction] {
        landmarks(guild).flatMap { landmark -> [Statistics.Prediction] in
            let hazards = model.hazards(
                landmark.stand, reference: references[landmark.stand.boss],
                weeks: KillFeatures.mostAhead + 1)
            return Self.checked.compactMap { ahead in
                let isFallen = landmark.fell && landmark.weeks <= ahead + 1
                guard isFallen || landmark.weeks > ahead else { return nil }
                return Statistics.Prediction(1 - exp(-hazards[ahead]), happened: isFallen)
            }
        }
    }
}
