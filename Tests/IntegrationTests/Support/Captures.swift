import Foundation

/// The captured responses beside the checkout, where they are.
enum Captures {
    /// Where `GUILDSCOPE_SHARED` says, else `../shared` beside the checkout.
    private static let shared =
        ProcessInfo.processInfo.environment["GUILDSCOPE_SHARED"].map { folder in
            URL(filePath: folder)
        } ?? Program.checkout.deletingLastPathComponent().appending(path: "shared")

    static let folder = shared.appending(path: "fixtures/battlenet")
    static let areThere = FileManager.default.fileExists(
        atPath: folder.appending(path: "guild").path(percentEncoded: false))
    static let whyNot = "the captured responses are not there; GUILDSCOPE_SHARED may name their folder"

    /// The captures of one kind by the address in their URL, `eu/realm/name`; names decoded.
    static func byAddress(_ kind: String) throws -> [String: Node] {
        let kindFolder = folder.appending(path: kind)
        var found: [String: Node] = [:]
        for file in try FileManager.default.contentsOfDirectory(
            atPath: kindFolder.path(percentEncoded: false))
        where file.hasSuffix(".headers.json") {
            let headers = try Node(json: Data(contentsOf: kindFolder.appending(path: file)))
            let body = file.replacingOccurrences(of: ".headers.json", with: ".json")
            guard let url = headers["url"].text, let address = address(in: url) else { continue }
            found[address] = try Node(json: Data(contentsOf: kindFolder.appending(path: body)))
        }
        return found
    }

    /// `https://eu.host/profile/wow/character/realm/name/…` as `eu/realm/name`.
    private static func address(in url: String) -> String? {
        let words = url.prefix { letter in letter != "?" }.split(separator: "/")
        guard words.count > 6, let region = words[1].split(separator: ".").first,
            let name = words[6].removingPercentEncoding
        else { return nil }
        return "\(region)/\(words[5])/\(name)"
    }
}
