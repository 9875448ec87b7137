/// A chart or report kept with its snapshot.
package struct StoredArtifact: Sendable, Hashable {
    /// File name within the report, `digest.md`.
    package var name: String
    /// `image/png`, `text/html; charset=utf-8` ….
    package var mediaType: String
    /// The file's content.
    package var bytes: [UInt8]

    /// A file to be stored with a snapshot.
    package init(name: String, mediaType: String, bytes: [UInt8]) {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
    }
}
