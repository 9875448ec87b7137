import BattleNet
import Guilds
import Warehouse

/// Reads the bodies of the archive anew and tells the series again.
struct BackfillStage: Sendable {
    let warehouse: Warehouse
    let console: Console

    /// What was done.
    struct Summary: Sendable {
        var documents = 0
        var observations = 0
        var unreadable = 0
        var partial = 0
        var rows = 0
    }

    /// Tells everything anew that documents of these kinds told since a moment.
    func run(since: Timestamp, kinds: Set<DocumentKind>, guild: GuildKey?) async throws -> Summary {
        let documents = try await warehouse.archivedDocuments(since: since, kinds: kinds, guild: guild)
        let reader = BodyReader()
        var summary = Summary()
        for one in documents {
            try Task.checkCancellation()
            let result = try await warehouse.replay(
                one.document, since: since, decoderVersion: DocumentDecoder.version, decode: reader.facts)
            summary.documents += 1
            summary.observations += result.observations
            summary.unreadable += result.unreadable
            summary.partial += result.isPartial ? 1 : 0
            summary.rows += result.rows
            console.progress(
                "\(summary.documents) of \(documents.count) documents, \(summary.rows) rows",
                fraction: Double(summary.documents) / Double(documents.count))
            if result.unreadable > 0 {
                console.event(
                    "unreadable",
                    [
                        ("document", .text(one.document.description)),
                        ("observations", .integer(result.unreadable)),
                    ])
            }
        }
        console.clearBar()
        return summary
    }

    /// Shows what would be read, and changes nothing.
    func preview(since: Timestamp, kinds: Set<DocumentKind>, guild: GuildKey?) async throws {
        let documents = try await warehouse.archivedDocuments(since: since, kinds: kinds, guild: guild)
        for (kind, group) in Dictionary(grouping: documents, by: \.document.kind)
            .sorted(by: { one, other in one.key.rawValue < other.key.rawValue })
        {
            console.row([
                ("kind", .text(kind.name)), ("documents", .integer(group.count)),
                ("observations", .integer(group.reduce(0) { sum, one in sum + one.observations })),
                ("bytes", .integer(group.reduce(0) { sum, one in sum + one.bytes })),
            ])
        }
        console.say("\(documents.count) documents would be read anew")
    }
}

/// Makes facts of kept bodies.
struct BodyReader: Sendable {
    private let decoder = DocumentDecoder()

    /// Nil for a body that cannot be decoded, and for a roster without anybody, which a crawl does not believe
    /// either.
    func facts(_ document: DocumentID, _ body: [UInt8]) -> Facts? {
        do {
            let facts = try decoder.decode(body, as: document).facts
            if case .roster(let roster) = facts, roster.members.isEmpty { return nil }
            return facts
        } catch {
            return nil
        }
    }
}
