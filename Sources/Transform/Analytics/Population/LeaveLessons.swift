import Statistics

/// People and moments of many guilds, some of which tell how well what the others teach holds.
struct LeaveLessons {
    /// In the order of the guilds.
    let rows: [LeaveRow]
    /// The part of each row: rows of a guild hang together, and with few guilds people are drawn by lot.
    private let parts: [Int]

    private static let folds = 4
    /// More rows than this tell nothing new of how strong weights may be.
    private static let mostTried = 20_000

    init(_ guilds: [[LeaveRow]]) {
        rows = guilds.flatMap(\.self)
        parts = guilds.enumerated().flatMap { index, rows in
            rows.map { row in
                guilds.count >= 5 ? index % Self.folds : Int(row.lot % UInt64(Self.folds))
            }
        }
    }

    /// The weights with penalty and correction; nil where the rows do not tell.
    func fit() -> TriedRegression? {
        TriedRegression(
            rows.map(\.features), rows.map(\.left), splits: splits, penalties: TriedRegression.penalties)
    }

    /// Each part is told of by what the others teach.
    private var splits: [TriedRegression.Split] {
        let share = UInt64(max(1, (rows.count + Self.mostTried - 1) / Self.mostTried))
        let tried = rows.indices.filter { row in rows[row].lot / UInt64(Self.folds) % share == 0 }
        return (0..<Self.folds).map { fold in
            TriedRegression.Split(
                learn: tried.filter { row in parts[row] != fold },
                tell: tried.filter { row in parts[row] == fold })
        }
    }
}
