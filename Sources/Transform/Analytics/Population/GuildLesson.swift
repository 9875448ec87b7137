package import Guilds

/// What one guild teaches the population: a small value, however large the guild.
package struct GuildLesson: Sendable, Hashable {
    /// The guild by identity.
    package let guild: GuildKey
    /// The guild's figures for comparison with peers; analyses of comparisons add theirs.
    package var peer: PeerGuild
    let figures: PeerFigures?
    let raids: RaidHistory
    let leaving: [LeaveRow]

    /// As many people and moments of one guild teach enough; with thousands of guilds fewer do.
    package static let mostRows = 400

    /// Whoever teaches from a guild's series; only what was known at their `asOf` counts.
    ///
    /// At most `mostRows` rows of people are kept, drawn by lot, so that the memory for all guilds is bounded.
    package init(_ series: GuildSeries, mostRows: Int = mostRows) {
        self.init(Study(series), mostRows: mostRows)
    }

    init(_ study: Study, mostRows: Int = mostRows) {
        guild = study.series.guild
        raids = RaidHistory(study.raids, in: study.series)
        leaving = LeaveRow.all(in: study.series, most: mostRows)
        peer = PeerGuild(guild: guild, size: study.members.count, progress: nil)
        figures = PeerFigures(study)
    }
}

extension LeaveRow {
    /// People and moments of a guild of which it is known who left: every fourth week, so that no departure
    /// counts twice, the newest first.
    static func all(in series: GuildSeries, most: Int) -> [LeaveRow] {
        guard let watched = series.rosterSeen.first?.since else { return [] }
        let runs = LeaverScene.runs(of: series)
        var rows: [LeaveRow] = []
        var moment = series.asOf - LeavingOutcome.horizon
        while moment >= watched + .days(14), rows.count < 4 * most {
            defer { moment = moment - LeavingOutcome.horizon }
            guard
                series.rosterSeen.contains(where: { span in
                    span.since <= moment && span.until >= moment - .days(3)
                })
            else { continue }
            let scene = LeaverScene(series, runs: runs, at: moment)
            for person in scene.people {
                let end = moment + LeavingOutcome.horizon
                guard let left = LeavingOutcome.left(person.main, after: moment, until: end, in: series)
                else {
                    continue
                }
                var lot = Fingerprint()
                lot.combine(person.main.character.description)
                lot.combine(moment.milliseconds)
                rows.append(
                    LeaveRow(features: scene.features(of: person).row, left: left, lot: lot.value.mixed))
            }
        }
        return Array(rows.sorted { left, right in left.lot < right.lot }.prefix(most))
    }
}

extension UInt64 {
    /// The number with its bits spread over all places, which a digest of similar texts is not by itself.
    fileprivate var mixed: UInt64 {
        var mixed = (self ^ (self >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
