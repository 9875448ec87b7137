import Guilds
import SystemPackage
import Warehouse

/// Removes what must not be kept: old bodies, characters that are no more, names in what was drawn.
struct RetentionStage: Sendable {
    let warehouse: Warehouse
    let console: Console
    /// Draws again what lost a name.
    let reports: ReportStage

    /// Looks at everything once. Throws when so many characters would go at once that a person has to look;
    /// `allowance` is how many that person allows.
    @discardableResult
    func run(now: Timestamp, allowance: Int? = nil) async throws -> RetentionResult {
        let days = try await warehouse.trimArchive(now: now)
        let result = try await warehouse.retain(now: now, allowance: allowance)
        let drawn = try await redraw()
        console.result(
            "retention",
            [
                ("removed", .integer(result.removed)), ("rows", .integer(result.rows)),
                ("held_back", .integer(result.outlook.heldBack.values.reduce(0, +))),
                ("archive_days_dropped", .integer(days)), ("reports_drawn", .integer(drawn)),
            ])
        console.say(
            "\(result.removed) characters removed with \(result.rows) rows; \(days) days of the archive dropped"
        )
        for (why, count) in result.outlook.heldBack.sorted(by: { one, other in one.key < other.key }) {
            console.say("\(count) more wait: \(why)")
        }
        if let objection = result.outlook.objection { throw halted(result, objection) }
        return result
    }

    /// Shows who would go, and changes nothing.
    func preview(now: Timestamp, allowance: Int?) async throws {
        let outlook = try await warehouse.retentionOutlook(now: now, allowance: allowance)
        for candidate in outlook.candidates {
            console.row([
                ("character", .text(candidate.character.description)),
                ("reason", .text(candidate.reason.rawValue)),
                ("extent", .text(candidate.profileOnly ? "profile" : "everything")),
            ])
        }
        for (why, count) in outlook.heldBack.sorted(by: { one, other in one.key < other.key }) {
            console.result("held_back", [("characters", .integer(count)), ("why", .text(why))])
        }
        console.say("\(outlook.candidates.count) characters would be removed")
        if let objection = outlook.objection { console.say("it would halt: \(objection)") }
    }

    /// Draws the newest reports again that lost a name; how many guilds'.
    func redraw() async throws -> Int {
        let guilds = try await warehouse.guildsToRedraw()
        try await reports.redraw(guilds)
        return guilds.count
    }

    private func halted(_ result: RetentionResult, _ objection: String) -> UserError {
        let count = result.outlook.candidates.count
        console.event(
            "retention_halted", [("candidates", .integer(count)), ("objection", .text(objection))])
        return UserError(
            "nobody was removed: \(objection). See who with guildscope retention --dry-run; when they are really "
                + "gone, guildscope retention --allow \(count)", exit: .unwell)
    }
}
