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
        case .professions(let professions): professions.character
        case .reputations(let reputations): reputations.character
        case .pvpSummary(let summary): summary.character
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
        int32(completion.size)
        timestamp(completion.settlesAt.map { moment in Microseconds(moment) })
    }

    /// A row of `stage_discovery`.
    mutating func discovery(_ discovery: Discovery) {
        let address = discovery.address?.columns
        document(discovery.document)
        text(address?.realmSlug)
        text(address?.name)
        timestamp(Microseconds(discovery.due))
        bool(discovery.wakes)
        float(discovery.importance.map { importance in Float(importance) })
        bool(discovery.presence == .create && address != nil)
        int32(discovery.marker)
        timestamp(discovery.happenedAt.map { moment in Microseconds(moment) })
        timestamp(discovery.newsDue.map { moment in Microseconds(moment) })
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
    /// Each document once: the last address, the earliest wish, the greatest importance and the latest
    /// happening.
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
            merged[place].address = discovery.address ?? merged[place].address
            merged[place].wish(with: discovery)
            let importances = [merged[place].importance, discovery.importance].compactMap(\.self)
            merged[place].importance = importances.max()
            merged[place].marker = [merged[place].marker, discovery.marker].compactMap(\.self).max()
            merged[place].happenedAt = [merged[place].happenedAt, discovery.happenedAt].compactMap(\.self)
                .max()
            if discovery.presence == .create { merged[place].presence = .create }
        }
        return merged
    }
}

extension Discovery {
    /// Takes another discovery's wish along: the earlier of those that wake, and the earlier of the others.
    fileprivate mutating func wish(with other: Discovery) {
        let wishes = [self, other].filter(\.wakes).map(\.due)
        let news = [self, other].compactMap { one in one.newsDue ?? (one.wakes ? nil : one.due) }
        wakes = !wishes.isEmpty
        newsDue = wakes ? news.min() : nil
        due = wishes.min() ?? news.min() ?? due
    }
}
