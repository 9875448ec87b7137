/// What happened to the persons of a guild, in order of time; pure.
package struct RosterTimeline: Sendable, Hashable {
    /// What may happen to a person.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Was there when the roster was read first.
        case present
        case joined
        case left
        case returned
        case promoted
        case demoted
        case renamed
        case transferred
        case changedFaction = "changed_faction"
        case altOf = "alt_of"
    }

    /// One line of the timeline.
    package struct Event: Sendable, Hashable {
        /// When it was seen.
        package var at: Timestamp
        /// The last moment at which it had not happened yet, as far as it is known.
        package var after: Timestamp?
        /// What happened.
        package var kind: Kind
        /// The character that it happened to; of a transfer the new one.
        package var character: CharacterKey
        /// The name of that character, `Name-realm`.
        package var name: String
        /// The main character of the person, `Name-realm`; the same as `name` for a person with one
        /// character.
        package var person: String
        /// The ranks, names or characters that it was about, in words; empty where there are none.
        package var detail: String
        /// The link that it follows from; nil for what the roster told.
        package var link: IdentityLinkID?
        /// How sure it is: 1 for what the roster told.
        package var confidence: Double
    }

    /// A row of the roster's history.
    package struct Standing: Sendable, Hashable {
        /// Nil: not in the roster any more.
        package var rank: Int16?
        /// When it was seen.
        package var at: Timestamp
        /// The roster's confirmation before; nil at the first roster of all.
        package var after: Timestamp?

        /// A row from its parts.
        package init(rank: Int16?, at: Timestamp, after: Timestamp?) {
            self.rank = rank
            self.at = at
            self.after = after
        }
    }

    /// A character that was in the roster at some time.
    package struct Member: Sendable, Hashable {
        /// The character by identity.
        package var key: CharacterKey
        /// `Name-realm`, the newest known.
        package var name: String
        /// The person that it belongs to; nil for one on its own.
        package var person: Int64?
        /// In order of time.
        package var standings: [Standing]

        /// A member from its parts.
        package init(key: CharacterKey, name: String, person: Int64?, standings: [Standing]) {
            self.key = key
            self.name = name
            self.person = person
            self.standings = standings
        }
    }

    /// Ascending by time; of one moment by person and character.
    package let events: [Event]

    /// The timeline of these members from the links among them and to others; `names` are those of characters
    /// that links lead to. Only links that count are told.
    package init(members: [Member], links: [IdentityLink], names: [CharacterKey: String]) {
        var telling = TimelineTelling(members: members, links: links, names: names)
        events = telling.tell()
    }
}
