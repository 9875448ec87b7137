import Guilds
import Warehouse

/// What the state of the targets says; pure.
enum CrawlChecks {
    /// Whether the crawl keeps up.
    static func backlog(_ backlog: BacklogHealth, _ now: Timestamp) -> Check {
        guard backlog.targets > 0 else {
            return Check(
                "backlog", .warning, "there is nothing to fetch yet",
                advice: "watch a guild; its documents are fetched by a worker, or by guildscope crawl")
        }
        let age = backlog.dueSince.map { since in now - since } ?? .zero
        return Check(
            "backlog", age, warning: .hours(2), problem: .days(2),
            "\(backlog.due) of \(backlog.targets) targets are due"
                + (backlog.due > 0 ? ", the longest for \(Spell.text(age))" : "")
                + (backlog.held > 0 ? "; \(backlog.held) are held by workers" : ""),
            advice: "start a worker, or guildscope crawl; if one runs, see its log and the budget above")
    }

    /// What has waited for much longer than its visit was planned for, by kind: the backlog as a whole may look
    /// well while one kind starves.
    static func late(_ groups: [LateTargets], _ now: Timestamp) -> [Check] {
        groups.map { group in
            Check(
                "late.\(group.kind.name)", .warning,
                "\(group.count) of kind \(group.kind.name) due for more than "
                    + "\(Spell.text(LateTargets.patience)), the longest for \(Spell.text(now - group.since))",
                advice:
                    "guildscope targets --due --kind \(group.kind.name) lists them; let a worker run, and "
                    + "see the budget")
        }
    }

    /// What has been failing, by kind and reason. Missing and hidden are answers, not faults.
    static func failing(_ groups: [FailingTargets], _ now: Timestamp) -> [Check] {
        guard !groups.isEmpty else { return [Check("failing", .ok, "no target is failing")] }
        return groups.map { group in
            let name = "failing.\(group.kind.name).\(group.outcome)"
            let finding =
                "\(group.count) of kind \(group.kind.name), the longest for \(Spell.text(now - group.since)), "
                + "up to \(group.failures) times in a row"
            guard !["missing", "hidden", "moved"].contains(group.outcome) else {
                return Check(name, .ok, finding + ": \(group.outcome)")
            }
            return Check(
                name, now - group.since, warning: .hours(6), problem: .days(7), finding,
                advice: advice(group.outcome)
                    + "; guildscope targets --failing --kind \(group.kind.name) lists them")
        }
    }

    private static func advice(_ outcome: String) -> String {
        switch outcome {
        case "malformed": "the answers cannot be read: the API may have changed, update guildscope"
        case "unauthorised": "check the API client at https://develop.battle.net"
        case "rateLimited": "lower GUILDSCOPE_REQUESTS_PER_SECOND, or see who else uses this API client"
        default: "see whether the API is reachable from here, then guildscope targets --retry"
        }
    }

    /// Whether facts wait that the database refused.
    static func quarantine(_ quarantine: QuarantineHealth, _ now: Timestamp) -> Check {
        guard let since = quarantine.since else {
            return Check("quarantine", .ok, "the database refused no facts")
        }
        return Check(
            "quarantine", .warning,
            "facts of \(quarantine.documents) documents were refused by the database, the longest "
                + "\(Spell.text(now - since)) ago",
            advice:
                "guildscope quarantine lists them with the reason; update guildscope, then guildscope quarantine "
                + "--replay; they are dropped after 30 days")
    }

    /// How old what is known of each watched guild is.
    static func guilds(_ guilds: [GuildFreshness], _ now: Timestamp) -> [Check] {
        guard !guilds.isEmpty else {
            return [
                Check(
                    "guilds", .warning, "no guild is watched",
                    advice: "guildscope guild add REGION/REALM/GUILD")
            ]
        }
        return guilds.map { guild in
            let name = "guild.\(guild.address)"
            guard let roster = guild.roster else {
                return Check(
                    name, .warning, "never crawled", advice: "guildscope crawl --guild \(guild.address)")
            }
            var finding = "roster confirmed \(Spell.text(now - roster)) ago"
            if let oldest = guild.oldest, let median = guild.median {
                finding +=
                    "; of \(guild.members) members half were confirmed within \(Spell.text(now - median)), "
                    + "all within \(Spell.text(now - oldest))"
            }
            return Check(
                name, max(now - roster, .zero), warning: .days(2), problem: .days(8), finding,
                advice: "guildscope targets --guild \(guild.address) --failing shows what stands in the way")
        }
    }

    /// How much of the budget is in use, and whether the API asked for patience.
    static func budget(_ budget: BudgetHealth) -> Check {
        let used = budget.burst > 0 ? budget.ahead / budget.burst : 0
        var finding =
            "\(budget.perHour) requests an hour; \(Int(budget.ahead.rounded())) of \(Int(budget.burst)) ahead of "
            + "the even pace are used"
        guard budget.pace >= 0.99 && !budget.isBlocked else {
            finding += "; slowed to \(Int(budget.pace * 100)) % since the API asked for patience"
            return Check(
                "budget.\(budget.client)", .warning, finding,
                advice: "see who else uses this API client; the pace recovers by 10 % a minute")
        }
        return Check(
            "budget.\(budget.client)", used > 0.95 ? .warning : .ok, finding,
            advice: "more is asked for than the budget holds: work waits; another API client would add to it")
    }
}
