import BattleNet
import Guilds
import Testing

/// The way from a realm to its boards, in invented documents: the list of boards was never captured.
struct LeaderboardTests {
    private static let realm = RealmKey(region: .eu, id: 7)
    private static let connected = RealmKey(region: .eu, id: 70)

    private func decode(_ document: DocumentID, _ json: String) throws -> Facts {
        try DocumentDecoder().decode(Array(json.utf8), as: document).facts
    }

    @Test func `a realm names its connected realm by a link`() throws {
        let json = """
            {"id": 7, "slug": "dawn", "name": "Dawn",
             "connected_realm": {"href": "https://x/data/wow/connected-realm/70?namespace=dynamic-eu"}}
            """
        #expect(
            try decode(DocumentID(.realm, of: Self.realm), json)
                == .realm(RealmConnection(realm: Self.realm, connectedRealm: Self.connected)))
    }

    @Test func `the list of boards names dungeon and period, each board once`() throws {
        let board = { (dungeon: Int, period: Int) in
            """
            {"key": {"href": "https://x/data/wow/connected-realm/70/mythic-leaderboard/\(dungeon)/period/\(period)\
            ?namespace=dynamic-eu"}, "name": "Deep", "id": \(dungeon)}
            """
        }
        let json =
            #"{"current_leaderboards": ["#
            + [board(588, 1090), board(399, 1090), board(588, 1090)]
            .joined(separator: ",") + "]}"
        let index = LeaderboardIndex(
            connectedRealm: Self.connected,
            entries: [588, 399].map { dungeon in
                LeaderboardIndex.Entry(dungeonID: dungeon, period: 1090)
            })
        #expect(try decode(DocumentID(.leaderboards, of: Self.connected), json) == .leaderboards(index))
    }

    @Test func `between seasons there are no boards`() throws {
        let none = LeaderboardIndex(connectedRealm: Self.connected, entries: [])
        #expect(try decode(DocumentID(.leaderboards, of: Self.connected), "{}") == .leaderboards(none))
    }

    @Test func `a board tells groups, who took part, and when its week ends`() throws {
        let json = """
            {"connected_realm": {"href": "https://x/connected-realm/70?namespace=dynamic-eu"}, "period": 1090,
             "map_challenge_mode_id": 588, "period_end_timestamp": 1790000000000,
             "leading_groups": [{"ranking": 1, "duration": 1700999, "completed_timestamp": 1789990000000,
               "keystone_level": 14, "mythic_rating": {"rating": 420.5},
               "members": [{"profile": {"name": "Brell", "id": 42, "realm": {"id": 7, "slug": "dawn"}},
                            "specialization": {"id": 70}},
                           {"faction": {"type": "HORDE"}}]}]}
            """
        let group = KeystoneLeaderboard.Group(
            ranking: 1, level: 14, completedAt: Timestamp(milliseconds: 1_789_990_000_000),
            duration: .milliseconds(1_700_999),
            members: [
                KeystoneRunMember(
                    character: CharacterKey(realm: Self.realm, id: 42),
                    specialization: Specialization(id: 70),
                    itemLevel: nil)
            ])
        let board = KeystoneLeaderboard(
            connectedRealm: Self.connected, dungeonID: 588, period: 1090,
            end: Timestamp(milliseconds: 1_790_000_000_000), groups: [group])
        let document = DocumentID(leaderboardOf: Self.connected, dungeon: 588, period: 1090)
        #expect(try decode(document, json) == .leaderboard(board))
    }

    @Test(arguments: [
        (
            DocumentID(.realm, of: realm), #"{"id": 8, "connected_realm": {"href": "https://x/70"}}"#,
            "realm 7"
        ),
        (DocumentID(.realm, of: realm), #"{"id": 7}"#, "connected_realm: missing"),
        (
            DocumentID(.leaderboards, of: connected),
            #"{"current_leaderboards": [{"id": 588, "key": {"href": "https://x/mythic-leaderboard/588"}}]}"#,
            "a link that ends in a period"
        ),
        (
            DocumentID(leaderboardOf: connected, dungeon: 588, period: 1090),
            #"{"connected_realm": {"href": "https://x/70"}, "period": 1090, "map_challenge_mode_id": 588}"#,
            "period_end_timestamp: missing"
        ),
    ])
    func `what would lead to a wrong board is malformed`(document: DocumentID, json: String, said: String)
        throws
    {
        let error = try #require(throws: BattleNetError.self) { try decode(document, json) }
        #expect(error.code == .malformed)
        #expect(error.debugDescription.contains(said), "\(error.debugDescription)")
    }

    @Test func `their paths`() throws {
        let board = DocumentID(leaderboardOf: Self.connected, dungeon: 588, period: 1090)
        let paths = [
            (DocumentID(.realm, of: Self.realm), "/realm/7"),
            (DocumentID(.leaderboards, of: Self.connected), "/connected-realm/70/mythic-leaderboard/index"),
            (board, "/connected-realm/70/mythic-leaderboard/588/period/1090"),
        ]
        for (document, path) in paths {
            let endpoint = try Endpoint(document, at: .region)
            #expect(endpoint.path == "/data/wow" + path)
            #expect(endpoint.namespace == .dynamic)
        }
    }
}
