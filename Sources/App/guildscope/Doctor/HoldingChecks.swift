import Guilds
import Warehouse

/// What is stored, and how much; pure.
enum HoldingChecks {
    /// The size of the database and of the largest series.
    static func sizes(_ bytes: Int, _ tables: [TableHolding]) -> Check {
        let largest = tables.prefix(5).map { table in "\(table.table) \(size(table.bytes))" }
        return Check(
            "holdings", .ok,
            "the database takes \(size(bytes)); the largest tables are \(largest.joined(separator: ", "))")
    }

    /// What is held about each watched guild, with the age of what is known.
    static func guilds(_ holdings: [GuildHolding], _ freshness: [GuildFreshness], _ now: Timestamp) -> [Check]
    {
        holdings.map { holding in
            let total = holding.rows.reduce(0) { sum, row in sum + row.count }
            let largest = holding.rows.prefix(3).filter { row in row.count > 0 }
                .map { row in "\(row.table) \(row.count)" }
            let fresh = freshness.first { one in one.address == holding.address }
            return Check(
                "holdings.\(holding.address)", .ok,
                "\(total) rows"
                    + (largest.isEmpty ? "" : ", most in " + largest.joined(separator: ", "))
                    + (fresh?.median.map { moment in
                        "; half of the members were confirmed within \(Spell.text(now - moment))"
                    } ?? ""))
        }
    }

    private static func size(_ bytes: Int) -> String {
        bytes < 10_000_000
            ? "\(bytes / 1000) kB"
            : bytes < 10_000_000_000 ? "\(bytes / 1_000_000) MB" : "\(bytes / 1_000_000_000) GB"
    }
}
