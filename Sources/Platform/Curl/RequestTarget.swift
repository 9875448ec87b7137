/// The parts of a URL that may be shown, and what must not.
struct RequestTarget: Hashable, Sendable {
    enum Scheme: String, Sendable {
        case http
        case https
    }

    let scheme: Scheme
    let origin: String
    let path: String
    private let query: String

    /// Nil unless the URL is printable ASCII, `http` or `https`, and names a host without user or password.
    init?(url: String) {
        guard url.utf8.allSatisfy({ byte in byte > 0x20 && byte < 0x7F }) else { return nil }
        guard let separator = url.firstRange(of: "://") else { return nil }
        guard let scheme = Scheme(rawValue: url[..<separator.lowerBound].lowercased()) else { return nil }
        let rest = url[separator.upperBound...]
        let authority = rest.prefix { character in !"/?#\\".contains(character) }
        guard !authority.isEmpty, !authority.contains("@") else { return nil }
        let path = rest[authority.endIndex...].prefix { character in character != "?" && character != "#" }
        self.scheme = scheme
        origin = "\(scheme.rawValue)://\(authority)"
        self.path = String(path)
        query = String(rest[path.endIndex...].dropFirst())
    }

    /// The text without the query, in case libcurl quotes it.
    func redact(_ text: String) -> String {
        query.isEmpty ? text : text.replacing(query, with: "…")
    }
}
