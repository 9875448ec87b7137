import Guilds

/// A snapshot as the report reads it: insights by metric, each part for itself.
struct SnapshotReading {
    let guildName: String
    let realmName: String
    let asOf: Timestamp
    let manifest: SnapshotManifest
    private let directory: SnapshotDirectory
    private let memberPart: [String: Insight]
    private let officerPart: [String: Insight]

    init(_ snapshot: GuildSnapshot) {
        guildName = PlainName.cleaned(snapshot.directory.guildName)
        realmName = PlainName.cleaned(snapshot.directory.realmName)
        asOf = snapshot.asOf
        manifest = snapshot.manifest
        directory = snapshot.directory
        memberPart = Self.byMetric(snapshot.memberPart)
        officerPart = Self.byMetric(snapshot.officerPart)
    }

    /// The insight of a metric as far as the audience may read it; older snapshots may lack it.
    func insight(_ metric: String, for audience: Artifact.Audience) -> Insight? {
        memberPart[metric] ?? (audience == .officers ? officerPart[metric] : nil)
    }

    /// The weekly values of a member metric.
    func curve(_ metric: String) -> [Insight.Point] {
        guard case .curve(let points, _) = memberPart[metric]?.figure else { return [] }
        return points
    }

    /// A member's name as of the snapshot; nil for someone who was forgotten.
    func knownName(realm: Int32, id: Int64) -> String? {
        directory.name(realm: realm, id: id).map(PlainName.cleaned)
    }

    /// A member's name as of the snapshot; someone who was forgotten has none.
    func name(realm: Int32, id: Int64) -> String {
        knownName(realm: realm, id: id) ?? "(name removed)"
    }

    private static func byMetric(_ part: [Insight]) -> [String: Insight] {
        Dictionary(part.map { insight in (insight.metric, insight) }) { first, _ in first }
    }
}
