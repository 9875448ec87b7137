package import Guilds

/// Text that documents of one kind share, with which their bodies are packed small.
package struct ArchiveDictionary: Sendable, Hashable {
    /// Written with every body that was packed with it; 0 stands for none.
    package let id: Int16
    /// The text, the most frequent parts last.
    package let bytes: [UInt8]

    init(id: Int16, text: String) {
        self.id = id
        bytes = Array(text.utf8)
    }

    /// All that any release ever wrote with, so that what is kept stays readable.
    package static let all: [ArchiveDictionary] = first

    private static let byID = Dictionary(
        uniqueKeysWithValues: all.map { dictionary in (dictionary.id, dictionary) })

    /// The one that documents of a kind are packed with now; nil for kinds that are not kept.
    package static func current(for kind: DocumentKind) -> ArchiveDictionary? { byID[100 + kind.rawValue] }

    /// The one with this id; nil when this release does not know it.
    package static func known(_ id: Int16) -> ArchiveDictionary? { byID[id] }
}
