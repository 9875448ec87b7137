/// The first column of every series and target key: a pure function of region and realm.
///
/// Bits 8 and up hold the region's number, the low byte the realm id modulo 64, so that a bucket tells its
/// region and no join across buckets is ever needed to find a character's rows.
package struct Bucket: Sendable, Hashable, Comparable, Codable {
    /// The number as stored: 256 times the region's number plus the realm id modulo 64.
    package let rawValue: Int16

    /// The bucket of a realm, of which only the low six bits of the id count.
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

    /// By number, so by region first.
    package static func < (left: Bucket, right: Bucket) -> Bool { left.rawValue < right.rawValue }
}

/// A realm: its id is unique within its region.
package struct RealmKey: Sendable, Hashable, Codable {
    /// The region within which the id is unique.
    package let region: Region
    /// The API's `realm.id`; 0 stands for the whole region in keys of documents.
    package let id: Int32

    /// A realm's key from the region asked and the id that its document gives.
    package init(region: Region, id: Int32) {
        self.region = region
        self.id = id
    }

    /// The bucket that rows of this realm live in.
    package var bucket: Bucket { Bucket(region: region, realm: id) }
}

/// A guild by identity: its id is unique only within its realm, its name may change.
package struct GuildKey: Sendable, Hashable, Codable {
    /// The realm within which the id is unique.
    package let realm: RealmKey
    /// The API's guild `id`; it stays through a rename.
    package let id: Int64

    /// A guild's key from its realm and the id that its document gives.
    package init(realm: RealmKey, id: Int64) {
        self.realm = realm
        self.id = id
    }

    /// The region of the guild's realm.
    package var region: Region { realm.region }
    /// The bucket that rows of this guild live in.
    package var bucket: Bucket { realm.bucket }
}

/// A character by identity, as the source gives it: (region, realm id, character id).
///
/// A transfer or faction change gives a new key; a rename does not.
package struct CharacterKey: Sendable, Hashable, Codable {
    /// The realm within which the id is unique.
    package let realm: RealmKey
    /// The API's character `id`; it stays through a rename.
    package let id: Int64

    /// A character's key from its realm and the id that its document gives.
    package init(realm: RealmKey, id: Int64) {
        self.realm = realm
        self.id = id
    }

    /// The region of the character's realm.
    package var region: Region { realm.region }
    /// The bucket that rows of this character live in.
    package var bucket: Bucket { realm.bucket }
}

extension RealmKey: Comparable, CustomStringConvertible {
    /// By the region's number, then by id.
    package static func < (left: RealmKey, right: RealmKey) -> Bool {
        (left.region.number, left.id) < (right.region.number, right.id)
    }

    /// Region and realm id, `eu/1`.
    package var description: String { "\(region)/\(id)" }
}

extension GuildKey: Comparable, CustomStringConvertible {
    /// By realm, then by id.
    package static func < (left: GuildKey, right: GuildKey) -> Bool {
        (left.realm, left.id) < (right.realm, right.id)
    }

    /// Region, realm id and guild id, `eu/1/2`.
    package var description: String { "\(realm)/\(id)" }
}

extension CharacterKey: Comparable, CustomStringConvertible {
    /// By realm, then by id.
    package static func < (left: CharacterKey, right: CharacterKey) -> Bool {
        (left.realm, left.id) < (right.realm, right.id)
    }

    /// Region, realm id and character id, `eu/1/2`.
    package var description: String { "\(realm)/\(id)" }
}
