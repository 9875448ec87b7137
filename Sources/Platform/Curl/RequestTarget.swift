/// The parts of a URL that may be shown, and what must not.
struct RequestTarget: Sendable {
    enum Scheme: String, Sendable {
        case http
        case https
    }

    let scheme: Scheme
    private let url: String
    private let authorityEnd: String.Index

    /// Nil unless the URL is printable ASCII, `http` or `https`, and names a host without user or password.
    init?(url: String) {
        let bytes = url.utf8
        guard bytes.allSatisfy({ byte in byte > 0x20 && byte < 0x7F }) else { return nil }
        let scheme: Scheme
        if url.hasPrefix("https://") {
            scheme = .https
        } else if url.hasPrefix("http://") {
            scheme = .http
        } else {
            return nil
        }
        let authority = bytes.dropFirst(scheme.rawValue.utf8.count + 3).prefix { byte in
            byte != UInt8(ascii: "/") && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
                && byte != UInt8(ascii: "\\")
        }
        guard !authority.isEmpty, !authority.contains(UInt8(ascii: "@")) else { return nil }
        self.scheme = scheme
        self.url = url
        authorityEnd = authority.endIndex
    }

    /// Scheme, host and port.
    var origin: String { String(url[..<authorityEnd]) }

    /// The path without query and fragment.
    var path: String { String(url[authorityEnd..<queryStart]) }

    /// The text without the query, in case libcurl quotes it.
    func redact(_ text: String) -> String {
        let query = url[queryStart...].dropFirst()
        return query.isEmpty ? text : text.replacing(query, with: "…")
    }

    private var queryStart: String.Index {
        url[authorityEnd...].firstIndex { character in character == "?" || character == "#" } ?? url.endIndex
    }
}
