import Crawl
import FoundationEssentials
import Guilds
import Postgres

/// A completion whose facts the database refused, and why.
struct Refusal: Sendable {
    let completion: Completion
    let sqlState: String
    /// The server's words.
    let reason: String

    /// Of one bucket so many observations are kept with all that they told; when a whole kind of document is
    /// refused, more of the same helps nobody.
    static let kept: Int64 = 500
    /// As long as the terms of the API allow.
    static let keeping = Duration.days(30)

    /// What the database said when it was given the completion.
    init(_ completion: Completion, _ error: PostgresError?) {
        // The archive keeps bodies, where it may.
        var completion = completion
        completion.body = nil
        self.completion = completion
        sqlState = error?.sqlState ?? ""
        reason = error.map { error in error.detail.isEmpty ? error.description : error.detail } ?? "refused"
    }

    /// The completion as it is stored.
    static func text(_ completion: Completion) throws(WarehouseError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        do {
            return String(decoding: try encoder.encode(completion), as: UTF8.self)
        } catch {
            throw WarehouseError(.badRow, "a completion cannot be written down")
        }
    }

    /// Reads what `text` wrote; nil when another version of the program wrote it in another form.
    static func completion(_ text: String) -> Completion? {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        // Why it cannot be read makes no difference: it waits for the version that can, or is dropped.
        return try? decoder.decode(Completion.self, from: Data(text.utf8))
    }

    /// The parameters of `QuarantineQueries.add`.
    func parameters() throws(WarehouseError) -> [Parameter] {
        let observation = completion.observation
        let named = completion.named.sorted()
        return observation.document.parameters + [
            .int64(observation.generation), .timestamp(Microseconds(observation.observedAt)), .text(sqlState),
            .text(reason), .text(try Self.text(completion)),
            .int32Array(named.map { key in Optional(key.realm.id) }),
            .int64Array(named.map { key in Optional(key.id) }),
            .int64(Self.kept),
        ]
    }
}

extension Completion {
    /// Every character whom the document names, in its facts or in what it reveals.
    fileprivate var named: Set<CharacterKey> {
        let told: [CharacterKey] =
            if case .received(let facts) = observation.outcome { facts.named } else { [] }
        return Set(told + discoveries.compactMap(\.document.character))
    }
}

extension Facts {
    fileprivate var named: [CharacterKey] {
        switch self {
        case .roster(let roster): roster.members.map(\.character)
        case .leaderboard(let board):
            board.groups.flatMap { group in group.members.map(\.character) }
        case .guildActivity(let activity):
            activity.entries.compactMap { entry in
                if case .achievement(_, let character) = entry.event { character } else { nil }
            }
        case .summary(let summary): [summary.key]
        default: keystoneRuns?.runs.flatMap { run in run.members.map(\.character) } ?? []
        }
    }
}
