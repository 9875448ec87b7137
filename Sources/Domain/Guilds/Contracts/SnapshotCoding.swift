import FoundationEssentials

/// The one way in which parts, manifests and directories of snapshots become bytes: the same value gives
/// the same bytes, keys sorted, no white space.
package enum SnapshotCoding {
    /// Canonical JSON in UTF-8 of `[Insight]`, `SnapshotManifest` or `SnapshotDirectory`.
    package static func encode(_ value: some Encodable) throws(SnapshotCodingError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return [UInt8](try encoder.encode(value))
        } catch {
            throw SnapshotCodingError(detail: String(describing: error))
        }
    }

    /// Reads what `encode` wrote.
    package static func decode<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8]
    ) throws(SnapshotCodingError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw SnapshotCodingError(detail: String(describing: error))
        }
    }
}

/// A part of a snapshot that cannot be written or read; asking again will not help.
package struct SnapshotCodingError: Error, Hashable {
    /// The coder's own words, for developers; users are shown `description`.
    package let detail: String

    /// Always false: the same bytes fail again.
    package var isTransient: Bool { false }
}

extension SnapshotCodingError: CustomStringConvertible, CustomDebugStringConvertible {
    /// What is wrong in words for users, without `detail`.
    package var description: String { "the snapshot cannot be read: it is damaged or of another version" }
    /// The error with its detail, for developers.
    package var debugDescription: String { "SnapshotCodingError(\(detail))" }
}
