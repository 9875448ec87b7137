import Guilds
import SystemPackage

/// A snapshot in a few lines for the terminal.
enum Headline {
    /// The guild's name and its main facts, a sentence each.
    static func text(of snapshot: GuildSnapshot) -> String {
        let title =
            "\(snapshot.directory.guildName) · \(snapshot.directory.realmName) (\(snapshot.guild.region))"
        let sentences = snapshot.memberPart.filter { insight in insight.subject == .guild }
            .map { insight in "  " + insight.sentence }
        return ([title + ", as of " + CalendarDate(snapshot.asOf).long] + sentences).joined(separator: "\n")
    }

    /// Where a report lies.
    static func files(of written: ReportStage.Written) -> String {
        let names = written.files.filter { name in !name.hasPrefix("officers") }
        return "  → \(written.folder.string)/{\(names.joined(separator: ","))}"
    }
}
