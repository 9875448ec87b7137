import Guilds
import Postgres
import Warehouse

/// What the state of the database server says; pure.
enum DatabaseChecks {
    /// Checks of a server whose clock was read at `asked` of this machine's clock, give or take `uncertainty`.
    static func of(_ health: DatabaseHealth, asked: Timestamp, uncertainty: Duration) -> [Check] {
        [version(health), writing(health), connections(health), transactions(health), snapshots(health)]
            + [skew("clock.database", "the database's clock", health.clock - asked, uncertainty)]
    }

    /// A server that cannot be asked, for this reason.
    static func unreachable(_ finding: String, _ code: PostgresError.Code?) -> Check {
        let advice =
            switch code {
            case .authenticationFailed: "correct user or password in DATABASE_URL"
            case .databaseMissing: "createdb NAME and guildscope migrate, or correct DATABASE_URL"
            case .permissionDenied: "grant the role of DATABASE_URL the right to connect"
            default: "start the database, or correct DATABASE_URL"
            }
        return Check("database", .problem, finding, advice: advice)
    }

    /// How far another clock is from this machine's, beyond what the question itself took.
    static func skew(_ name: String, _ whose: String, _ difference: Duration, _ uncertainty: Duration)
        -> Check
    {
        let apart = difference < .zero ? .zero - difference : difference
        let sure = max(.zero, apart - uncertainty)
        let direction = difference < .zero ? "behind" : "ahead of"
        return Check(
            name, sure, warning: .seconds(5), problem: .seconds(60),
            sure < .seconds(1)
                ? "\(whose) agrees with this machine's"
                : "\(whose) is \(Spell.text(apart)) \(direction) this machine's",
            advice:
                "let both machines keep time by NTP; leases and budget follow the database, facts this machine"
        )
    }

    private static func version(_ health: DatabaseHealth) -> Check {
        let major = health.version / 10_000
        return Check(
            "database.version", major < 15 ? .problem : .ok, "PostgreSQL \(major).\(health.version % 10_000)",
            advice: "move to PostgreSQL 15 or newer")
    }

    private static func writing(_ health: DatabaseHealth) -> Check {
        Check(
            "database.writing", health.isReadOnly ? .problem : .ok,
            health.isReadOnly ? "the database only reads" : "the database takes writes",
            advice: "connect to the primary server, or end its read-only mode")
    }

    private static func connections(_ health: DatabaseHealth) -> Check {
        Check(
            "database.connections", Double(health.connections) / Double(max(health.connectionLimit, 1)),
            warning: 0.8, problem: 0.95,
            "\(health.connections) of \(health.connectionLimit) connections in use",
            advice: "end clients that idle, or raise max_connections; each worker takes up to 6")
    }

    private static func transactions(_ health: DatabaseHealth) -> Check {
        let age = health.oldestTransaction ?? .zero
        return Check(
            "database.transactions", age, warning: .seconds(300), problem: .hours(6),
            age == .zero
                ? "no other transaction is open" : "the oldest transaction is \(Spell.text(age)) old",
            advice: "end it (pg_stat_activity names it): what is deleted meanwhile cannot be cleaned away")
    }

    private static func snapshots(_ health: DatabaseHealth) -> Check {
        Check(
            "database.snapshots", health.oldestSnapshotAge, warning: 1_000_000, problem: 100_000_000,
            "the oldest snapshot is \(health.oldestSnapshotAge) transactions behind",
            advice: "end the session that holds it; claims slow down while it lasts")
    }
}
