import Guilds
import SystemPackage

/// A snapshot in a few lines for the terminal.
enum Headline {
    /// The facts that a person asks for first; the pages hold the others.
    private static let metrics = [
        "roster.week", "roster.size", "activity.active", "gear.trend", "keystones.trend", "composition.roles",
        "movers.itemlevel",
    ]

    /// The guild's name and its main facts, a sentence each.
    static func text(of snapshot: GuildSnapshot) -> String {
        let guild = snapshot.directory
        let title =
            "\(guild.guildName) · \(guild.realmName) (\(snapshot.guild.region.rawValue.uppercased())), "
            + "as of \(CalendarDate(snapshot.asOf).long)"
        let sentences = metrics.compactMap { metric in
            snapshot.memberPart.first { insight in insight.metric == metric && insight.subject == .guild }
        }.map { insight in "  • " + insight.sentence }
        return ([title] + sentences).joined(separator: "\n")
    }

    /// Where a report lies: each file with what it is.
    static func files(of written: ReportStage.Written) -> String {
        let known = [
            ("dashboard page", "dashboard.html"), ("digest", "digest.md"), ("e-mail", "digest.eml"),
            ("chart", "roster.png"),
            ("CSV", "roster_weekly.csv"), ("CSV", "members.csv"), ("officers only", "officers.html"),
        ]
        return known.filter { _, name in written.files.contains(name) }
            .map { what, name in
                "  → " + (what + ":").padding(to: 16) + written.folder.appending(name).string
            }
            .joined(separator: "\n")
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
