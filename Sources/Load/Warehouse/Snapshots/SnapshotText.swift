import FoundationEssentials
import Guilds
import Postgres

/// A snapshot as the table holds it: JSON with sorted keys, so that equal snapshots are equal bytes.
struct SnapshotText {
    let manifest: String
    let memberPart: String
    let officerPart: String
    let names: String

    init(_ snapshot: GuildSnapshot) throws(WarehouseError) {
        manifest = try Self.json(snapshot.manifest)
        memberPart = try Self.json(snapshot.memberPart)
        officerPart = try Self.json(snapshot.officerPart)
        names = try Self.json(snapshot.directory)
    }

    /// Of everything but the names: a redacted directory leaves it as it is.
    var digest: String {
        var fingerprint = Fingerprint()
        for part in [manifest, memberPart, officerPart] { fingerprint.combine(part) }
        return fingerprint.hex
    }

    /// A directory's text without these names.
    static func redacted(_ text: String, without keys: [String]) throws(WarehouseError) -> String {
        do {
            var directory = try JSONDecoder().decode(SnapshotDirectory.self, from: Data(text.utf8))
            for key in keys { directory.names[key] = nil }
            return try json(directory)
        } catch {
            throw WarehouseError(.badSnapshot, "a stored directory is of another version of the program")
        }
    }

    /// The name that a directory's text has for a key.
    static func name(in text: String, of key: String) throws(WarehouseError) -> String? {
        do {
            return try JSONDecoder().decode(SnapshotDirectory.self, from: Data(text.utf8)).names[key]
        } catch {
            throw WarehouseError(.badSnapshot, "a stored directory is of another version of the program")
        }
    }

    private static func json(_ value: some Encodable) throws(WarehouseError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw WarehouseError(.badSnapshot, "the snapshot holds a number that cannot be written down")
        }
    }
}

extension GuildSnapshot {
    /// Reads a row of `SnapshotQueries.newest`.
    init(_ row: Row, of guild: GuildKey) throws {
        self.init(
            guild: guild, asOf: Timestamp(try row.timestamp(0)), manifest: try Self.decode(row.text(1)),
            memberPart: try Self.decode(row.text(2)), officerPart: try Self.decode(row.text(3)),
            directory: try Self.decode(row.text(4)))
    }

    /// A part of a stored snapshot.
    static func decode<Value: Decodable>(_ text: String) throws(WarehouseError) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        } catch {
            throw WarehouseError(.badSnapshot, "the stored snapshot is of another version of the program")
        }
    }
}
