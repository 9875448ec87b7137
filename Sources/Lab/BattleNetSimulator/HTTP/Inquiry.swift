import HTTPTypes
import HummingbirdCore
import Loopback

/// A request to the API, as far as it matters.
struct Inquiry {
    var path: String
    var namespace: String?
    var locale: String?
    var authorization: String?
    var modifiedSince: Int?
    /// The token in the query, which the API no longer takes.
    var hasQueryToken = false
    var isGet: Bool

    init(_ request: Request, path: Substring, query: Substring) {
        self.path = String(path)
        isGet = request.method == .get || request.method == .head
        authorization = request.headers[.authorization]
        modifiedSince = request.headers[.ifModifiedSince].flatMap { date in HTTPDate.seconds(date) }
        for (name, value) in PercentEncoding.queryItems(query) {
            switch name {
            case "namespace": namespace = value
            case "locale": locale = value
            case "access_token": hasQueryToken = true
            default: break
            }
        }
        if namespace == nil, let name = HTTPField.Name("Battlenet-Namespace") {
            namespace = request.headers[name]
        }
    }

    /// The region that the namespace names for this path; nil when it names none or is of another kind.
    func region(for endpoint: Endpoint) -> Region? {
        guard let parts = namespace?.split(separator: "-"), parts.count >= 2,
            parts[0] == endpoint.namespace, let last = parts.last
        else { return nil }
        let isPlain = parts.count == 2 || endpoint.namespace == "static"
        return isPlain ? Region(rawValue: String(last)) : nil
    }
}
