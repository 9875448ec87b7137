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
    /// What is believed of how much faster a guild kills than its corrected chances tell, from guilds that the model
    /// had not seen: what no feature tells of guilds and times spreads the dates. Nil in what was learnt before there
    /// was such a belief.
    package var frailty: RateBelief?
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
        let start: Timestamp
        let stand: BossStand
        /// Weeks ahead that were watched until the boss fell or watching ended.
        let weeks: Int
        let fell: Bool
    }

    /// Rows beyond this teach nothing new of two dozen weights.
    static let mostRows = 60_000
    /// Weeks ahead at which the correction looks.
    private static let checked = [0, 1, 3, 7, 11]
    /// Parts of the guilds, of which one is told of by models of the others.
    private static let folds = 4

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
        guard var model = fit(Array(guilds.indices), before: nil) else { return nil }
        let trial = trial(cuts: cuts)
        let told = trial.isEmpty ? self.trial(cuts: [nil]) : trial
        if let line = HazardLine(told.flatMap(\.claims)) { model.correction = line }
        model.frailty = Self.frailty(told, model.correction)
        return model
    }

    /// How guilds that were not seen differ from what was told of them, with a mean of 1; the same guild from one cut
    /// to the next counts on its own, since what lasts and what passes are both unknown to a forecast.
    private static func frailty(_ told: [Told], _ line: HazardLine) -> RateBelief {
        let groups = told.map { one in
            RateShrinkage.Group(
                one.weeks.count(where: \.fell),
                in: one.weeks.reduce(0) { sum, week in sum + line(week.hazard) })
        }
        let shape = min(mostAlike, max(leastAlike, RateShrinkage(groups)?.prior.shape ?? leastAlike))
        return RateBelief(shape: shape, rate: shape)
    }

    /// Bounds of how alike guilds are taken to be. The upper one, a spread of two fifths, is a choice: trials within
    /// one population do not show how much the next weeks differ, and with less doubt too many dates came late.
    private static let mostAlike = 6.0
    private static let leastAlike = 2.0

    /// What was told of one guild from one cut to the next, and what came of it.
    private struct Told {
        /// Chances at the weeks that are checked.
        var claims: [Statistics.Prediction] = []
        /// Of each week alone what was expected of it, before the correction, and whether the boss fell.
        var weeks: [(hazard: Double, fell: Bool)] = []
    }

    /// Moments at which a model is tried that knows nothing later.
    private var cuts: [Timestamp?] {
        let starts = Set(guilds.joined().joined().map(\.start)).sorted()
        return starts.count < 8 ? [] : (2..<8).map { part in starts[starts.count * part / 8] }
    }

    /// What models tell of guilds that they have not seen, from each cut until the next, each knowing what was before
    /// the cut: as a forecast made live would be. Without a cut all of the time is known.
    private func trial(cuts: [Timestamp?]) -> [Told] {
        cuts.indices.flatMap { index -> [Told] in
            let next = index + 1 < cuts.count ? cuts[index + 1] : nil
            return (0..<Self.folds).flatMap { fold -> [Told] in
                let (unseen, others) = (
                    guilds.indices.filter { guild in guild % Self.folds == fold },
                    guilds.indices.filter { guild in guild % Self.folds != fold }
                )
                guard let model = fit(others, before: cuts[index]) else { return [] }
                return unseen.map { guild in told(by: model, guild, from: cuts[index], until: next) }
            }
        }
    }

    private func landmarks(_ guild: Int, before cut: Timestamp?) -> [Landmark] {
        guilds[guild].flatMap { stay in
            let known = cut.map { cut in stay.prefix { week in week.start < cut } } ?? stay[...]
            return known.indices.map { index in
                Landmark(
                    start: known[index].start, stand: BossStand(known[index]), weeks: known.count - index,
                    fell: known[known.count - 1].fell)
            }
        }
    }

    private func fit(_ chosen: [Int], before cut: Timestamp?) -> KillModel? {
        let landmarks = chosen.map { guild in (guild, self.landmarks(guild, before: cut)) }
        let most = KillFeatures.mostAhead + 1
        let size = landmarks.reduce(0) { sum, guild in
            guild.1.reduce(sum) { sum, landmark in sum + min(most, landmark.weeks) }
        }
        let stride = max(1, (size + Self.mostRows - 1) / Self.mostRows)
        var (rows, outcomes): ([[Double]], [Bool]) = ([], [])
        for (guild, landmarks) in landmarks {
            for (index, landmark) in landmarks.enumerated() where (guild + index) % stride == 0 {
                for ahead in 0..<min(most, landmark.weeks) {
                    rows.append(row(landmark.stand, ahead: ahead))
                    outcomes.append(landmark.fell && ahead == landmark.weeks - 1)
                }
            }
        }
        let kills = landmarks.reduce(0) { sum, guild in
            sum + guild.1.count { landmark in landmark.fell && landmark.weeks == 1 }
        }
        guard kills >= RaidLore.fewestKills,
            let hazard = HazardModel(
                features: KillFeatures.names, rows: rows, outcomes: outcomes, penalty: Self.penalty)
        else { return nil }
        return KillModel(
            hazard: hazard, eases: eases(landmarks.map(\.1), hazard), correction: .none, frailty: nil,
            guilds: landmarks.count { guild in !guild.1.isEmpty })
    }

    /// Weeks of one stay are many rows and one outcome: as strong as one of ten rows were.
    private static let penalty = 30.0

    private func row(_ stand: BossStand, ahead: Int) -> [Double] {
        KillFeatures.row(stand, ahead: ahead, reference: references[stand.boss])
    }

    private func eases(_ guilds: [[Landmark]], _ hazard: HazardModel) -> [KillModel.Ease] {
        var groups: [BossKey: RateShrinkage.Group] = [:]
        for landmark in guilds.joined() {
            let boss = landmark.stand.boss
            let old = groups[boss] ?? RateShrinkage.Group(0, in: 0)
            groups[boss] = RateShrinkage.Group(
                old.events + (landmark.fell && landmark.weeks == 1 ? 1 : 0),
                in: old.exposure + cumulativeHazard(hazard.probability(row(landmark.stand, ahead: 0))))
        }
        let sorted = groups.sorted { left, right in left.key < right.key }
        guard let shrinkage = RateShrinkage(sorted.map(\.value)) else { return [] }
        return sorted.map { boss, group in
            KillModel.Ease(
                encounter: boss.encounterID, difficulty: boss.difficulty,
                multiple: shrinkage.posterior(group).mean)
        }
    }

    /// What a model tells of a guild that it has not seen, and what came of it.
    private func told(by model: KillModel, _ guild: Int, from: Timestamp?, until: Timestamp?) -> Told {
        var told = Told()
        for landmark in landmarks(guild, before: nil) {
            guard from.map({ cut in landmark.start >= cut }) ?? true,
                until.map({ cut in landmark.start < cut }) ?? true
            else { continue }
            let hazards = model.hazards(
                landmark.stand, reference: references[landmark.stand.boss],
                weeks: KillFeatures.mostAhead + 1)
            told.weeks.append((hazards[0], landmark.fell && landmark.weeks == 1))
            told.claims += Self.checked.compactMap { ahead in
                let isFallen = landmark.fell && landmark.weeks <= ahead + 1
                guard isFallen || landmark.weeks > ahead else { return nil }
                return Statistics.Prediction(1 - exp(-hazards[ahead]), happened: isFallen)
            }
        }
        return told
    }
}
