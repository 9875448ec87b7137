/// The kinds of document that are fetched. The raw value is stored in keys and never reused.
package enum DocumentKind: Int16, Sendable, Hashable, CaseIterable, Codable {
    case realms = 1
    case connectedRealms = 2
    case seasons = 3
    case season = 4
    case periods = 5
    case period = 6
    case keystoneDungeons = 7
    case classes = 8
    case playableSpecializations = 9
    case races = 10
    case journalInstances = 11
    case leaderboard = 12
    case realm = 13
    case leaderboards = 14

    case guild = 20
    case roster = 21
    case guildAchievements = 22
    case guildActivity = 23

    case summary = 40
    case status = 41
    case equipment = 42
    case specializations = 43
    case achievements = 44
    case raids = 45
    case dungeons = 46
    case keystoneProfile = 47
    case keystoneSeasonProfile = 48
    case professions = 49
    case reputations = 50
    case pvpSummary = 51

    /// The word used in logs, metrics and tables.
    package var name: String { String(describing: self) }

    /// What a document of this kind is about.
    package var scope: Scope {
        switch rawValue {
        case ..<20: .region
        case ..<40: .guild
        default: .character
        }
    }

    /// What a document is about.
    package enum Scope: Sendable, Hashable {
        case region
        case guild
        case character
    }
}

/// One document of the API by identity: the key of its crawl target, its confirmation and its observations.
///
/// `subject` is the guild's or character's id (a leaderboard's dungeon), `part` the season or period where
/// the kind has one, otherwise both are 0; `realm.id` is 0 for a document of a whole region, a connected
/// realm's id for a leaderboard and for the list of leaderboards.
package struct DocumentID: Sendable, Hashable, Codable {
    /// What the document tells; it also decides how `subject` and `part` are read.
    package let kind: DocumentKind
    /// The subject's realm, a leaderboard's connected realm; id 0 for a document of a whole region.
    package let realm: RealmKey
    /// Guild id, character id or a leaderboard's dungeon id, by `kind`; 0 where there is none.
    package let subject: Int64
    /// The season or period, 0 for kinds that have neither.
    package let part: Int32

    /// A key from its parts, which are not checked against the kind.
    package init(kind: DocumentKind, realm: RealmKey, subject: Int64, part: Int32 = 0) {
        self.kind = kind
        self.realm = realm
        self.subject = subject
        self.part = part
    }

    /// A document of a whole region; `part` is the season or period where the kind has one.
    package init(_ kind: DocumentKind, of region: Region, part: Int32 = 0) {
        self.init(kind: kind, realm: RealmKey(region: region, id: 0), subject: 0, part: part)
    }

    /// A document of one realm of a region, or of one connected realm: `realm` or `leaderboards`.
    package init(_ kind: DocumentKind, of realm: RealmKey) {
        self.init(kind: kind, realm: realm, subject: 0)
    }

    /// The leaderboard of a dungeon and period on a connected realm.
    package init(leaderboardOf realm: RealmKey, dungeon: Int32, period: Int32) {
        self.init(kind: .leaderboard, realm: realm, subject: Int64(dungeon), part: period)
    }

    /// A document of a guild; the kind must be one of scope `guild`.
    package init(_ kind: DocumentKind, of guild: GuildKey) {
        self.init(kind: kind, realm: guild.realm, subject: guild.id)
    }

    /// A document of a character; `part` is the season of a keystone season profile.
    package init(_ kind: DocumentKind, of character: CharacterKey, part: Int32 = 0) {
        self.init(kind: kind, realm: character.realm, subject: character.id, part: part)
    }

    /// The region whose host serves the document.
    package var region: Region { realm.region }
    /// The bucket that the document's target and series are stored in.
    package var bucket: Bucket { realm.bucket }

    /// The guild that a guild document is about.
    package var guild: GuildKey? {
        kind.scope == .guild ? GuildKey(realm: realm, id: subject) : nil
    }

    /// The character that a character document is about.
    package var character: CharacterKey? {
        kind.scope == .character ? CharacterKey(realm: realm, id: subject) : nil
    }
}

extension DocumentID: CustomStringConvertible {
    /// `roster eu/1/2`: kind, region, realm and subject, then the part unless it is 0; for logs.
    package var description: String { "\(kind.name) \(realm)/\(subject)" + (part == 0 ? "" : "/\(part)") }
}

/// Where the API finds a document now.
package enum DocumentAddress: Sendable, Hashable, Codable {
    case region
    case guild(GuildAddress)
    case character(CharacterAddress)
}
