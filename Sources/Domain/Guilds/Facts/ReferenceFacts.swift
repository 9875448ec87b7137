/// A realm with the name people know and the slug that addresses use.
package struct Realm: Sendable, Hashable, Codable {
    /// Region and the API's realm `id`.
    package var key: RealmKey
    /// The name people know; the slug where the document has none.
    package var name: String
    /// How addresses write the realm.
    package var slug: String

    /// A realm from its decoded fields.
    package init(key: RealmKey, name: String, slug: String) {
        self.key = key
        self.name = name
        self.slug = slug
    }
}

/// Which connected realm a realm belongs to: realms that are connected share leaderboards and an auction
/// house.
package struct RealmConnection: Sendable, Hashable, Codable {
    /// The realm.
    package var realm: RealmKey
    /// The connected realm, whose id stands in the place of a realm's; often that of one of its realms.
    package var connectedRealm: RealmKey

    /// A connection from its decoded fields.
    package init(realm: RealmKey, connectedRealm: RealmKey) {
        self.realm = realm
        self.connectedRealm = connectedRealm
    }
}

/// The ids of an index document and which of them is current.
package struct NumberedIndex: Sendable, Hashable, Codable {
    /// In document order; seasons may begin with 0.
    package var ids: [Int32]
    /// The API's `current_season` or `current_period`; nil where the document names none.
    package var current: Int32?

    /// An index from its decoded fields.
    package init(ids: [Int32], current: Int32?) {
        self.ids = ids
        self.current = current
    }
}

/// One named entry of an index document: a class, specialization, race, dungeon or journal instance.
package struct NamedEntry: Sendable, Hashable, Codable {
    /// The API's `id`, unique among entries of the same index.
    package var id: Int32
    /// The name in English where the document gives several languages.
    package var name: String

    /// An entry from its decoded fields.
    package init(id: Int32, name: String) {
        self.id = id
        self.name = name
    }
}
