/// The side a guild or character stands on.
package enum Faction: String, Sendable, Hashable, Codable {
    case alliance = "ALLIANCE"
    case horde = "HORDE"
    case neutral = "NEUTRAL"
}
