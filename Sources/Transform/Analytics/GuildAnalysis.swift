package import Guilds

/// All analyses of one guild: series in, snapshot out.
package enum GuildAnalysis {
    /// Computes a guild's snapshot; a pure function of the series, whatever the order of their members, and of what
    /// was learnt over all guilds.
    ///
    /// `renderer` names what the charts of the snapshot will be drawn with. Nothing recorded after the
    /// series' `asOf` has any influence.
    package static func run(
        _ series: GuildSeries, population: Population? = nil, renderer: String, goals: [Goal] = Goal.standard
    ) -> GuildSnapshot {
        var study = Study(series, population: population)
        study.goals = goals
        study.digest = study.series.fingerprint
        let memberPart = memberAnalyses.flatMap { analysis in analysis.insights(study) }
        let officerPart = officerAnalyses.flatMap { analysis in analysis.insights(study) }
        let fingerprint = study.fingerprint
        let methods = (memberAnalyses + officerAnalyses).map { analysis in (analysis.name, analysis.version) }
        return GuildSnapshot(
            guild: series.guild, asOf: series.asOf,
            manifest: SnapshotManifest(
                guild: series.guild, asOf: series.asOf, methods: Dictionary(uniqueKeysWithValues: methods),
                series: fingerprint.hex, population: population?.fingerprint, seed: fingerprint.value,
                renderer: renderer),
            memberPart: memberPart, officerPart: officerPart,
            directory: directory(of: memberPart + officerPart, in: study.series))
    }

    /// A word for everything but the series that a snapshot rests on: another word may mean other figures.
    package static func methods(population: Population?, renderer: String) -> String {
        var print = Fingerprint()
        for analysis in memberAnalyses + officerAnalyses {
            print.combine(analysis.name)
            print.combine(analysis.version)
        }
        print.combine(population?.fingerprint ?? "")
        print.combine(renderer)
        return print.hex
    }

    static let memberAnalyses: [Analysis] = [
        .roster, .activity, .gear, .keystones, .composition, .movers, .newcomers, .promotions, .members,
        .progress,
        .killForecast,
        .raidGear, .keystoneWeeks, .keystoneTiming, .memberRuns, .ratingDates, .ratingLadder, .goals, .delta,
        .changes,
        .groupComparison, .peerComparison,
        .health,
        .retention, .rankFlow, .reliance, .rosterForecast,
        .persons, .rhythm, .raidNights,
        .raidCover, .raidGroup,
    ]

    static let officerAnalyses: [Analysis] = [
        .absences, .leavers,
        .attendance,
        .officerDecisions,
        .leaverRisk,
    ]

    /// What tells afterwards what came of the analyses' predictions.
    static let realisations: [Realisation] =
        [.kill, .killDate, .leave] + Realisation.roster + Realisation.gear + Realisation.keystones
        + Realisation.goals(Goal.standard)

    /// Names of those whom some insight mentions, and of nobody else.
    private static func directory(of insights: [Insight], in series: GuildSeries) -> SnapshotDirectory {
        let mentioned = insights.reduce(into: Set<String>()) { keys, insight in
            guard case .table(_, let rows) = insight.figure else { return }
            for case .member(let realm, let id) in rows.joined() {
                keys.insert(SnapshotDirectory.key(realm: realm, id: id))
            }
        }
        var names: [String: String] = [:]
        for member in series.members {
            let key = SnapshotDirectory.key(realm: member.character.realm.id, id: member.character.id)
            // Whoever was removed counts without a name.
            if mentioned.contains(key), !member.name.isEmpty { names[key] = member.name }
        }
        return SnapshotDirectory(guildName: series.name, realmName: series.realmName, names: names)
    }
}
