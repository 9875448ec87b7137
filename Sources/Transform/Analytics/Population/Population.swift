import Guilds

/// What is learnt over all guilds: immutable, and the same whatever the order in which they came.
package struct Population: Sendable, Hashable {
    /// What it consists of; everything in it has a canonical coding.
    package struct Content: Sendable, Hashable, Codable {
        /// The moment that the guilds' series were cut at, in seconds since 1970.
        package var asOf: Int64
        /// How many guilds it was learnt from.
        package var guilds: Int
        /// How raids go: bosses, their order and difficulty, and the pace of guilds.
        package var raids: RaidLore
        /// How likely people are to leave.
        package var leaving: LeaveModel
        /// Every guild's size and progress, ascending by guild.
        package var peers: [PeerGuild]
        /// Figures of every guild that was seen lately, to tell where one of them stands.
        package var figures: PeerTable
    }

    /// What was learnt.
    package let content: Content
    /// A digest of everything in it, for the manifest of snapshots made with it.
    package let fingerprint: String

    /// The digest is taken once, since a snapshot of every guild names it.
    package init(_ content: Content) {
        self.content = content
        var print = Fingerprint()
        // Values of these types always have a coding, unless a number is not finite: then none is stored either.
        print.combine((try? SnapshotCoding.encode(content)) ?? [])
        fingerprint = print.hex
    }
}

extension Population: Codable {
    /// Reads what `encode` wrote.
    package init(from decoder: any Decoder) throws {
        self.init(try Content(from: decoder))
    }

    /// Writes the content; the digest follows from it.
    package func encode(to encoder: any Encoder) throws {
        try content.encode(to: encoder)
    }
}
