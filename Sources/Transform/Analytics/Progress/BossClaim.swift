import Guilds

/// What a claim about a boss is about, as predictions name it: `17/2733/HEROIC`, the season first.
struct BossClaim: Equatable {
    let season: Int32
    let boss: BossKey

    init(_ boss: BossKey, in tier: RaidTier) {
        season = tier.season
        self.boss = boss
    }

    /// Nil for what is no such name.
    init?(_ detail: String?) {
        let parts = (detail ?? "").split(separator: "/").map(String.init)
        guard parts.count == 3, let season = Int32(parts[0]), let encounter = Int32(parts[1]),
            let difficulty = Difficulty(rawValue: parts[2])
        else { return nil }
        self.season = season
        boss = BossKey(encounterID: encounter, difficulty: difficulty)
    }

    var detail: String { "\(season)/\(boss.encounterID)/\(boss.difficulty.rawValue)" }

    /// Whether the tier was known to run until a moment: once the next season has begun nobody tries its bosses any
    /// more, and the claim was made for as long as the tier runs.
    func runs(until moment: Timestamp, _ study: Study) -> Bool {
        guard let start = study.series.seasons.first(where: { other in other.id == season })?.start
        else { return false }
        return !study.series.seasons.contains { other in other.start > start && other.start < moment }
    }

    /// Whether a boss that has not been seen to fall is known to stand at a moment.
    func stands(at moment: Timestamp, _ study: Study) -> Bool {
        study.raids.seenUntil.map { seen in seen >= moment } ?? false
    }
}

extension Realisation {
    /// Whether a boss had fallen by the moment that was told.
    static let kill = Realisation(metric: "progress.kill") { prediction, study in
        guard let claim = BossClaim(prediction.detail) else { return nil }
        let due = Timestamp(seconds: prediction.due)
        // Counting kills, but not their absence, of chances that reach beyond the tier would favour the hopeful.
        guard claim.runs(until: due, study) else { return nil }
        if let kill = study.raids.firstKill(of: claim.boss) {
            if kill.latest <= due { return 1 }
            guard kill.earliest.map({ earliest in earliest > due }) ?? false else { return nil }
        }
        return claim.stands(at: due, study) ? 0 : nil
    }

    /// When it fell, in seconds since 1970; what stands beyond the moment told falls later than any interval.
    static let killDate = Realisation(metric: "progress.killdate") { prediction, study in
        guard let claim = BossClaim(prediction.detail) else { return nil }
        let due = Timestamp(seconds: prediction.due)
        guard claim.runs(until: due, study) else { return nil }
        if let kill = study.raids.firstKill(of: claim.boss), kill.latest <= due {
            return kill.isExact ? Double(kill.latest.seconds) : nil
        }
        return claim.stands(at: due, study) ? .infinity : nil
    }
}
