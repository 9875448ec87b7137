internal import Guilds
internal import JSON

extension DocumentReader {
    func realms(_ root: JSONValue) throws(JSONError) -> [Realm] {
        let region = region
        return try root.member("realms").map { realm throws(JSONError) in
            let slug = try realm.member("slug").nonEmpty()
            let name = try realm.nameOrEmpty()
            return Realm(key: try realm.realmKey(in: region), name: name.isEmpty ? slug : name, slug: slug)
        }
    }

    /// A realm's own document, which links to its connected realm; the index of those lists ids only.
    func realmConnection(_ root: JSONValue) throws(JSONError) -> RealmConnection {
        let id = try root.member("id")
        let realm = try id.id()
        guard document.realm.id == 0 || document.realm.id == realm else {
            throw id.mismatch(expected: "realm \(document.realm.id)")
        }
        return RealmConnection(
            realm: RealmKey(region: region, id: realm),
            connectedRealm: RealmKey(region: region, id: try root.member("connected_realm").linkedID()))
    }

    func connectedRealms(_ root: JSONValue) throws(JSONError) -> [Int32] {
        try root.member("connected_realms").map { link throws(JSONError) in try link.linkedID() }
    }

    /// Seasons and periods; the captured season index begins with season 0.
    func numberedIndex(
        _ root: JSONValue, list: StaticString, current: StaticString
    ) throws(JSONError) -> NumberedIndex {
        NumberedIndex(
            ids: try root.member(list).map { entry throws(JSONError) in try entry.member("id").quantity() },
            current: try root.optional(current)?.member("id").quantity())
    }

    func namedEntries(_ root: JSONValue, list: StaticString) throws(JSONError) -> [NamedEntry] {
        try root.member(list).map { entry throws(JSONError) in
            NamedEntry(id: try entry.member("id").id(), name: try entry.member("name").localised())
        }
    }

    func season(_ root: JSONValue) throws(JSONError) -> KeystoneSeason {
        let start = try root.member("start_timestamp").timestamp()
        let periods = try root.member("periods").map { period throws(JSONError) in
            try period.member("id").id()
        }
        return KeystoneSeason(
            region: region, id: try askedPart(root), start: start,
            end: try root.optional("end_timestamp")?.end(of: start),
            periods: Set(periods).sorted())
    }

    func period(_ root: JSONValue) throws(JSONError) -> Period {
        let start = try root.member("start_timestamp").timestamp()
        return Period(
            region: region, id: try askedPart(root), start: start,
            end: try root.member("end_timestamp").end(of: start))
    }

    /// The document's own id, which must be the one asked for where one was.
    private func askedPart(_ root: JSONValue) throws(JSONError) -> Int32 {
        let id = try root.member("id")
        let part = try id.quantity()
        guard document.part == 0 || document.part == part else {
            throw id.mismatch(expected: "\(document.part)")
        }
        return part
    }
}

extension JSONValue {
    fileprivate func end(of start: Timestamp) throws(JSONError) -> Timestamp {
        let end = try timestamp()
        guard end > start else { throw mismatch(expected: "an end after the start") }
        return end
    }
}
