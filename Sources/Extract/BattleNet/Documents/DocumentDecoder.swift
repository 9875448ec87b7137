package import Guilds
internal import JSON
internal import Synchronization

/// Turns the bodies of documents into facts.
///
/// Lenient where captured documents lack a field, strict where a wrong value would corrupt a series. Any
/// number of tasks may share one decoder; it keeps a few parsers with their buffers.
package final class DocumentDecoder: Sendable {
    /// Goes up when a decoder changes what it reads, so that stored digests no longer stand for its facts.
    package static let version: Int16 = 2

    private static let keptParsers = 2
    private let idle = Mutex<[JSONParser]>([])

    /// A decoder without parsers; the first documents make them.
    package init() {}

    /// The facts in a document's body and how many entries of unknown kinds were left out.
    ///
    /// A `document` with subject 0 accepts any guild or character; another one than a known subject's is
    /// refused with `otherSubject`, everything else that cannot be used with `malformed`.
    package func decode(
        _ bytes: [UInt8], as document: DocumentID
    ) throws(BattleNetError) -> DecodedDocument {
        let parser = idle.withLock { parsers in parsers.popLast() } ?? JSONParser()
        defer { idle.withLock { parsers in if parsers.count < Self.keptParsers { parsers.append(parser) } } }
        let outcome: (facts: Facts, skipped: Int, isOther: Bool)
        do {
            outcome = try parser.parse(bytes) { root throws(JSONError) in
                var reader = DocumentReader(document: document)
                let facts = try reader.facts(root)
                return (facts, reader.skipped, reader.isOtherSubject)
            }
        } catch {
            throw BattleNetError(.malformed, detail: "\(document): \(error)")
        }
        guard !outcome.isOther else {
            throw BattleNetError(.otherSubject, detail: "\(document) now leads to another subject")
        }
        return DecodedDocument(facts: outcome.facts, skipped: outcome.skipped)
    }
}

/// The facts of one document.
package struct DecodedDocument: Sendable, Hashable {
    /// What the body says, in the house's own terms; of the kind that the document's kind calls for.
    package let facts: Facts
    /// Entries of kinds that this version does not know, such as a new difficulty.
    package let skipped: Int
}

/// Reads one document; what it notes on the way outlives the views into the text.
struct DocumentReader {
    let document: DocumentID
    var skipped = 0
    /// Whether the document names another guild or character than the one asked for.
    var isOtherSubject = false

    var region: Region { document.region }

    init(document: DocumentID) {
        self.document = document
    }

    mutating func facts(_ root: JSONValue) throws(JSONError) -> Facts {
        switch document.kind {
        case .guild: .guild(try guild(root))
        case .roster: .roster(try roster(root))
        case .guildAchievements: .guildAchievements(try guildAchievements(root))
        case .guildActivity: .guildActivity(try guildActivity(root))

        case .summary: .summary(try summary(root))
        case .status: .status(try status(root))
        case .equipment: .equipment(try equipment(root))
        case .specializations: .specializations(try specializations(root))
        case .achievements: .achievements(try achievements(root))
        case .raids: .raids(try encounters(root))
        case .dungeons: .dungeons(try encounters(root))
        case .keystoneProfile: .keystoneProfile(try keystoneProfile(root))
        case .keystoneSeasonProfile: .keystoneSeasonProfile(try keystoneSeasonProfile(root))
        case .professions: .professions(try professions(root))
        case .reputations: .reputations(try reputations(root))
        case .pvpSummary: .pvpSummary(try pvpSummary(root))

        case .realms: .realms(try realms(root))
        case .connectedRealms: .connectedRealms(try connectedRealms(root))
        case .seasons: .seasons(try numberedIndex(root, list: "seasons", current: "current_season"))
        case .season: .season(try season(root))
        case .periods: .periods(try numberedIndex(root, list: "periods", current: "current_period"))
        case .period: .period(try period(root))
        case .leaderboard: .leaderboard(try leaderboard(root))
        case .realm: .realm(try realmConnection(root))
        case .leaderboards: .leaderboards(try leaderboards(root))
        case .keystoneDungeons: .keystoneDungeons(try namedEntries(root, list: "dungeons"))
        case .classes: .classes(try namedEntries(root, list: "classes"))
        case .playableSpecializations:
            .playableSpecializations(try namedEntries(root, list: "character_specializations"))
        case .races: .races(try namedEntries(root, list: "races"))
        case .journalInstances: .journalInstances(try namedEntries(root, list: "instances"))
        }
    }
}
