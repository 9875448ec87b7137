package import Guilds
import Gzip

/// The body of a document as the archive keeps it: zlib with a dictionary of the document's kind.
package struct PackedBody: Sendable, Hashable, Codable {
    /// Id of the dictionary.
    package let dictionary: Int16
    /// Bytes of the body before it was packed.
    package let size: Int32
    /// zlib's stream.
    package let bytes: [UInt8]

    /// A body as it was stored.
    package init(dictionary: Int16, size: Int32, bytes: [UInt8]) {
        self.dictionary = dictionary
        self.size = size
        self.bytes = bytes
    }

    /// Packs a body; nil when it is larger than `limit`, empty, or of a kind that is not kept: the status tells
    /// nothing of a series, and a region's documents can be had again.
    package init?(packing body: [UInt8], of kind: DocumentKind, limit: Int) throws {
        guard !body.isEmpty, body.count <= limit, let dictionary = ArchiveDictionary.current(for: kind) else {
            return nil
        }
        // Beyond this size the dictionary and the search for longer matches no longer pay for their time.
        let level = CompressionLevel(body.count < 65_536 ? 6 : 1)
        self.init(
            dictionary: dictionary.id, size: Int32(clamping: body.count),
            bytes: try compress(body, as: .zlib(dictionary: dictionary.bytes), level: level))
    }

    /// The body as it came in; nil when it cannot be read: damaged, or of a dictionary that is not known.
    package var unpacked: [UInt8]? {
        guard let known = ArchiveDictionary.known(dictionary) else { return nil }
        do {
            return try decompress(bytes, as: .zlib(dictionary: known.bytes), limit: Int(size))
        } catch {
            return nil
        }
    }
}
