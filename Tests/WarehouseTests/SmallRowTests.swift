import Crawl
import FoundationEssentials
import Guilds
import Postgres
import SystemPackage
import TestDatabase
import Testing

@testable import Warehouse

/// Words and lists in their short form.
struct ShortFormTests {
    @Test func `every word comes back, the known ones from one letter`() {
        for words in [ShortWord.slot, .quality] {
            #expect(Set(words.words.map(words.stored)).count == words.words.count)
            for word in words.words {
                #expect(words.stored(word).utf8.count == 1)
                #expect(words.word(words.stored(word)) == word)
            }
            let others = ["", "PROFESSION_TOOL", "a", "s", "z", "=", "=a", "==", "head", "é", "1", "A"]
            for word in others { #expect(words.word(words.stored(word)) == word, "\(word)") }
            let stored = Set((words.words + others).map(words.stored))
            #expect(stored.count == words.words.count + others.count)
        }
    }

    // Vectors of the FNV reference, test_fnv.c.
    @Test(arguments: [("", 0x811c_9dc5), ("a", 0xe40c_292c), ("foobar", 0xbf9c_f968)] as [(String, UInt32)])
    func `a name's digest is FNV-1a`(name: String, digest: UInt32) {
        #expect(ItemName.digest(name) == Int32(bitPattern: digest))
    }

    @Test func `names are asked for until their load is committed`() {
        let names = ItemNames()
        let items = [item("NECK", 2), item("HEAD", 1), item("BACK", 2)]
        #expect(names.unknown(in: items).map(\.itemID) == [1, 2])
        #expect(names.unknown(in: items).count == 2)
        names.add(names.unknown(in: items))
        #expect(names.unknown(in: items).isEmpty)
        var renamed = item("NECK", 2)
        renamed.name = "Another"
        #expect(names.unknown(in: [renamed]).map(\.name) == ["Another"])
    }
}

/// Equipment in narrow rows says what the wide ones said.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct SmallRowTests {
    private static let odd = [
        item("HEAD", 1), item("PROFESSION_TOOL", 2), item("a", 3), item("=b", 4), item("OFF_HAND", 5),
    ]

    private static func renamed(_ name: String) -> EquippedItem {
        var one = item("HEAD", 1)
        one.name = name
        one.quality = "SHINY"
        (one.bonuses, one.sockets, one.enchantments) = ([], [], [7400, 7401])
        one.setID = 1690
        one.limitCategory = "Unique-Equipped: Embellished (2)"
        return one
    }

    private static let visits: [[EquippedItem]] = [
        odd, [renamed(""), odd[1], odd[3]], [renamed("Hüter"), odd[4]],
    ]

    /// What the visits tell, as the versions before stored it.
    private static let wide = """
        SELECT ensure_partition('equipment', 12, timestamptz '2025-03-02Z'),
            ensure_partition('equipment', 12, timestamptz '2026-03-02Z');
        COMMENT ON TABLE equipment_2025_01 IS 'only states that are still current';
        INSERT INTO equipment (bucket, realm_id, character_id, slot, item_id, name, quality, item_level, bonuses,
            enchantments, sockets, set_id, limit_category, valid_from, recorded_at, unchanged_until, generation)
        SELECT 768 + (1403 & 63), 1403, 1, slot, item_id, name, quality, item_level, bonuses::integer[],
            enchantments::integer[], sockets::integer[], set_id, category, day, day, day - before, 1
        FROM (VALUES
            ('HEAD', 1, 'Item 1', 'EPIC', 600, '{1,2}', '{}', '{0}', NULL, NULL, 0),
            ('PROFESSION_TOOL', 2, 'Item 2', 'EPIC', 600, '{1,2}', '{}', '{0}', NULL, NULL, 0),
            ('a', 3, 'Item 3', 'EPIC', 600, '{1,2}', '{}', '{0}', NULL, NULL, 0),
            ('=b', 4, 'Item 4', 'EPIC', 600, '{1,2}', '{}', '{0}', NULL, NULL, 0),
            ('OFF_HAND', 5, 'Item 5', 'EPIC', 600, '{1,2}', '{}', '{0}', NULL, NULL, 0),
            ('HEAD', 1, '', 'SHINY', 600, '{}', '{7400,7401}', '{}', 1690, 'Unique-Equipped: Embellished (2)', 1),
            ('a', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1),
            ('OFF_HAND', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1),
            ('HEAD', 1, 'Hüter', 'SHINY', 600, '{}', '{7400,7401}', '{}', 1690, 'Unique-Equipped: Embellished (2)', 2),
            ('PROFESSION_TOOL', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2),
            ('=b', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2),
            ('OFF_HAND', 5, 'Item 5', 'EPIC', 600, '{1,2}', '{}', '{0}', NULL, NULL, 2)
        ) AS e (slot, item_id, name, quality, item_level, bonuses, enchantments, sockets, set_id, category, visit),
        LATERAL (SELECT timestamptz '2026-03-02Z' + visit * interval '1 day' AS day,
            CASE WHEN visit > 0 THEN interval '1 day' END AS before) t;
        INSERT INTO equipment_now SELECT DISTINCT ON (bucket, realm_id, character_id, slot) * FROM equipment
        ORDER BY bucket, realm_id, character_id, slot, recorded_at DESC;
        """

    private func tables(_ warehouse: Warehouse, _ pool: Pool) async throws -> [[String]] {
        let dump = try await warehouse.dumpSeries()
        let names: [String] = try await pool.withConnection { connection in
            try await connection.query("SELECT row(n.*)::text FROM item_name n ORDER BY 1").column(0)
        }
        return [dump["equipment"] ?? [], dump["equipment_now"] ?? [], names]
    }

    private func load(_ warehouse: Warehouse) async throws {
        for (day, worn) in Self.visits.enumerated() {
            try await warehouse.load(
                equipment(hero(1), worn), as: DocumentID(.equipment, of: hero(1)),
                at: .start + .days(Int64(day)))
        }
    }

    @Test func `what was stored wide becomes what a load stores, while others read`() async throws {
        let loaded = try await withWarehouse { warehouse, pool in
            try await load(warehouse)
            return try await tables(warehouse, pool)
        }
        #expect(loaded[0].count == 12 && loaded[1].count == 5 && loaded[2].count == 7)
        try await withTestDatabase { database in
            let pool = Pool(settings: database.settings, size: 4)
            let folder = FilePath(FileManager.default.temporaryDirectory.path).appending(database.name)
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder.string) }  // Only tidiness.
            let migrations = try Migration.list(folder: migrationsFolder)
            for migration in migrations.prefix(12) {
                try Data(migration.sql.utf8).write(
                    to: URL(filePath: folder.appending("\(migration.title).sql").string))
            }
            _ = try await Migrator(folder: folder).migrate(pool)
            try await pool.withConnection { connection in try await connection.executeScript(Self.wide) }
            try await migrate(pool)
            let warehouse = Warehouse(pool: pool)
            #expect(try await tables(warehouse, pool) == loaded)
            try await expectTidy(pool)
            await pool.close()
        }
    }

    /// Migrates with a reader that holds the tables until the migration waits for it, and another one meanwhile.
    private func migrate(_ pool: Pool) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            try await pool.withConnection { reader in
                try await reader.transaction { reader in
                    _ = try await reader.query("SELECT count(*) FROM equipment")
                    group.addTask { _ = try await Migrator(folder: migrationsFolder).migrate(pool) }
                    try await eventually {
                        try await pool.withConnection { connection in
                            try await connection.query(
                                "SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'"
                            ).one().int(0) > 0
                        }
                    }
                    try await pool.withConnection { connection in
                        let rows = try await connection.query("SELECT count(*) FROM equipment_now").one()
                        #expect(try rows.int(0) == 5)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// The new tables carry the old names everywhere, and partitions are found again.
    private func expectTidy(_ pool: Pool) async throws {
        try await pool.withConnection { connection in
            let names: [String] = try await connection.query(
                """
                SELECT relname::text FROM pg_class
                WHERE relname ~ 'equipment' AND relkind IN ('r', 'p', 'i', 'I')
                """
            ).column(0)
            #expect(
                Set(names) == [
                    "equipment", "equipment_pkey", "equipment_now", "equipment_now_pkey", "equipment_2025_01",
                    "equipment_2025_01_pkey", "equipment_2026_01", "equipment_2026_01_pkey",
                ])
            _ = try await connection.query(
                "SELECT ensure_partition('equipment', 12, timestamptz '2026-03-02Z')")
            let kept = try await connection.query(
                "SELECT obj_description('equipment_2025_01'::regclass, 'pg_class')")
            #expect(try kept.one().text(0) == PartitionQueries.keptComment)
        }
    }

    @Test func `an export tells the words, names and lists that were told`() async throws {
        try await withWarehouse { warehouse, _ in
            try await load(warehouse)
            var file: [UInt8] = []
            var request = ExportRequest()
            request.tables = ["equipment"]
            try await warehouse.export(request) { piece in if case .rows(let rows) = piece { file += rows } }
            let lines = String(decoding: file, as: UTF8.self).split(separator: "\n").map { line in
                line.split(separator: ",", omittingEmptySubsequences: false)[3...11].joined(separator: ",")
            }
            let limit = "Unique-Equipped: Embellished (2)"
            #expect(
                Set(lines.dropFirst()) == [
                    "HEAD,1,Item 1,EPIC,600,1;2,\"\",0,", "PROFESSION_TOOL,2,Item 2,EPIC,600,1;2,\"\",0,",
                    "a,3,Item 3,EPIC,600,1;2,\"\",0,", "'=b,4,Item 4,EPIC,600,1;2,\"\",0,",
                    "OFF_HAND,5,Item 5,EPIC,600,1;2,\"\",0,",
                    "HEAD,1,\"\",SHINY,600,\"\",7400;7401,\"\",1690",
                    "HEAD,1,Hüter,SHINY,600,\"\",7400;7401,\"\",1690",
                    "PROFESSION_TOOL,,,,,,,,", "a,,,,,,,,", "'=b,,,,,,,,", "OFF_HAND,,,,,,,,",
                ])
            #expect(String(decoding: file, as: UTF8.self).contains(",1690,\(limit),2026"))
        }
    }

    @Test func `of two names of an item both are kept, whoever tells first`() async throws {
        var ends: [[[String]]] = []
        for order in [[1, 2], [2, 1]] {
            try await withWarehouse { warehouse, pool in
                for number in order {
                    let worn = [Self.renamed("Name \(number)")]
                    try await warehouse.load(
                        equipment(hero(Int64(number)), worn),
                        as: DocumentID(.equipment, of: hero(Int64(number))))
                }
                ends.append(try await tables(warehouse, pool))
            }
        }
        #expect(ends[0] == ends[1])
        #expect(ends[0][2].count == 2)
    }

    @Test func `lists come back as arrays`() async throws {
        try await withTestDatabase { database in
            let pool = Pool(settings: database.settings, size: 1)
            for ids in [[], [0], [6652, 10395, -1]] as [[Int32]] {
                let read: [Int32] = try await pool.withConnection { connection in
                    try await connection.query(
                        "SELECT \(IDList.sql("s.v")) FROM (SELECT $1::text AS v) s",
                        [.text(IDList.stored(ids))]
                    ).one().value(0)
                }
                #expect(read == ids)
            }
            await pool.close()
        }
    }
}
