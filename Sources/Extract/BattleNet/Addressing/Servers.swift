package import Guilds

/// Which servers answer, and in which language.
package struct Servers: Sendable, Hashable {
    /// One server that answers for all regions and hands out tokens; nil for Blizzard's own.
    private let base: String?
    private let locales: [Region: String]

    /// Blizzard's servers, or one that speaks the same API, given as `http://127.0.0.1:8080`.
    ///
    /// Without `locales` names come in English.
    package init(base: String? = nil, locales: [Region: String] = [:]) {
        self.base = base.map { url in String(url.reversed().drop { letter in letter == "/" }.reversed()) }
        self.locales = locales
    }

    /// Where tokens are handed out.
    package var tokenURL: String {
        base.map { base in base + "/oauth/token" } ?? "https://oauth.battle.net/token"
    }

    /// The complete address of a document.
    package func url(_ endpoint: Endpoint) -> String {
        let host = base ?? "https://\(endpoint.region).api.blizzard.com"
        let namespace = "\(endpoint.namespace)-\(endpoint.region)"
        return "\(host)\(endpoint.path)?namespace=\(namespace)&locale=\(locale(endpoint.region))"
    }

    private func locale(_ region: Region) -> String {
        locales[region]?.percentEncodedSegment ?? (region == .eu ? "en_GB" : "en_US")
    }
}
