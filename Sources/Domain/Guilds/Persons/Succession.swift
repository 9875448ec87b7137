/// How two characters follow upon one another: one that moves is never in two places, alts are played in
/// turns.
struct Succession {
    /// A moment at which one fell silent and the other began.
    struct Move: Hashable {
        var from: CharacterKey
        var to: CharacterKey
        /// The last sign of the one.
        var after: Timestamp
        /// The first sign of the other.
        var before: Timestamp
    }

    /// In order of time.
    private(set) var moves: [Move] = []

    init(_ left: CharacterTrace, _ right: CharacterTrace) {
        let signs = [left, right].flatMap { trace in
            trace.signsOfLife.map { moment in (moment: moment, key: trace.key) }
        }.sorted { one, other in (one.moment, one.key) < (other.moment, other.key) }
        for (one, next) in zip(signs, signs.dropFirst()) where one.key != next.key {
            moves.append(Move(from: one.key, to: next.key, after: one.moment, before: next.moment))
        }
    }
}
