import BattleNet
import Guilds
import Testing

@Suite(.enabled(if: Captures.areThere, "the captured responses are not beside the checkout"))
struct CapturedReferenceTests {
    private let decoder = DocumentDecoder()

    @Test(arguments: Captures.all(.realms))
    func `the realm index`(_ capture: Capture) throws {
        let told = try capture.node()["realms"].items.map { realm in
            Realm(key: realm.realm, name: realm["name"].text ?? "", slug: realm["slug"].text ?? "")
        }
        #expect(told.count > 200)
        #expect(try facts(capture) == .realms(told))
    }

    @Test(arguments: Captures.all(.realm))
    func `a realm leads to its connected realm`(_ capture: Capture) throws {
        let node = try capture.node()
        let link = node["connected_realm"]["href"].text?.split(separator: "/").last
        let id = link?.split(separator: "?").first.flatMap { Int32($0) }
        let told = RealmConnection(
            realm: RealmKey(region: .eu, id: Int32(node["id"].number)),
            connectedRealm: RealmKey(region: .eu, id: try #require(id)))
        #expect(try facts(capture) == .realm(told))
    }

    @Test(arguments: Captures.all(.connectedRealms))
    func `the connected realm index`(_ capture: Capture) throws {
        let told = try capture.node()["connected_realms"].items.compactMap { link in
            link["href"].text?.split(separator: "/").last?.split(separator: "?").first.flatMap { Int32($0) }
        }
        #expect(told.count > 100)
        #expect(try facts(capture) == .connectedRealms(told))
    }

    @Test(arguments: Captures.all(.seasons) + Captures.all(.periods))
    func `the season and period index`(_ capture: Capture) throws {
        let (node, name) = (try capture.node(), capture.kind == .seasons ? "season" : "period")
        let told = NumberedIndex(
            ids: node["\(name)s"].items.map { Int32($0["id"].number) },
            current: Int32(node["current_\(name)"]["id"].number))
        #expect(!told.ids.isEmpty)
        #expect(try facts(capture) == (capture.kind == .seasons ? .seasons(told) : .periods(told)))
    }

    @Test(arguments: Captures.all(.season))
    func `a season of a region`(_ capture: Capture) throws {
        let node = try capture.node()
        guard case .season(let season) = try facts(capture) else { throw OtherFacts() }
        #expect(Int64(season.id) == node["id"].number)
        #expect(season.start == node["start_timestamp"].timestamp)
        #expect(season.end == node["end_timestamp"].timestamp)
        #expect(season.periods.map(Int64.init) == node["periods"].items.map { $0["id"].number }.sorted())
    }

    @Test(arguments: Captures.all(.period))
    func `a period of a region`(_ capture: Capture) throws {
        let node = try capture.node()
        guard case .period(let period) = try facts(capture) else { throw OtherFacts() }
        #expect(Int64(period.id) == node["id"].number)
        #expect(period.start == node["start_timestamp"].timestamp)
        #expect(period.end == node["end_timestamp"].timestamp)
    }

    @Test(arguments: [
        (DocumentKind.keystoneDungeons, "dungeons"), (.classes, "classes"), (.races, "races"),
        (.playableSpecializations, "character_specializations"),
    ])
    func `an index of names`(_ kind: DocumentKind, _ list: String) throws {
        let capture = try #require(Captures.all(kind).first)
        let told = try capture.node()[list].items.map { entry in
            NamedEntry(id: Int32(entry["id"].number), name: entry["name"].text ?? "")
        }
        #expect(!told.isEmpty)
        switch try facts(capture) {
        case .keystoneDungeons(let found), .classes(let found), .races(let found),
            .playableSpecializations(let found):
            #expect(found == told)
        default: throw OtherFacts()
        }
    }

    private func facts(_ capture: Capture) throws -> Facts {
        try decoder.decode(capture.bytes(), as: capture.document()).facts
    }
}
