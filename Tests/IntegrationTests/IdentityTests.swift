import BattleNetSimulator
import Foundation
import Guilds
import TestDatabase
import Testing
import Warehouse

/// Who is who in a world whose truth is known.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct IdentityTests {
    /// A transfer or change of faction, or two characters of one person, as keys in the program's words.
    private struct Fact: Hashable {
        var one: String
        var other: String
    }

    /// What the world knows: moves by old and new key, and whose each key is.
    private struct Answers {
        var moves = Set<Fact>()
        var person: [String: Int] = [:]

        init(_ truth: Truth, until end: Int) {
            let owners = Dictionary(
                uniqueKeysWithValues: truth.players.flatMap { player in
                    player.characters.map { character in (character, player.person) }
                })
            for (character, identities) in Dictionary(grouping: truth.identities, by: \.character) {
                let borne = identities.sorted { left, right in left.from < right.from }
                    .filter { identity in identity.from <= end }
                let keys = borne.map { identity in
                    "\(identity.region.rawValue)/\(identity.realm)/\(identity.id)"
                }
                for key in keys { person[key] = owners[character] }
                for (old, new) in zip(keys, keys.dropFirst()) where old != new {
                    moves.insert(Fact(one: old, other: new))
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(30)))
    func `moves and alts of a restless world are found, and nobody is taken for another`() async throws {
        try await withWatchedWorld("restless") { simulator, scene in
            let end = try await simulator.end()
            let crawled = try await scene.run("crawl", "--until", "\(end)", "--step-hours", "24")
            try #require(crawled.status == 0 || crawled.status == 3, "\(crawled.errors)")
            let identified = try await scene.run("identify")
            try #require(identified.status == 0, "\(identified.errors)")
            let answers = Answers(World(.restless).truth, until: Int(end.seconds))
            let links = try await self.links(scene, simulator)

            // Only what both documents of achievements told can be known.
            let known = Set(
                try await scene.lines(
                    "SELECT 'eu/' || realm_id || '/' || character_id FROM achievement_earned GROUP BY 1"))
            let moves = links.filter { link in
                ["transfer", "faction_change", "new_id"].contains(link["kind"].line)
                    && link["status"].text == "likely"
            }.map { link in Fact(one: link["from_key"].line, other: link["to_key"].line) }
            let knowable = answers.moves.filter { move in
                known.contains(move.one) && known.contains(move.other)
            }
            let found = knowable.intersection(moves)
            let right = answers.moves.intersection(moves)

            let alts = links.filter { link in link["kind"].text == "alt" && link["status"].text == "likely" }
                .map { link in Fact(one: link["from_key"].line, other: link["to_key"].line) }
            let rightAlts = alts.filter { alt in
                answers.person[alt.one] != nil && answers.person[alt.one] == answers.person[alt.other]
            }
            let persons = try await personPairs(scene)
            let rightPairs = persons.filter { pair in answers.person[pair.one] == answers.person[pair.other] }
            let knowablePairs = pairs(of: known, by: answers.person)
            print(
                """
                identity moves=\(moves.count) right=\(right.count) true=\(answers.moves.count) \
                knowable=\(knowable.count) found=\(found.count); alts=\(alts.count) right=\(rightAlts.count); \
                pairs=\(persons.count) right=\(rightPairs.count) knowable=\(knowablePairs)
                """)
            #expect(knowable.count >= 5)
            #expect(moves.count == right.count)
            #expect(Double(found.count) >= 0.8 * Double(knowable.count))
            #expect(alts.count >= 10)
            #expect(Double(rightAlts.count) >= 0.97 * Double(alts.count))
            #expect(Double(rightPairs.count) >= 0.97 * Double(persons.count))
            #expect(Double(rightPairs.count) >= 0.6 * Double(knowablePairs))
            try await checkCommands(scene, simulator, links)
        }
    }

    private func links(_ scene: Scene, _ simulator: Simulator) async throws -> [Node] {
        var links: [String: Node] = [:]
        for guild in try await simulator.guilds() {
            let listed = try await scene.run("identity", "--guild", guild)
            try #require(listed.status == 0, "\(listed.errors)")
            for link in try rows(listed) { links[link["id"].line] = link }
        }
        return Array(links.values)
    }

    private func rows(_ ended: Program.Ended) throws -> [Node] {
        try ended.output.split(separator: "\n").map { line in try Node(json: Data(line.utf8)) }
    }

    private func personPairs(_ scene: Scene) async throws -> [Fact] {
        try await scene.lines(
            """
            SELECT 'eu/' || a.realm_id || '/' || a.character_id || ' eu/' || b.realm_id || '/' || b.character_id
            FROM person_member a JOIN person_member b ON a.person = b.person
                AND (a.realm_id, a.character_id) < (b.realm_id, b.character_id)
            WHERE a.until IS NULL AND b.until IS NULL
            """
        ).map { line in
            let keys = line.split(separator: " ").map(String.init)
            return Fact(one: keys[0], other: keys[1])
        }
    }

    private func pairs(of known: Set<String>, by person: [String: Int]) -> Int {
        Dictionary(grouping: known.compactMap { key in person[key] }) { owner in owner }.values
            .reduce(0) { sum, keys in sum + keys.count * (keys.count - 1) / 2 }
    }

    /// The commands on what was found: reject, undo, the audit trail, the timeline.
    private func checkCommands(_ scene: Scene, _ simulator: Simulator, _ links: [Node]) async throws {
        let link = try #require(
            links.first { link in link["status"].text == "likely" && link["kind"].text == "alt" })
        let id = link["id"].line
        let rejected = try await scene.run("identity", "reject", id, "--by", "Officer", "--reason", "friends")
        #expect(rejected.status == 0, "\(rejected.errors)")
        func status() async throws -> String? {
            try await self.links(scene, simulator).first { link in link["id"].text == id }?["status"].text
        }
        #expect(try await status() == "rejected")
        #expect(try await scene.run("identity", "undo", id).status == 0)
        #expect(try await status() == "likely")
        #expect(try await scene.run("identity", "confirm", "0000000000000000").status == 66)
        #expect(try await scene.run("identity", "confirm", "nonsense").status == 64)
        var decisions: [Node] = []
        for guild in try await simulator.guilds() {
            decisions += try rows(try await scene.run("identity", "log", "--guild", guild))
        }
        let told = Set(decisions.filter { decision in decision["id"].text == id }.map { $0["action"].line })
        #expect(told == ["reject", "undo"])
        #expect(
            decisions.contains { decision in
                decision["by"].text == "Officer" && decision["reason"].text == "friends"
            })

        let guild = try #require(try await simulator.guilds().first)
        let timeline = try rows(try await scene.run("timeline", "--guild", guild))
        let kinds = Set(timeline.map { event in event["event"].line })
        #expect(
            kinds.isSuperset(of: [
                "present", "joined", "left", "promoted", "renamed", "transferred", "alt_of",
            ]))
        let event = try #require(timeline.first { event in event["event"].text == "transferred" })
        let person = try rows(
            try await scene.run("timeline", "--guild", guild, "--person", event["character"].line))
        #expect(!person.isEmpty && person.count < timeline.count)
        #expect(Set(person.map { event in event["person"].line }).count == 1)
        #expect(try await scene.run("timeline", "--guild", guild, "--person", "Nobody-nowhere").status == 66)
    }
}
