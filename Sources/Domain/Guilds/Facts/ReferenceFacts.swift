/// A realm with the name people know and the slug that addresses use.
package struct Realm: Sendable, Hashable {
    package var key: RealmKey
    package var name: String
    package var slug: String

    package init(key: RealmKey, name: String, slug: String) {
        self.key = key
        self.name = name
        self.slug = slug
    }
}

/// The ids of an index document and which of them is current.
package struct NumberedIndex: Sendable, Hashable {
    package var ids: [Int32]
    package var current: Int32?

    package init(ids: [Int32], current: Int32?) {
        self.ids = ids
        self.current = current
    }
}

/// One named entry of an index document: a class, specialization, race, dungeon or journal instance.
package struct NamedEntry: Sendable, Hashable {
    package var id: Int32
    package var name: String

    package init(id: Int32, name: String) {
        self.id = id
        self.name = name
    }
}
