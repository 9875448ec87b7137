/// All series of one guild as known at `asOf`: the contract between Load and Transform.
package struct GuildSeries: Sendable, Hashable {
    /// The guild by identity, which outlives renames.
    package var guild: GuildKey
    /// The guild's name for display; no number depends on it.
    package var name: String
    /// The realm's name, or its slug while the realm index has not been seen.
    package var realmName: String
    /// The guild's side; nil when it is not known.
    package var faction: Faction?
    /// The moment that the series are cut at: nothing recorded later is in them.
    package var asOf: Timestamp
    /// The region's weeks up to and including the one that holds `asOf`, ascending.
    package var periods: [Period]
    /// The region's seasons, ascending by start.
    package var seasons: [KeystoneSeason]
    /// When the guild's roster was seen without a gap.
    package var rosterSeen: [Span]
    /// Everyone who was in the roster at some time, ascending by key.
    package var members: [MemberSeries]
    /// Keystone runs in which members took part, ascending by their end, then by dungeon.
    package var runs: [GuildRun] = []
    /// The raid bosses that some member has killed, ascending by encounter.
    package var bosses: [RaidBoss] = []
    /// Names of the keystone dungeons that `runs` speak of, by the API's `dungeon.id`.
    package var dungeons: [Int32: String] = [:]

    /// Series from their parts, taken as they are: neither sorted nor checked.
    package init(
        guild: GuildKey, name: String, realmName: String, faction: Faction?, asOf: Timestamp,
        periods: [Period], seasons: [KeystoneSeason], rosterSeen: [Span], members: [MemberSeries]
    ) {
        self.guild = guild
        self.name = name
        self.realmName = realmName
        self.faction = faction
        self.asOf = asOf
        self.periods = periods
        self.seasons = seasons
        self.rosterSeen = rosterSeen
        self.members = members
    }
}

/// One member's series. A member whose profile was never seen has empty series, not zeros.
package struct MemberSeries: Sendable, Hashable {
    /// The member by identity, which outlives renames.
    package var character: CharacterKey
    /// The newest known name, for the directory only: no number depends on it.
    package var name: String
    /// The class; nil when it is not known.
    package var characterClass: CharacterClass?
    /// Rank 0-9 while in the guild; a change to nil is a departure.
    package var rank: Series<Int16>
    /// The character's level, from the summary and from the roster together.
    package var level: Series<Int16>
    /// Equipped item level of the summary, the average one where it tells no equipped one.
    package var itemLevel: Series<Int16>
    /// Mythic keystone rating.
    package var rating: Series<Double>
    /// The active specialization.
    package var specialization: Series<Specialization>
    /// The moment of the last login that the character summary tells.
    package var lastLogin: Series<Timestamp>
    /// A number that all characters of one person share, as the links between characters stood at the moment
    /// that the series are cut at; nil while the character is linked to no other.
    package var person: Int64?
    /// The equipment, one series per slot that was ever worn, ascending by the slot's name.
    package var slots: [SlotSeries] = []
    /// When the equipment was seen without a gap.
    package var gearSeen: [Span] = []
    /// Raid kills, ascending by boss.
    package var kills: [KillSeries] = []
    /// When the raid document was seen without a gap.
    package var killsSeen: [Span] = []

    /// A member's series from their parts, taken as they are.
    package init(
        character: CharacterKey, name: String, characterClass: CharacterClass?, rank: Series<Int16>,
        level: Series<Int16>, itemLevel: Series<Int16>, rating: Series<Double>,
        specialization: Series<Specialization>, lastLogin: Series<Timestamp>
    ) {
        self.character = character
        self.name = name
        self.characterClass = characterClass
        self.rank = rank
        self.level = level
        self.itemLevel = itemLevel
        self.rating = rating
        self.specialization = specialization
        self.lastLogin = lastLogin
    }
}
