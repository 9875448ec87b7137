import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

/// The texts of one export by table.
private typealias Files = [String: String]

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct ExportTests {
    @Test func `the dictionary describes every column of every series, and no other`() async throws {
        try await withWarehouse { _, pool in
            let inDatabase = try await pool.withConnection { connection in
                try await connection.query(
                    """
                    SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns
                    WHERE table_schema = 'public'
                    """
                ).map { row in (try row.text(0), try row.text(1), try row.text(2)) }
            }
            let series = StateSeries.all.map(\.table) + EventSeries.all.map(\.table)
            #expect(Set(series).subtracting(ExportTable.all.map(\.name)).isEmpty)
            #expect(Set(ExportTable.all.map(\.name)).count == ExportTable.all.count)
            for table in ExportTable.all where table.name != "confirmation" {
                let stored = inDatabase.filter { column in column.0 == table.name }
                let types = Dictionary(stored.map { column in (column.1, column.2) }) { first, _ in first }
                // The lease's generation is of no use outside: it differs between databases that know the same.
                #expect(
                    Set(table.columns.map(\.column)) == Set(types.keys).subtracting(["generation"]),
                    "\(table.name)")
                for column in table.columns {
                    #expect(fits(types[column.column] ?? "", column), "\(table.name).\(column.name)")
                }
            }
            for table in ExportTable.all {
                #expect(table.meaning.hasSuffix("."))
                #expect(!table.sources.isEmpty || table.name == "confirmation")
                #expect(Set(table.columns.map(\.name)).count == table.columns.count, "\(table.name)")
                for column in table.columns {
                    #expect(column.meaning.hasSuffix("."), "\(table.name).\(column.name)")
                    #expect(column.kind != .moment || column.unit == "UTC")
                    #expect(column.kind != .number || !column.unit.isEmpty, "\(table.name).\(column.name)")
                }
            }
        }
    }

    private func fits(_ type: String, _ column: ExportColumn) -> Bool {
        switch column.kind {
        case .integer: ["smallint", "integer", "bigint"].contains(type)
        case .number: type == "double precision"
        case .text: type == "text" || column.stored == .itemName
        case .word: type == "text" || (type == "smallint" && column.stored != .plain)
        case .flag: type == "boolean"
        case .moment: type == "timestamp with time zone"
        case .list: type == "ARRAY" || (type == "text" && column.stored == .idList)
        }
    }

    @Test func `numbers, moments, words and lists as the dictionary says`() async throws {
        try await withWarehouse { warehouse, _ in
            try await fill(warehouse, order: [0, 1, 2, 3])
            let files = try await export(warehouse)
            #expect(
                files["membership"]
                    == """
                    region,realm_id,guild_id,member_realm_id,member_id,rank,valid_from,recorded_at,unchanged_until
                    eu,1403,9001,1403,1,5,2026-03-02 00:00:00,2026-03-02 00:00:00,
                    eu,1403,9001,1403,2,5,2026-03-02 00:00:00,2026-03-02 00:00:00,

                    """)
            #expect(files["equipment"]?.contains(",HEAD,10,Item 10,EPIC,600,1;2,\"\",0,,,") == true)
            #expect(files["encounter_kills"]?.contains(",raids,3001,HEROIC,3,2026-03-02 00:00:00,") == true)
            #expect(files["keystone_run"]?.contains(",keystoneProfile,") == true)
            #expect(files["keystone_run"]?.contains(",12,1800000,true,250.5,9;10,") == true)
            #expect(files["confirmation"]?.contains("eu,1403,9001,roster,0,2026-03-02 00:00:00,") == true)
            #expect(files.count == ExportTable.all.count)
        }
    }

    @Test(arguments: ["=1+1", "+cmd", "-2", "@SUM(A1)", "\tx", "\rx", "＝1", "|x"])
    func `a text that looks like a formula is defused, its quotes are doubled`(_ name: String) async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.load(
                summary(hero(1), name: name + ",\"x\""), as: DocumentID(.summary, of: hero(1)))
            let file = try await export(warehouse)["character_state"]
            let quoted = "1403,1,\"'\(name),\"\"x\"\"\",vale-of-tests,90,"
            #expect(file?.contains(quoted) == true, "\(file ?? "")")
        }
    }

    @Test func `the order of loading does not show in the bytes`() async throws {
        let orders = [[0, 1, 2, 3], [3, 1, 0, 2], [2, 3, 1, 0]]
        var exports: [Files] = []
        for order in orders {
            try await withWarehouse { warehouse, _ in
                try await fill(warehouse, order: order)
                exports.append(try await export(warehouse))
            }
        }
        #expect(exports[0]["character_state"]?.split(separator: "\n").count == 3)
        for one in exports.dropFirst() {
            for (table, text) in one { #expect(text == exports[0][table], "\(table)") }
        }
    }

    @Test func `a past moment is told alike before and after later data`() async throws {
        try await withWarehouse { warehouse, _ in
            try await fill(warehouse, order: [0, 1, 2, 3])
            var past = ExportRequest()
            past.asOf = .start + .hours(1)
            let before = try await export(warehouse, past)
            #expect(before["realm"] == nil)
            try await fill(warehouse, order: [0, 1, 2, 3], day: 1, itemLevel: 640)
            try await fill(warehouse, order: [0, 1, 2, 3], day: 30, itemLevel: 650)
            #expect(try await export(warehouse, past) == before)
            let now = try await export(warehouse)
            #expect(now["character_state"] != before["character_state"])
            var since = ExportRequest()
            since.since = .start + .days(2)
            let late = try await export(warehouse, since)["character_state"]?.split(separator: "\n")
            #expect(late?.count == 3)
            #expect(late?.dropFirst().allSatisfy { line in line.contains("2026-04-01") } == true)
        }
    }

    @Test func `a guild's export holds its members and nobody else`() async throws {
        try await withWarehouse { warehouse, _ in
            let other = GuildKey(realm: guild.realm, id: 9_002)
            try await warehouse.load(
                roster([member(hero(1)), member(hero(5, realm: 633))]), as: DocumentID(.roster, of: guild))
            try await warehouse.load(
                roster([member(hero(6))], of: other), as: DocumentID(.roster, of: other))
            for key in [hero(1), hero(5, realm: 633), hero(6)] {
                try await warehouse.load(summary(key), as: DocumentID(.summary, of: key))
            }
            var request = ExportRequest()
            request.guilds = [guild]
            let one = try await export(warehouse, request)
            #expect(one["leaderboard_run"] == nil)
            #expect(ids(one["character_state"]) == ["633/5", "1403/1"])
            #expect(ids(one["character"]) == ["633/5", "1403/1"])
            #expect(one["confirmation"]?.contains("9002") == false)
            request.guilds = [guild, other]
            #expect(ids(try await export(warehouse, request)["character_state"]).count == 3)
            request.tables = ["membership"]
            #expect(try await export(warehouse, request).keys.sorted() == ["membership"])
        }
    }

    @Test func `all tables are of one moment, whatever is loaded meanwhile`() async throws {
        try await withWarehouse { warehouse, _ in
            try await fill(warehouse, order: [0, 1, 2, 3])
            let quiet = try await export(warehouse)
            let meanwhile = Export()
            try await warehouse.export(ExportRequest()) { piece in
                if case .end(let table, _) = piece, table.name == "character" {
                    try await fill(warehouse, order: [0, 1, 2, 3], day: 3, itemLevel: 660)
                }
                meanwhile.take(piece)
            }
            #expect(meanwhile.files == quiet)
        }
    }

    /// Loads a small guild in some order of its documents.
    private func fill(
        _ warehouse: Warehouse, order: [Int], day: Int64 = 0, itemLevel: Int16 = 600
    ) async throws {
        let kill = EncounterKills(
            encounterID: 3001, encounterName: "The Tester", instanceID: 12, instanceName: "Vault of Tests",
            difficulty: .heroic, count: 3, lastKill: .start)
        let profile = KeystoneProfile(
            character: hero(1), currentPeriod: 1055, rating: 2100.5, seasons: [17],
            bestRuns: [run(588, level: 12, at: .start, by: hero(1))])
        let documents: [[(DocumentID, Facts)]] = [
            [
                (DocumentID(.roster, of: guild), roster([member(hero(1)), member(hero(2))])),
                (DocumentID(.summary, of: hero(2)), summary(hero(2), itemLevel: itemLevel)),
            ],
            [(DocumentID(.summary, of: hero(1)), summary(hero(1), itemLevel: itemLevel))],
            [
                (
                    DocumentID(.equipment, of: hero(1)),
                    equipment(hero(1), [item("HEAD", 10), item("BACK", 11), item("FINGER_1", 12)])
                ),
                (DocumentID(.raids, of: hero(1)), .raids(Encounters(character: hero(1), kills: [kill]))),
            ],
            [(DocumentID(.keystoneProfile, of: hero(1)), .keystoneProfile(profile))],
        ]
        for place in order {
            for (document, facts) in documents[place] {
                try await warehouse.load(facts, as: document, at: .start + .days(day))
            }
        }
    }

    private func export(_ warehouse: Warehouse, _ request: ExportRequest = ExportRequest()) async throws
        -> Files
    {
        let export = Export()
        try await warehouse.export(request) { piece in export.take(piece) }
        return export.files
    }

    private func ids(_ text: String?) -> [String] {
        (text ?? "").split(separator: "\n").dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false)[1...2].joined(separator: "/")
        }
    }
}

/// Collects what an export hands out; used by one task at a time.
private final class Export {
    private(set) var files: Files = [:]
    private var table = ""

    func take(_ piece: ExportPiece) {
        switch piece {
        case .begin(let table):
            self.table = table.name
            files[table.name] = ""
        case .rows(let bytes): files[table, default: ""] += String(decoding: bytes, as: UTF8.self)
        case .end(let table, let rows):
            #expect(files[table.name]?.split(separator: "\n").count ?? 0 >= rows)
        }
    }
}
