import Guilds

/// What raises a person's risk of leaving most, in plain words.
struct LeaverReasons {
    /// At most two, what weighs most first.
    let words: [String]

    init(_ features: LeaverFeatures, model: HazardModel) {
        let weights = model.contributions(features.row)
        var byReason: [Reason: Double] = [:]
        for (name, weight) in zip(LeaverFeatures.names, weights) {
            guard let reason = Reason.of[name] else { continue }
            byReason[reason, default: 0] += weight
        }
        words = byReason.filter { _, weight in weight >= 0.1 }
            .sorted { left, right in (right.value, left.key.rawValue) < (left.value, right.key.rawValue) }
            .compactMap { reason, _ in reason.words(features) }.prefix(2).map { words in words }
    }

    private enum Reason: Int {
        case away, tenure, activity, rank, raids, keystones, leavers, company

        /// Features that say the same belong together.
        static let of: [String: Reason] = [
            "away": .away, "tenure": .tenure, "new": .tenure, "trend": .activity, "logins": .activity,
            "leader": .rank, "rank": .rank, "demoted": .rank, "raids": .raids, "keystones": .keystones,
            "silent": .activity,
            "days played lately": .activity, "days played before": .activity,
            "leavers": .leavers, "leavers of the rank": .leavers, "characters": .company,
        ]

        /// Nil where the weight comes from something that cannot be said of the person.
        func words(_ features: LeaverFeatures) -> String? {
            switch self {
            case .away:
                return features.away.map { days in
                    "last login \(Wording.count(Int(days), "day")) before the last look"
                }
            case .tenure:
                let days = Wording.count(Int(features.tenure), "day")
                return features.isTenureKnown ? "joined \(days) ago" : nil
            case .activity:
                guard features.away != nil else { return nil }
                if features.isSilent { return "no login in eight weeks" }
                let (recent, before) = features.logins
                if recent < before {
                    return "logins fell from \(Wording.number(before, digits: 1)) to "
                        + "\(Wording.number(recent, digits: 1)) a week"
                }
                return "logs in \(Wording.number(recent, digits: 1)) times a week"
            case .rank:
                if features.isDemoted { return "was moved to a lower rank" }
                return features.rank.map { rank in "holds rank \(rank)" }
            case .raids:
                return features.raidKills.map { kills in
                    kills == 0 ? "no raid kill in four weeks" : "few raid kills: \(kills) in four weeks"
                }
            case .keystones:
                return features.keystones.map { runs in
                    runs == 0 ? "no keystone run in four weeks" : "few keystone runs: \(runs) in four weeks"
                }
            case .leavers:
                if features.leavers > 0 {
                    return "\(Wording.count(features.leavers, "other")) left within two weeks"
                }
                return features.leaversOfRank > 0 ? "others of the rank left within four weeks" : nil
            case .company: return features.characters == 1 ? "a single character in the guild" : nil
            }
        }
    }
}
