import BattleNet
import Foundation
import Guilds
import Testing

/// The links in captured documents say how Battle.net writes names in paths.
@Suite(.enabled(if: Captures.areThere, "the captured responses are not beside the checkout"))
struct HrefTests {
    @Test(arguments: [("/profile/wow/character/", 2), ("/data/wow/guild/", 3)])
    func `every link of a named thing equals our path`(_ prefix: String, _ atLeast: Int) throws {
        var links = Set<Link>()
        for capture in Captures.all { try collect(capture.node().value, prefix, into: &links) }
        #expect(links.count >= atLeast)
        for link in links {
            #expect(try path(of: link, prefix) == link.path)
        }
    }

    private struct Link: Hashable {
        var name: String
        var realm: String
        var path: String
    }

    private func collect(_ value: Any?, _ prefix: String, into links: inout Set<Link>) {
        for item in value as? [Any] ?? [] { collect(item, prefix, into: &links) }
        guard let object = value as? [String: Any] else { return }
        for item in object.values { collect(item, prefix, into: &links) }
        let node = Node(value: object)
        guard let href = node["key"]["href"].text, let start = href.range(of: prefix)?.lowerBound,
            let name = node["name"].text, let realm = node["realm"]["slug"].text
        else { return }
        links.insert(
            Link(name: name, realm: realm, path: String(href[start...].prefix { letter in letter != "?" })))
    }

    private func path(of link: Link, _ prefix: String) throws -> String {
        let realm = RealmKey(region: .eu, id: 1)
        guard prefix.contains("guild") else {
            let address = CharacterAddress(region: .eu, realmSlug: link.realm, name: link.name)
            let document = DocumentID(.summary, of: CharacterKey(realm: realm, id: 1))
            return try Endpoint(document, at: .character(address)).path
        }
        let address = GuildAddress(region: .eu, realmSlug: link.realm, nameSlug: Slug.guild(link.name))
        return try Endpoint(DocumentID(.guild, of: GuildKey(realm: realm, id: 1)), at: .guild(address)).path
    }
}
