/// All series of one guild as known at `asOf`: the contract between Load and Transform.
package struct GuildSeries: Sendable, Hashable {
    package var guild: GuildKey
    package var name: String
    /// The realm's name, or its slug while the realm index has not been seen.
    package var realmName: String
    package var faction: Faction?
    package var asOf: Timestamp
    /// The region's weeks up to and including the one that holds `asOf`, ascending.
    package var periods: [Period]
    /// The region's seasons, ascending by start.
    package var seasons: [KeystoneSeason]
    /// When the guild's roster was seen without a gap.
    package var rosterSeen: [Span]
    /// Everyone who was in the roster at some time, ascending by key.
    package var members: [MemberSeries]

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
    package var character: CharacterKey
    /// The newest known name, for the directory only: no number depends on it.
    package var name: String
    package var characterClass: CharacterClass?
    /// Rank 0-9 while in the guild; a change to nil is a departure.
    package var rank: Series<Int16>
    package var level: Series<Int16>
    package var itemLevel: Series<Int16>
    package var rating: Series<Double>
    package var specialization: Series<Specialization>
    package var lastLogin: Series<Timestamp>

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
