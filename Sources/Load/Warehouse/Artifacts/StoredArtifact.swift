/// A chart or report kept with its snapshot.
package struct StoredArtifact: Sendable, Hashable {
    /// Who may read it.
    package enum Edition: String, Sendable, Hashable, CaseIterable {
        case members
        case officers
    }

    /// File name within the report, `digest.md`.
    package var name: String
    /// `image/png`, `text/html; charset=utf-8` ….
    package var mediaType: String
    /// Whoever serves it must hold to it.
    package var edition: Edition
    /// What a picture shows, in words; nil for text.
    package var altText: String?
    /// The file's content.
    package var bytes: [UInt8]

    /// A file to be stored with a snapshot.
    package init(
        name: String, mediaType: String, edition: Edition = .members, altText: String? = nil, bytes: [UInt8]
    ) {
        self.name = name
        self.mediaType = mediaType
        self.edition = edition
        self.altText = altText
        self.bytes = bytes
    }
}

/// An artifact as lists name it.
package struct ListedArtifact: Sendable, Hashable {
    /// File name within the report.
    package let name: String
    /// SHA-256 of the bytes in 64 hexadecimal digits: equal bytes have one id.
    package let id: String
    /// Who may read it.
    package let edition: StoredArtifact.Edition
}

/// What became of artifacts that were to be kept.
package enum ArtifactStoring: Sendable, Hashable {
    /// They are kept; so many rows are new or were another content before.
    case kept(changed: Int)
    /// The snapshot has lost a name since it was read: what was drawn shows it, and nothing was kept.
    case outdated
}
