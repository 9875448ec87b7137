import Guilds
import Warehouse

/// What is kept, and who must go; pure.
enum RetentionChecks {
    /// Checks of the last run of retention; nil stands for none, which is nothing to worry about in a new database.
    static func retention(_ health: RetentionHealth?, _ now: Timestamp, hasCharacters: Bool) -> Check {
        guard let health else {
            return Check(
                "retention", .ok,
                hasCharacters
                    ? "nobody has been looked at yet; the job does so daily" : "nobody is stored yet")
        }
        if let since = health.haltedSince {
            return Check(
                "retention", .problem,
                "\(health.candidates) characters would go at once; halted for \(Spell.text(now - since))",
                advice: "see who with guildscope retention --dry-run, then guildscope retention --allow "
                    + "\(health.candidates)")
        }
        let age = now - health.lookedAt
        let finding =
            "\(health.removedEver) characters were removed so far, \(health.heldBack) wait for more evidence, "
            + "\(health.optedOut) opted out"
        return Check(
            "retention", age, warning: .days(2), problem: .days(5),
            finding + "; last looked \(Spell.text(age)) ago",
            advice: "let a worker run: the terms of the API ask for removal within 30 days")
    }

    /// The space that kept responses take.
    static func archive(_ health: ArchiveHealth) -> Check {
        let megabytes = { (bytes: Int) in "\(bytes >> 20) MB" }
        guard health.limit.bytes > 0 else { return Check("archive", .ok, "responses are not kept") }
        return Check(
            "archive", health.bytes, warning: health.limit.bytes * 3 / 2, problem: health.limit.bytes * 4,
            "responses of \(health.days.count) days are kept in \(megabytes(health.bytes)) of "
                + megabytes(health.limit.bytes),
            advice: "run guildscope retention; a long transaction may hold an old day")
    }

    /// How those that only read do so.
    static func reader(_ access: ReaderAccess) -> Check {
        Check(
            "database.reader", .ok,
            access == .role
                ? "reports read as the role guildscope_reader"
                : "reports read in read-only transactions; the server allows no role of our own")
    }
}
