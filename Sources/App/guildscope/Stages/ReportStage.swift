import FoundationEssentials
import Guilds
import Reports
import SystemPackage
import Warehouse

/// Snapshots in, files out; the files are kept as artifacts of the snapshot too.
struct ReportStage: Sendable {
    let warehouse: Warehouse
    let console: Console
    let definitions: FilePath
    /// Language and clock where they are not the guild's own.
    var reader: GuildReader?

    /// What was written for one guild.
    struct Written: Sendable {
        var snapshot: GuildSnapshot
        var folder: FilePath
        var files: [String]
    }

    /// Renders the newest snapshot of each guild into a folder named after it below `out`.
    func run(guild address: GuildAddress?, out: FilePath) async throws -> [Written] {
        try await run(try await chosenGuilds(address, from: warehouse), out: out)
    }

    /// Renders the newest snapshot of each of these guilds.
    func run(_ guilds: [GuildKey], out: FilePath) async throws -> [Written] {
        let report = try Report(folder: definitions.string)
        var written: [Written] = []
        for guild in guilds {
            try Task.checkCancellation()
            guard let (snapshot, artifacts) = try await draw(guild, by: report) else {
                console.say("\(guild): no snapshot yet; run guildscope analyze first")
                continue
            }
            let folder = out.appending(folderName(snapshot))
            try ReportFiles.write(artifacts, into: folder)
            console.result(
                "report", [("guild", .text(guild.description)), ("folder", .text(folder.string))])
            written.append(Written(snapshot: snapshot, folder: folder, files: artifacts.map(\.name)))
        }
        return written
    }

    /// Renders and stores the newest snapshot of each of these guilds, without files.
    func redraw(_ guilds: [GuildKey]) async throws {
        guard !guilds.isEmpty else { return }
        let report = try Report(folder: definitions.string)
        for guild in guilds {
            try Task.checkCancellation()
            _ = try await draw(guild, by: report)
        }
    }

    /// Somebody may be forgotten while a report is drawn; so often it is drawn again at once.
    private static let tries = 3

    /// Renders and stores a guild's newest snapshot; nil before there is one.
    private func draw(
        _ guild: GuildKey, by report: Report
    ) async throws -> (GuildSnapshot, [Artifact])? {
        let reader = try self.reader ?? GuildReader()
        let watched = try await warehouse.watchedGuilds().first { one in one.key == guild }
        let reset = try await warehouse.periods(of: guild.region).first?.start
        for _ in 0..<Self.tries {
            guard let snapshot = try await warehouse.newestSnapshot(of: guild) else { return nil }
            let artifacts = try report.render(
                snapshot, for: reader.reader(of: watched, asOf: snapshot.asOf))
            let stored = try await warehouse.store(
                artifacts.map(StoredArtifact.init), of: snapshot,
                language: reader.language(of: watched).rawValue,
                reset: reset ?? Timestamp(seconds: 0))
            if case .kept = stored { return (snapshot, artifacts) }
        }
        throw UserError(
            "members of \(guild) were forgotten while its report was drawn: run it again", exit: .temporary)
    }

    // A guild's name may hold anything; the letters and digits of every script are safe in a file name.
    private func folderName(_ snapshot: GuildSnapshot) -> String {
        let name = snapshot.directory.guildName.map { letter in
            letter.isLetter || letter.isNumber ? letter : "-"
        }
        return "\(snapshot.guild.region)-\(String(name).lowercased())-\(snapshot.guild.id)"
    }
}

/// Artifacts as files.
enum ReportFiles {
    /// Writes each under its name; the folder is made where there is none.
    static func write(_ artifacts: [Artifact], into folder: FilePath) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
            for artifact in artifacts {
                // Atomically: a reader never sees half a page.
                try Data(artifact.bytes).write(
                    to: URL(filePath: folder.appending(artifact.name).string), options: .atomic)
            }
        } catch {
            throw UserError(
                "cannot write the report into \(folder): check the folder's owner and the free disk space",
                exit: .temporary)
        }
    }
}

extension StoredArtifact {
    fileprivate init(_ artifact: Artifact) {
        self.init(
            name: artifact.name, mediaType: artifact.mediaType,
            edition: artifact.audience == .officers ? .officers : .members, altText: artifact.altText,
            bytes: artifact.bytes)
    }
}
