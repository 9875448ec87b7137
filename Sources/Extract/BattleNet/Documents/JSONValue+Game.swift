internal import Guilds
internal import JSON

/// The values that many documents share, each held to the range beyond which it would corrupt a series.
extension JSONValue {
    /// An integer of the range, or an error that says what it stands for.
    func integer<Number: FixedWidthInteger>(
        _ range: ClosedRange<Number>, _ meaning: StaticString
    ) throws(JSONError) -> Number {
        let value = try integer()
        guard let number = Number(exactly: value), range.contains(number) else {
            throw mismatch(expected: "\(meaning) of \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// The positive id of a guild or character.
    func subjectID() throws(JSONError) -> Int64 { try integer(1...Int64.max, "an id") }

    /// The positive id of a thing of the game.
    func id() throws(JSONError) -> Int32 { try integer(1...Int32.max, "an id") }

    /// A number of things, 0 included.
    func quantity() throws(JSONError) -> Int32 { try integer(0...Int32.max, "a count") }

    func level() throws(JSONError) -> Int16 { try integer(1...255, "a level") }

    func itemLevel() throws(JSONError) -> Int16 { try integer(0...10_000, "an item level") }

    func smallID() throws(JSONError) -> Int16 { try integer(1...Int16.max, "an id") }

    /// Milliseconds since 1970, not before the game opened and not after the century.
    func timestamp() throws(JSONError) -> Timestamp {
        let opened: Int64 = 1_099_267_200_000
        let centuryEnd: Int64 = 4_102_444_800_000
        return Timestamp(milliseconds: try integer(opened...centuryEnd, "milliseconds of 2004-11 to 2100"))
    }

    /// A text with at least one letter that is not blank.
    func nonEmpty() throws(JSONError) -> String {
        let text = try string()
        guard text.contains(where: { character in !character.isWhitespace }) else {
            throw mismatch(expected: "a text that is not blank")
        }
        return text
    }

    /// A name, which is a text, or an object of texts by locale when no locale was asked for.
    func localised() throws(JSONError) -> String {
        guard kind == .object else { return try string() }
        if let name = try optional("en_US") { return try name.string() }
        if let name = try optional("en_GB") { return try name.string() }
        guard let name = try firstMember() else { throw mismatch(expected: "a name in some language") }
        return try name.string()
    }

    /// The localised `name` beside an id; empty where the document has none.
    func nameOrEmpty() throws(JSONError) -> String {
        try optional("name")?.localised() ?? ""
    }

    /// The side of an object `{"type": …}`; nil for one that this version does not know.
    func faction() throws(JSONError) -> Faction? {
        guard let type = try optional("type") else { return nil }
        return Faction(rawValue: try type.string())
    }

    /// The realm of an object `{"id", "slug"}`.
    func realmKey(in region: Region) throws(JSONError) -> RealmKey {
        RealmKey(region: region, id: try member("id").id())
    }

    /// The identity of an object `{"id", "realm": {"id"}}`.
    func characterKey(in region: Region) throws(JSONError) -> CharacterKey {
        CharacterKey(realm: try member("realm").realmKey(in: region), id: try member("id").subjectID())
    }

    /// The identity of an object `{"id", "realm": {"id"}}`.
    func guildKey(in region: Region) throws(JSONError) -> GuildKey {
        GuildKey(realm: try member("realm").realmKey(in: region), id: try member("id").subjectID())
    }

    /// The id of a reference `{"id"}`.
    func specialization() throws(JSONError) -> Specialization {
        Specialization(id: try member("id").id())
    }

    /// The number at the end of the path of a link `{"href"}`, where a document gives no id.
    func linkedID() throws(JSONError) -> Int32 {
        let link = try member("href")
        let path = try link.string().prefix { character in character != "?" }
        guard let last = path.split(separator: "/").last, let id = Int32(last), id > 0 else {
            throw link.mismatch(expected: "a link that ends in an id")
        }
        return id
    }
}
