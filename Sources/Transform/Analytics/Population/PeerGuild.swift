package import Guilds

/// One guild among its peers, by its size and how far it came.
package struct PeerGuild: Sendable, Hashable, Codable {
    /// The guild by identity, which also tells region and realm.
    package var guild: GuildKey
    /// Members in the roster when it was last seen.
    package var size: Int
    /// First kills of the tier's bosses per boss and difficulty, 0 to 1; nil where no raid was seen.
    package var progress: Double?

    /// A guild's figures from their parts.
    package init(guild: GuildKey, size: Int, progress: Double?) {
        self.guild = guild
        self.size = size
        self.progress = progress
    }
}
