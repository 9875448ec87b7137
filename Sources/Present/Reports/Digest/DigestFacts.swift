import Guilds

/// What a digest needs of a snapshot, as far as its audience may read it.
struct DigestFacts {
    let reading: SnapshotReading
    let audience: Artifact.Audience

    func insight(_ metric: String) -> Insight? { reading.insight(metric, for: audience) }

    /// The rows of a table; none where it cannot be told.
    func rows(_ metric: String) -> [TableRow] {
        guard case .table(let columns, let rows) = insight(metric)?.figure else { return [] }
        return rows.map { cells in TableRow(columns: columns, cells: cells) }
    }

    /// The guild's figures of the last complete week against the one before; empty before there are two.
    var figures: [DigestFigure] { rows("delta.figures").compactMap(DigestFigure.init) }

    /// Members at the last look; nil before the first.
    var members: Double? {
        guard case .number(let members, _, _) = insight("roster.current")?.figure else { return nil }
        return members
    }

    /// The start of the last complete week, as the region's resets make it; nil before the first.
    var week: Int64? {
        let points = reading.curve("roster.size")
        // The week that runs is there too: a week is over when the next has begun.
        guard let newest = points.last else { return nil }
        if newest.at + Self.weekSeconds <= reading.asOf.seconds { return newest.at }
        return points.dropLast().last?.at
    }

    /// What happened since this moment is this digest's news: from the start of the week that it tells.
    var newsSince: Int64 { week ?? reading.asOf.seconds - Self.weekSeconds }

    private static let weekSeconds: Int64 = 7 * 86_400

    /// A member's name; nil for somebody who was forgotten, of whom nothing is told.
    func name(_ cell: Insight.Cell?) -> DigestText? {
        guard case .member(let realm, let id) = cell else { return nil }
        return reading.knownName(realm: realm, id: id).map { name in DigestText(name: name) }
    }

    /// The share of members of whom something was seen; nil where nothing can be said.
    func share(_ metric: String) -> Double? {
        guard let insight = insight(metric) else { return nil }
        if case .notEnough = insight.figure { return nil }
        return insight.coverage
    }
}
