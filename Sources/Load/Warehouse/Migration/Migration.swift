import FoundationEssentials
import Guilds
import SystemPackage

/// One numbered file of the folder of migrations.
struct Migration: Sendable, Hashable {
    let version: Int32
    /// The words after the number, `control` of `0001_control.sql`.
    let name: String
    let sql: String
    /// Fingerprint of the file, to notice that an applied file was edited.
    let checksum: String

    /// `0001_control`.
    var title: String {
        String(repeating: "0", count: max(0, 4 - String(version).count)) + "\(version)_\(name)"
    }

    /// A migration with this text; nil when the file's name is not `number_words.sql`.
    init?(file: String, sql: String) {
        guard file.hasSuffix(".sql") else { return nil }
        let parts = file.dropLast(4).split(separator: "_", maxSplits: 1)
        guard parts.count == 2, let version = Int32(parts[0]), version > 0 else { return nil }
        var fingerprint = Fingerprint()
        fingerprint.combine(sql)
        self.version = version
        name = String(parts[1])
        self.sql = sql
        checksum = fingerprint.hex
    }

    /// The migrations of a folder, ascending.
    ///
    /// Throws `.badMigrations` when the folder cannot be read, holds none, or numbers are not 1, 2, 3 ….
    static func list(folder: FilePath) throws(WarehouseError) -> [Migration] {
        let files = try FileList.read(folder)
        var migrations: [Migration] = []
        for (name, sql) in files where name.hasSuffix(".sql") {
            guard let migration = Migration(file: name, sql: sql) else {
                throw WarehouseError(.badMigrations, "the migration \(name) is not named like 0001_words.sql")
            }
            migrations.append(migration)
        }
        migrations.sort { left, right in left.version < right.version }
        guard !migrations.isEmpty else {
            throw WarehouseError(.badMigrations, "there are no migrations in \(folder)")
        }
        for (place, migration) in migrations.enumerated() where migration.version != place + 1 {
            throw WarehouseError(
                .badMigrations,
                "migrations are numbered 1, 2, 3 …, but number \(place + 1) is missing or double")
        }
        return migrations
    }
}

/// Reads a folder of text files.
private enum FileList {
    static func read(_ folder: FilePath) throws(WarehouseError) -> [(name: String, text: String)] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.string).map { name in
                (name, try String(contentsOfFile: folder.appending(name).string, encoding: .utf8))
            }
        } catch {
            throw WarehouseError(
                .badMigrations, "the folder of migrations cannot be read: \(folder)")
        }
    }
}
