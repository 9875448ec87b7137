import ArgumentParser
import Guilds
import Warehouse

/// `guildscope timeline`
struct TimelineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "Tells what happened to the people of a guild, alts and former names included.",
        discussion: """
            Joined, left, returned, promoted, demoted, renamed, transferred, changed faction, alt of. Times \
            are those at which it was seen; it happened after the time in brackets.
            """)

    @OptionGroup var options: Options

    @Option(help: "The guild, REGION/REALM/GUILD.")
    var guild: String

    @Option(help: "Only the person of this character, NAME-REALM, present or former.")
    var person: String?

    @Option(help: "Only what was seen since this moment, as in 2026-08-01 or 2026-08-01T04:00:00Z.")
    var since: String?

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let since = try since.map { text in try timestamp(text) }
            try await composition.withWarehouse { warehouse in
                guard let key = try await chosenGuilds(GuildAddress(parsing: guild), from: warehouse).first,
                    let newest = try await warehouse.newestObservation(of: key)
                else { return }
                var events = try await warehouse.timeline(of: key, until: newest).events
                if let person { events = try events.of(person: person) }
                if let since { events = events.filter { event in event.at >= since } }
                show(events, on: composition.console)
            }
        }
    }

    private func show(_ events: [RosterTimeline.Event], on console: Console) {
        guard console.showsTables else {
            for event in events { console.row(event.fields) }
            return
        }
        var table = TextTable(["seen", "(after)", "person", "character", "what", "", "sure"])
        for event in events { table.add(event.cells) }
        console.print(events.isEmpty ? "nothing happened in that time" : table.text)
    }
}

extension [RosterTimeline.Event] {
    /// What happened to the person who has, or had, a character of this name.
    fileprivate func of(person name: String) throws -> [RosterTimeline.Event] {
        let typed = name.lowercased()
        let persons = Set(
            filter { event in
                [event.name, event.person].contains { known in known.lowercased() == typed }
                    || event.kind.tellsNames && event.detail.lowercased().contains(typed)
            }.map(\.person))
        guard !persons.isEmpty else {
            let nearest = nearestNames(to: name, among: Set(map(\.name)))
            let hint = nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: " or "))?"
            throw UserError("nobody called \(name) was in this guild\(hint)", exit: .notFound)
        }
        return filter { event in persons.contains(event.person) }
    }
}

extension RosterTimeline.Kind {
    fileprivate var words: String { rawValue.split(separator: "_").joined(separator: " ") }

    fileprivate var tellsNames: Bool { [.renamed, .transferred, .changedFaction].contains(self) }
}

extension RosterTimeline.Event {
    fileprivate var cells: [String] {
        [
            at.description, after.map { moment in "(\(moment))" } ?? "", person, name == person ? "" : name,
            kind.words, detail, confidence == 1 ? "" : "\(Int((confidence * 100).rounded())) %",
        ]
    }

    fileprivate var fields: [(String, JSONScalar)] {
        [
            ("at", .text(at.description)), ("after", .optional(after?.description)),
            ("event", .text(kind.rawValue)), ("person", .text(person)), ("character", .text(name)),
            ("key", .text(character.description)), ("detail", .text(detail)),
            ("confidence", .real(confidence)), ("link", .optional(link?.description)),
        ]
    }
}
