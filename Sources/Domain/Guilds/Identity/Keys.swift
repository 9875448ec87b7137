/// The first column of every series and target key: a pure function of region and realm.
///
/// Bits 8 and up hold the region's number, the low byte the realm id modulo 64, so that a bucket tells its
/// region and no join across buckets is ever needed to find a character's rows.
package struct Bucket: Sendable, Hashable, Comparable {
    package let rawValue: Int16

    package init(region: Region, realm: Int32) {
        rawValue = region.number * 256 + Int16(realm & 63)
    }

    /// Nil when the number names no region.
    package init?(rawValue: Int16) {
        guard Region(number: rawValue / 256) != nil else { return nil }
        self.rawValue = rawValue
    }

    /// The region that the bucket lies in.
    package var region: Region {
        guard let region = Region(number: rawValue / 256) else {
            preconditionFailure("a bucket is only made from a region")
        }
        return region
    }

    package static func < (left: Bucket, right: Bucket) -> Bool { left.rawValue < right.rawValue }
}

/// A realm: its id is unique within its region.
package struct RealmKey: Sendable, Hashable {
    package let region: Region
    package let id: Int32

    package init(region: Region, id: Int32) {
        self.region = region
        self.id = id
    }

    /// The bucket that rows of this realm live in.
    package var bucket: Bucket { Bucket(region: region, realm: id) }
}

/// A guild by identity: its id is unique only within its realm, its name may change.
package struct GuildKey: Sendable, Hashable {
    package let realm: RealmKey
    package let id: Int64

    package init(realm: RealmKey, id: Int64) {
        self.realm = realm
        self.id = id
    }

    package var region: Region { realm.region }
    package var bucket: Bucket { realm.bucket }
}

/// A character by identity, as the source gives it: (region, realm id, character id).
///
/// A transfer or faction change gives a new key; a rename does not.
package struct CharacterKey: Sendable, Hashable {
    package let realm: RealmKey
    package let id: Int64

    package init(realm: RealmKey, id: Int64) {
        self.realm = realm
        self.id = id
    }

    package var region: Region { realm.region }
    package var bucket: Bucket { realm.bucket }
}

extension RealmKey: Comparable, CustomStringConvertible {
    package static func < (left: RealmKey, right: RealmKey) -> Bool {
        (left.region.number, left.id) < (right.region.number, right.id)
    }

    package var description: String { "\(region)/\(id)" }
}

extension GuildKey: Comparable, CustomStringConvertible {
    package static func < (left: GuildKey, right: GuildKey) -> Bool {
        (left.realm, left.id) < (right.realm, right.id)
    }

    package var description: String { "\(realm)/\(id)" }
}

extension CharacterKey: Comparable, CustomStringConvertible {
    package static func < (left: CharacterKey, right: CharacterKey) -> Bool {
        (left.realm, left.id) < (right.realm, right.id)
    }

    package var description: String { "\(realm)/\(id)" }
}
