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
            guard let stored = try await warehouse.newestSnapshot(of: guild) else {
                console.say("\(guild): no snapshot yet; run guildscope analyze first")
                continue
            }
            let artifacts = try report.render(stored)
            try await warehouse.store(
                artifacts.map { artifact in
                    StoredArtifact(name: artifact.name, mediaType: artifact.mediaType, bytes: artifact.bytes)
                }, of: stored)
            let folder = out.appending(folderName(stored))
            try write(artifacts, into: folder)
            console.result(
                "report", [("guild", .text(guild.description)), ("folder", .text(folder.string))])
            written.append(Written(snapshot: stored, folder: folder, files: artifacts.map(\.name)))
        }
        return written
    }

    /// Renders and stores the newest snapshot of each of these guilds, without files.
    func redraw(_ guilds: [GuildKey]) async throws {
        guard !guilds.isEmpty else { return }
        let report = try Report(folder: definitions.string)
        for guild in guilds {
            try Task.checkCancellation()
            guard let stored = try await warehouse.newestSnapshot(of: guild) else { continue }
            try await warehouse.store(try artifacts(of: stored, by: report), of: stored)
        }
    }

    private func artifacts(of snapshot: GuildSnapshot, by report: Report) throws -> [StoredArtifact] {
        try report.render(snapshot).map { artifact in
            StoredArtifact(name: artifact.name, mediaType: artifact.mediaType, bytes: artifact.bytes)
        }
    }

    // A guild's name may hold anything; the letters and digits of every script are safe in a file name.
    private func folderName(_ snapshot: GuildSnapshot) -> String {
        let name = snapshot.directory.guildName.map { letter in
            letter.isLetter || letter.isNumber ? letter : "-"
        }
        return "\(snapshot.guild.region)-\(String(name).lowercased())-\(snapshot.guild.id)"
    }

    private func write(_ artifacts: [Artifact], into folder: FilePath) throws {
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
