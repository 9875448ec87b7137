import Crawl
import Guilds
import Postgres

extension Observation {
    /// The facts that are loaded.
    ///
    /// Nil when the address belongs to somebody else now: their facts come under their own document, so that
    /// each series has one source.
    var facts: Facts? {
        guard case .received(let facts) = outcome else { return nil }
        return facts.isAbout(document) ? facts : nil
    }

    /// How it ended, in the word that the tables hold.
    var outcomeWord: String {
        switch outcome {
        case .received: facts == nil ? "moved" : "received"
        case .unchanged: "unchanged"
        case .missing: "missing"
        case .hidden: "hidden"
        case .failed(let failure): failure.rawValue
        }
    }

    /// What became of it when it was written with `rows` rows.
    func verdict(rows: Int) -> LoadResult.Verdict {
        switch outcome {
        case .received: facts == nil ? .missing : rows > 0 ? .changed : .unchanged
        case .unchanged: .unchanged
        case .missing: .missing
        case .hidden: .hidden
        case .failed: .failed
        }
    }
}

extension Facts {
    /// Whether the facts are those of the document's own guild or character.
    func isAbout(_ document: DocumentID) -> Bool {
        switch document.kind.scope {
        case .region: true
        case .guild: guild == nil || guild == document.guild
        case .character: character == nil || character == document.character
        }
    }

    private var guild: GuildKey? {
        switch self {
        case .guild(let profile): profile.key
        case .roster(let roster): roster.guild
        case .guildAchievements(let achievements): achievements.guild
        case .guildActivity(let activity): activity.guild
        default: nil
        }
    }

    private var character: CharacterKey? {
        switch self {
        case .summary(let summary): summary.key
        case .equipment(let equipment): equipment.character
        case .specializations(let specializations): specializations.character
        case .achievements(let achievements): achievements.character
        case .raids(let encounters), .dungeons(let encounters): encounters.character
        case .keystoneProfile(let profile): profile.character
        case .keystoneSeasonProfile(let profile): profile.character
        default: nil
        }
    }
}

extension DocumentAddress {
    /// The columns `realm_slug` and `name`; a region's documents have neither.
    var columns: (realmSlug: String?, name: String?) {
        switch self {
        case .region: (nil, nil)
        case .guild(let address): (address.realmSlug, address.nameSlug)
        case .character(let address): (address.realmSlug, address.name)
        }
    }
}

extension CopyRow {
    /// A row of `stage_observation`.
    mutating func observation(_ completion: Completion, ordinal: Int32) {
        let observation = completion.observation
        int32(ordinal)
        document(observation.document)
        int64(observation.generation)
        timestamp(Microseconds(observation.observedAt))
        timestamp(Microseconds(completion.nextDue))
        text(observation.outcomeWord)
        timestamp(observation.lastModified.map { moment in Microseconds(moment) })
        int64(observation.digest)
        int16(observation.decoderVersion)
        float(Float(completion.evidence.events))
        float(Float(completion.evidence.days))
        float(completion.importance.map { importance in Float(importance) })
        int32(completion.size)
    }

    /// A row of `stage_discovery`.
    mutating func discovery(_ discovery: Discovery) {
        let address = discovery.address.columns
        document(discovery.document)
        text(address.realmSlug)
        text(address.name)
        timestamp(Microseconds(discovery.due))
        bool(discovery.wakes)
        float(discovery.importance.map { importance in Float(importance) })
        bool(discovery.presence == .create)
        int32(discovery.marker)
    }

    /// A row of `attempt`.
    mutating func attempt(_ observation: Observation, _ result: LoadResult) {
        document(observation.document)
        int64(observation.generation)
        timestamp(Microseconds(observation.observedAt))
        text(observation.outcomeWord)
        text(result.verdict.rawValue)
        int16(observation.httpStatus)
        int32(observation.bytes)
        int32(Int32(clamping: result.rows))
    }
}

extension [Discovery] {
    /// Each document once: the last address, the earliest wish and the greatest importance.
    var merged: [Discovery] {
        var places: [DocumentID: Int] = [:]
        var merged: [Discovery] = []
        merged.reserveCapacity(count)
        for discovery in self {
            guard let place = places[discovery.document] else {
                places[discovery.document] = merged.count
                merged.append(discovery)
                continue
            }
            merged[place].address = discovery.address
            merged[place].due = Swift.min(merged[place].due, discovery.due)
            merged[place].wakes = merged[place].wakes || discovery.wakes
            let importances = [merged[place].importance, discovery.importance].compactMap(\.self)
            merged[place].importance = importances.max()
            merged[place].marker = discovery.marker ?? merged[place].marker
            if discovery.presence == .create { merged[place].presence = .create }
        }
        return merged
    }
}
