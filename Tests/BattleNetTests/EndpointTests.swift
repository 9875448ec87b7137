import BattleNet
import Foundation
import Guilds
import Testing

struct EndpointTests {
    private static let key = CharacterKey(realm: RealmKey(region: .eu, id: 550), id: 1)

    @Test(arguments: [
        ("Sheena", "stormrage", "/stormrage/sheena"),
        ("Альвеона", "howling-fjord", "/howling-fjord/%D0%B0%D0%BB%D1%8C%D0%B2%D0%B5%D0%BE%D0%BD%D0%B0"),
        ("Ärger", "malygos", "/malygos/%C3%A4rger"), ("ÉLAN", "malygos", "/malygos/%C3%A9lan"),
        ("가나다", "azshara", "/azshara/%EA%B0%80%EB%82%98%EB%8B%A4"),
        ("sheena", "la-croisade-écarlate", "/la-croisade-%C3%A9carlate/sheena"),
        ("sheena", "confrérie-du-thorium", "/confr%C3%A9rie-du-thorium/sheena"),
        ("sheena", "pozzo-delleternità", "/pozzo-delleternit%C3%A0/sheena"),
        ("sheena", "aggra-português", "/aggra-portugu%C3%AAs/sheena"),
        ("sheena", "festung-der-stürme", "/festung-der-st%C3%BCrme/sheena"),
        ("sheena", "chants-éternels", "/chants-%C3%A9ternels/sheena"),
        ("sheena", "marécage-de-zangar", "/mar%C3%A9cage-de-zangar/sheena"),
        ("she/ena?x#y%z", "a b", "/a%20b/she%2Fena%3Fx%23y%25z"),
    ])
    func `a name in a path`(_ name: String, _ realm: String, _ path: String) throws {
        let address = CharacterAddress(region: .eu, realmSlug: realm, name: name)
        let endpoint = try Endpoint(DocumentID(.summary, of: Self.key), at: .character(address))
        #expect(endpoint.path == "/profile/wow/character" + path)
        #expect(endpoint.namespace == .profile)
    }

    @Test(arguments: [("", "stormrage"), ("..", "stormrage"), ("sheena", "."), ("sheena", "")])
    func `a name that would change the path is refused`(_ name: String, _ realm: String) throws {
        let address = CharacterAddress(region: .eu, realmSlug: realm, name: name)
        let error = try #require(throws: BattleNetError.self) {
            try Endpoint(DocumentID(.summary, of: Self.key), at: .character(address))
        }
        #expect(error.code == .invalidRequest)
    }

    @Test func `an address of another kind or region is refused`() {
        let american = CharacterAddress(region: .us, realmSlug: "stormrage", name: "sheena")
        #expect(throws: BattleNetError.self) {
            try Endpoint(DocumentID(.summary, of: Self.key), at: .character(american))
        }
        #expect(throws: BattleNetError.self) { try Endpoint(DocumentID(.summary, of: Self.key), at: .region) }
    }

    @Test func `every kind has a path of its own`() throws {
        let paths = try DocumentKind.allCases.map { kind in
            let document = DocumentID(kind: kind, realm: Self.key.realm, subject: 3, part: 4)
            return try Endpoint(document, at: address(kind)).path
        }
        #expect(Set(paths).count == DocumentKind.allCases.count)
    }

    @Test func `the service decides host, namespace and language`() throws {
        let endpoint = try Endpoint(DocumentID(.classes, of: .kr), at: .region)
        let query = "/data/wow/playable-class/index?namespace=static-kr&locale="
        #expect(Servers().url(endpoint) == "https://kr.api.blizzard.com\(query)en_US")
        #expect(Servers(locales: [.kr: "ko_KR"]).url(endpoint) == "https://kr.api.blizzard.com\(query)ko_KR")
        #expect(Servers().tokenURL == "https://oauth.battle.net/token")
        let local = Servers(base: "http://127.0.0.1:8080/")
        #expect(local.url(endpoint) == "http://127.0.0.1:8080\(query)en_US")
        #expect(local.tokenURL == "http://127.0.0.1:8080/oauth/token")
    }

    @Test(
        .enabled(if: Captures.areThere, "the captured responses are not beside the checkout"),
        arguments: Captures.all)
    func `the recorded URL of every capture`(_ capture: Capture) throws {
        let recorded = try capture.url()
        let parts = recorded.split(separator: "/").prefix { part in !part.contains("?") }.map(String.init)
        let realmAndName = parts.suffix(from: min(parts.count, 5)).map { part in
            part.removingPercentEncoding ?? ""
        }
        let last = recorded.split(separator: "?")[0].split(separator: "/").last.map(String.init) ?? ""
        let name = realmAndName.count > 1 ? realmAndName[1] : last.removingPercentEncoding ?? ""
        let address: DocumentAddress =
            switch capture.kind.scope {
            case .region: .region
            case .guild:
                .guild(GuildAddress(region: .eu, realmSlug: realmAndName[0], nameSlug: name))
            case .character:
                .character(CharacterAddress(region: .eu, realmSlug: realmAndName[0], name: name.uppercased()))
            }
        let url = try Servers().url(Endpoint(capture.document(), at: address))
        #expect(url.lowercased() == recorded.lowercased())
    }

    @Test(.enabled(if: Captures.realmsAreThere, "the table of realms is not beside the checkout"))
    func `every realm slug survives the way into a path and back`() throws {
        let table = Captures.shared.appending(path: "reference/realms.json")
        let slugs = try Node(json: Array(Data(contentsOf: table))).items.compactMap { realm in
            realm["slug"].text
        }
        #expect(slugs.count > 700)
        for slug in slugs {
            let address = GuildAddress(region: .eu, realmSlug: slug, nameSlug: "x")
            let document = DocumentID(.guild, of: GuildKey(realm: Self.key.realm, id: 1))
            let path = try Endpoint(document, at: .guild(address)).path
            #expect(path.allSatisfy { letter in letter.isASCII })
            #expect(path.removingPercentEncoding == "/data/wow/guild/\(slug)/x")
        }
    }

    private func address(_ kind: DocumentKind) -> DocumentAddress {
        switch kind.scope {
        case .region: .region
        case .guild: .guild(GuildAddress(region: .eu, realmSlug: "stormrage", nameSlug: "lanterns"))
        case .character: .character(CharacterAddress(region: .eu, realmSlug: "stormrage", name: "sheena"))
        }
    }
}
