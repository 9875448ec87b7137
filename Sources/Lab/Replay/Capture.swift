import FoundationEssentials
import Loopback

/// One recorded response: a body `X.json` and what was recorded with it, `X.headers.json`.
struct Capture: Sendable {
    var status: Int
    /// The decoded path of the recorded URL, without the host.
    var path: String
    /// The decoded query of the recorded URL.
    var query: [String: String]
    var fields: [(name: String, value: String)]
    var body: [UInt8]

    /// The recorded `Last-Modified` in seconds since 1970.
    var lastModified: Int? {
        fields.first { field in field.name.lowercased() == "last-modified" }
            .flatMap { field in HTTPDate.seconds(field.value) }
    }

    /// The path without the differences that do not matter: escapes and a slash at the end.
    static func normalizedPath(_ path: some StringProtocol) -> String {
        let decoded = PercentEncoding.decode(path) ?? String(path)
        return decoded.count > 1 && decoded.hasSuffix("/") ? String(decoded.dropLast()) : decoded
    }
}

extension Capture {
    private struct Record: Decodable {
        var status: Int
        var url: String
        var headers: [String: String]
    }

    /// Fields that describe the recorded connection, not the response.
    private static let connectionFields: Set<String> = [
        "connection", "keep-alive", "content-length", "content-encoding", "transfer-encoding",
    ]

    /// Reads the pair of files whose names begin with this path.
    init(stem: String) throws(ReplayError) {
        do {
            let recorded = try Data(contentsOf: URL(filePath: stem + ".headers.json"))
            let record = try JSONDecoder().decode(Record.self, from: recorded)
            let body = try Data(contentsOf: URL(filePath: stem + ".json"))
            self.init(record: record, body: Array(body))
        } catch {
            throw ReplayError(code: .unreadableCapture, path: stem, underlying: String(describing: error))
        }
    }

    private init(record: Record, body: [UInt8]) {
        var rest = record.url[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...]
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        status = record.status
        path = Self.normalizedPath(parts[0])
        query = Dictionary(
            PercentEncoding.queryItems(parts.count == 2 ? parts[1] : "").map { item in
                (item.name, item.value)
            },
            uniquingKeysWith: { first, _ in first })
        fields = record.headers
            .filter { name, _ in !Self.connectionFields.contains(name.lowercased()) }
            .sorted { a, b in a.key < b.key }
            .map { name, value in (name, value) }
        self.body = body
    }
}
