import Guilds

/// A nameless member: counts where somebody was, and tells nothing of who it was.
///
/// Its realm is 0, which no realm has, and its id a negative number drawn at random: nothing leads from one to
/// the other, and the same person has different stand-ins in different guilds.
struct StandIn: Hashable {
    let id: Int64
    let rank: Int16

    /// A number for a stand-in that nobody has yet.
    static func freshID() -> Int64 { -Int64.random(in: 1...Int64.max) }

    /// The stand-ins for those of a roster who have opted out: they say `ranks`, in the order of the answer.
    ///
    /// Nothing is remembered of who stood behind which, so that the stand-ins of the roster before are handed out
    /// anew: by equal rank first, so that a rank's size stays; then whoever is left is promoted or demoted, and
    /// new ones are drawn. Those that are left over are gone with the roster that does not list them.
    static func assign(_ ranks: [Int16], from present: [StandIn], fresh: () -> Int64) -> [Int64] {
        var left = present.sorted { one, other in one.id < other.id }
        var assigned = ranks.map { rank -> Int64? in
            left.firstIndex { one in one.rank == rank }.map { place in left.remove(at: place).id }
        }
        for place in assigned.indices where assigned[place] == nil {
            assigned[place] = left.isEmpty ? fresh() : left.removeFirst().id
        }
        return assigned.compactMap(\.self)
    }
}

extension CharacterKey {
    /// Whether this is a stand-in and nobody.
    var isStandIn: Bool { realm.id == 0 }

    /// The stand-in with this id.
    static func standIn(_ id: Int64, in region: Region) -> CharacterKey {
        CharacterKey(realm: RealmKey(region: region, id: 0), id: id)
    }
}
