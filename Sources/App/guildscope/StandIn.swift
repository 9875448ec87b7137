import FoundationEssentials

/// A server that stands in for the Battle.net API, as `--base-url` names it.
struct StandIn: Sendable {
    /// As it was given.
    let url: String

    /// Whether what is sent there can be read on the way: plain HTTP to another machine.
    var isExposed: Bool {
        guard let parts = URLComponents(string: url), parts.scheme?.lowercased() == "http" else {
            return false
        }
        let host = (parts.host ?? "").lowercased()
        let isLoopback =
            host == "localhost" || host == "::1" || host == "[::1]"
            || (host.hasPrefix("127.") && host.allSatisfy { letter in letter == "." || letter.isNumber })
        return !isLoopback
    }
}
