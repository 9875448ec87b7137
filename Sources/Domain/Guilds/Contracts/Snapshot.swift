/// Everything that was computed about one guild as of one moment; written once, never changed.
package struct GuildSnapshot: Sendable, Hashable {
    /// The guild by identity, which outlives renames.
    package var guild: GuildKey
    /// The moment that everything in the snapshot was computed for.
    package var asOf: Timestamp
    /// What the snapshot was made from.
    package var manifest: SnapshotManifest
    /// What every member may read.
    package var memberPart: [Insight]
    /// What only officers may read.
    package var officerPart: [Insight]
    /// Names as of the snapshot; blanked when a person is forgotten, without touching a number.
    package var directory: SnapshotDirectory

    /// A snapshot from its parts, taken as they are.
    package init(
        guild: GuildKey, asOf: Timestamp, manifest: SnapshotManifest, memberPart: [Insight],
        officerPart: [Insight], directory: SnapshotDirectory
    ) {
        self.guild = guild
        self.asOf = asOf
        self.manifest = manifest
        self.memberPart = memberPart
        self.officerPart = officerPart
        self.directory = directory
    }
}

/// What a snapshot was made from, so that the same inputs can be shown to give the same bytes.
package struct SnapshotManifest: Sendable, Hashable, Codable {
    /// `region/realm id/guild id`.
    package var guild: String
    /// Seconds since 1970.
    package var asOf: Int64
    /// Version of each method used.
    package var methods: [String: Int]
    /// Fingerprint of the series the analysis read.
    package var series: String
    /// Fingerprint of the population snapshot, nil while none is used.
    package var population: String?
    /// Seed for methods that draw random numbers; taken from the series, so the same input gives the same.
    package var seed: UInt64
    /// Versions of renderer, fonts and libraries that charts of this snapshot are drawn with.
    package var renderer: String

    /// A manifest for a guild and a moment, which is cut to whole seconds.
    package init(
        guild: GuildKey, asOf: Timestamp, methods: [String: Int], series: String, population: String?,
        seed: UInt64, renderer: String
    ) {
        self.guild = guild.description
        self.asOf = asOf.seconds
        self.methods = methods
        self.series = series
        self.population = population
        self.seed = seed
        self.renderer = renderer
    }
}

/// Who is who in a snapshot.
package struct SnapshotDirectory: Sendable, Hashable, Codable {
    /// The guild's name and realm for headings.
    package var guildName: String
    /// The realm's name for headings.
    package var realmName: String
    /// `realm id/character id` to name.
    package var names: [String: String]

    /// A directory; `names` has keys as `key(realm:id:)` makes them.
    package init(guildName: String, realmName: String, names: [String: String]) {
        self.guildName = guildName
        self.realmName = realmName
        self.names = names
    }

    /// The key under which a character's name stands.
    package static func key(realm: Int32, id: Int64) -> String { "\(realm)/\(id)" }

    /// The character's name, nil when it is unknown or was blanked.
    package func name(realm: Int32, id: Int64) -> String? {
        names[Self.key(realm: realm, id: id)]
    }
}
