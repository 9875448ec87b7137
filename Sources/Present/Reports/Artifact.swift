/// One file of a rendered report.
package struct Artifact: Sendable, Hashable {
    /// Who may read it.
    package enum Audience: String, Sendable, Hashable, CaseIterable {
        case members
        case officers
    }

    /// The file's name, `digest.md`.
    package let name: String
    package let mediaType: String
    package let audience: Audience
    package let bytes: [UInt8]
    /// What a picture shows, in words for people who do not see it; nil for text.
    package let altText: String?
}

extension Artifact {
    static func text(
        _ text: String, name: String, mediaType: String, audience: Audience = .members
    ) -> Artifact {
        Artifact(name: name, mediaType: mediaType, audience: audience, bytes: Array(text.utf8), altText: nil)
    }
}
