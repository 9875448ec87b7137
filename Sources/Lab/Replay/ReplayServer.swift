import HTTPTypes
import HummingbirdCore
import Loopback
import NIOCore

/// Serves a folder of captured Battle.net responses by the path of their recorded URL.
///
/// Host and order of the query do not matter; namespace and locale only choose between two captures of one path.
/// The recorded status, `Date`, `Last-Modified`, `Cache-Control` and `Battlenet-*` fields are sent as recorded;
/// `If-Modified-Since` is honoured; a path that was not recorded answers the API's 404.
package struct ReplayServer: Sendable {
    private let folder: CaptureFolder
    private let token: String

    /// How many captured responses the folder holds.
    package var count: Int { folder.count }

    /// Reads the whole folder; throws when it cannot be read or holds no captures.
    package init(folder: String, token: String = "replay-token") throws(ReplayError) {
        self.folder = try CaptureFolder(folder)
        self.token = token
    }

    /// Binds 127.0.0.1, says on which port, and serves until the task is cancelled or shut down gracefully.
    package func run(port: Int = 0, onReady: @escaping @Sendable (Int) async -> Void) async throws {
        try await server.run(port: port, onReady: onReady)
    }

    /// Serves while the body runs, then stops.
    package func serving<Value: Sendable>(
        _ body: @Sendable (Int) async throws -> Value
    ) async throws -> Value {
        try await server.serving(body)
    }

    private var server: LoopbackServer {
        LoopbackServer { request in respond(to: request) }
    }

    private func respond(to request: Request) -> Response {
        let parts = request.uri.string.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = Capture.normalizedPath(parts.first ?? "/")
        if path == "/oauth/token" || path == "/token" { return tokenDocument(for: request) }
        guard request.method == .get || request.method == .head else { return error(.methodNotAllowed) }
        let query = Dictionary(
            PercentEncoding.queryItems(parts.count == 2 ? parts[1] : "").map { item in
                (item.name, item.value)
            },
            uniquingKeysWith: { first, _ in first })
        guard let capture = folder.capture(path: path, query: query) else { return error(.notFound) }
        return response(capture, to: request)
    }

    private func response(_ capture: Capture, to request: Request) -> Response {
        var fields = HTTPFields()
        for (name, value) in capture.fields {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        if let since = request.headers[.ifModifiedSince].flatMap({ date in HTTPDate.seconds(date) }),
            let modified = capture.lastModified, modified <= since
        {
            fields[.contentType] = nil
            return Response(status: .notModified, headers: fields)
        }
        return Response(
            status: .init(code: capture.status), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: capture.body)))
    }

    private func tokenDocument(for request: Request) -> Response {
        guard request.method == .post else { return error(.methodNotAllowed) }
        return document(
            #"{"access_token":"\#(token)","token_type":"bearer","expires_in":86399,"sub":"replay"}"#, .ok)
    }

    private func error(_ status: HTTPResponse.Status) -> Response {
        document(
            #"{"code":\#(status.code),"type":"BLZWEBAPI00000\#(status.code)","detail":"\#(status.reasonPhrase)"}"#,
            status)
    }

    private func document(_ text: String, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json;charset=UTF-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
