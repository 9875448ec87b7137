/// One file of a rendered report.
package struct Artifact: Sendable, Hashable {
    /// Who may read it.
    package enum Audience: String, Sendable, Hashable, CaseIterable {
        case members
        case officers
    }

    /// The file's name, `digest.md`.
    package let name: String
    /// As in `Content-Type`, with the charset of a text: `text/csv; charset=utf-8`.
    package let mediaType: String
    /// Whoever sends the file on must hold to it: officers' pages name what members do not see.
    package let audience: Audience
    /// The file as it is; text is UTF-8.
    package let bytes: [UInt8]
    /// What a picture shows, in words for people who do not see it; nil for text.
    package let altText: String?

    /// A file from its parts.
    package init(
        name: String, mediaType: String, audience: Audience, bytes: [UInt8], altText: String?
    ) {
        self.name = name
        self.mediaType = mediaType
        self.audience = audience
        self.bytes = bytes
        self.altText = altText
    }
}

extension Artifact {
    static func text(
        _ text: String, name: String, mediaType: String, audience: Audience = .members
    ) -> Artifact {
        Artifact(name: name, mediaType: mediaType, audience: audience, bytes: Array(text.utf8), altText: nil)
    }
}
