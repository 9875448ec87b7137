import HTTPTypes
import HummingbirdCore
import Loopback
import NIOCore

extension BattleNetSimulator {
    /// Token, limits, faults, then the answer.
    func serve(_ inquiry: Inquiry) async throws -> Response {
        if inquiry.hasQueryToken { return answer(.notFound, body: []) }
        guard let client = tokens.client(bearer: inquiry.authorization) else { return refusal(.unauthorized) }
        switch meter.admit(client) {
        case .serve: break
        case .refuse: return counted(refusal(.tooManyRequests), client, kind: "limited")
        case .slow: try await Task.sleep(for: settings.slowService)
        }
        let fault = faults.draw(PercentEncoding.decode(inquiry.path) ?? inquiry.path)
        if fault?.kind == .latency { try await Task.sleep(for: .seconds(fault?.seconds ?? 1)) }
        if let fault, let response = try await replacement(fault) {
            return counted(response, client, kind: fault.kind.rawValue)
        }
        let (response, kind) = honest(inquiry, fault: fault)
        return counted(response, client, kind: kind)
    }

    /// What the API answers, the body spoilt if a fault says so.
    private func honest(_ inquiry: Inquiry, fault: Fault?) -> (Response, kind: String) {
        guard inquiry.isGet else { return (refusal(.methodNotAllowed), "other") }
        guard let endpoint = Endpoint(path: inquiry.path) else { return (refusal(.notFound), "other") }
        guard let region = inquiry.region(for: endpoint) else {
            return (refusal(endpoint.namespace == "profile" ? .forbidden : .notFound), "namespace")
        }
        let now = clock.now
        let deleted = faults.deleted
        if case .character(let realm, let name, _) = endpoint,
            deleted.contains("\(realm)/\(name)".lowercased())
        {
            return (refusal(.notFound, inquiry), "deleted")
        }
        let finder = DocumentFinder(world: world, region: region, locale: inquiry.locale, now: now)
        switch finder.find(endpoint) {
        case .missing: return (refusal(.notFound, inquiry), "missing")
        case .forbidden: return (refusal(.forbidden, inquiry), "private")
        case .document(let document):
            if case .guild(_, _, .roster) = endpoint, !deleted.isEmpty, fault == nil,
                let body = document.render()
            {
                var response = answer(.ok, body: [], document, inquiry, now: now)
                response.body = ResponseBody(
                    byteBuffer: ByteBuffer(bytes: FaultyBody.roster(body, without: deleted)))
                return (response, document.schema)
            }
            return (deliver(document, to: inquiry, fault: fault, now: now), document.schema)
        }
    }

    private func deliver(_ document: Document, to inquiry: Inquiry, fault: Fault?, now: Int) -> Response {
        if let since = inquiry.modifiedSince, since >= document.lastModified, fault == nil {
            return answer(.notModified, body: [], document, inquiry, now: now)
        }
        guard var body = document.render() else { return refusal(.notFound, inquiry) }
        var response = answer(.ok, body: [], document, inquiry, now: now)
        switch fault?.kind {
        case .truncated: response.body = FaultyBody.truncated(body)
        case .slow: response.body = FaultyBody.slow(body, pause: fault?.seconds ?? 1)
        case .wrongTypes: body = FaultyBody.wrongTypes(body)
        case .missingArray: body = FaultyBody.missingArray(body)
        case .emptyRoster: body = FaultyBody.emptyRoster(body)
        case .shrunkenRoster:
            body = FaultyBody.shrunkenRoster(body)
            // As from a copy that lags behind: the whole roster is newer.
            response.headers[.lastModified] = HTTPDate.string(document.lastModified - 86_400)
        default: break
        }
        if fault?.kind != .truncated, fault?.kind != .slow {
            response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        }
        response.headers[.contentLength] = "\(response.body.contentLength ?? body.count)"
        return response
    }

    /// The answer of a fault that has nothing to do with the document; nil for the others.
    private func replacement(_ fault: Fault) async throws -> Response? {
        switch fault.kind {
        case .status: return refusal(HTTPResponse.Status(code: fault.status ?? 503))
        case .rateLimited: return refusal(.tooManyRequests)
        case .emptyNotFound: return answer(.notFound, body: [])
        case .revokeTokens:
            tokens.revokeAll()
            return refusal(.unauthorized)
        case .html:
            var response = answer(.ok, body: Array(FaultyBody.html.utf8))
            response.headers[.contentType] = "text/html;charset=UTF-8"
            return response
        case .huge:
            var response = answer(.ok, body: [])
            response.body = FaultyBody.huge(fault.bytes ?? 500_000_000)
            response.headers[.contentLength] = "\(fault.bytes ?? 500_000_000)"
            return response
        case .hang:
            // Longer than any client waits; ends with the server.
            try await Task.sleep(for: .seconds(86_400))
            return nil
        case .latency, .truncated, .wrongTypes, .missingArray, .slow, .emptyRoster, .shrunkenRoster,
            .deletedCharacter:
            return nil
        }
    }

    private func counted(_ response: Response, _ client: String, kind: String) -> Response {
        meter.record(
            client, kind: kind, status: response.status.code, bytes: response.body.contentLength ?? 0)
        return response
    }

    /// An error as the API writes it.
    func refusal(_ status: HTTPResponse.Status, _ inquiry: Inquiry? = nil) -> Response {
        let reasons = [404: "Not Found", 403: "Forbidden", 401: "Unauthorized", 429: "Too Many Requests"]
        let reason = reasons[status.code] ?? status.reasonPhrase
        var body = JSONWriter(capacity: 80)
        body.object { body in
            body.set("code", status.code)
            body.set("type", "BLZWEBAPI00000\(status.code)")
            body.set("detail", reason)
        }
        var response = answer(status, body: body.bytes)
        if let namespace = inquiry?.namespace { response.headers[Fields.namespace] = namespace }
        return response
    }

    private func answer(
        _ status: HTTPResponse.Status, body: [UInt8], _ document: Document, _ inquiry: Inquiry, now: Int
    ) -> Response {
        var response = answer(status, body: body, now: now)
        response.headers[.lastModified] = HTTPDate.string(document.lastModified)
        response.headers[Fields.namespace] = inquiry.namespace
        response.headers[Fields.schema] = document.schema
        response.headers[Fields.revision] = "\(document.revision)"
        if let age = document.maxAge { response.headers[.cacheControl] = "public, max-age=\(age)" }
        return response
    }

    /// A response with the date of the world.
    func answer(_ status: HTTPResponse.Status, body: [UInt8], now: Int? = nil) -> Response {
        var fields = HTTPFields()
        fields[.date] = HTTPDate.string(now ?? clock.now)
        if status != .notModified { fields[.contentType] = "application/json;charset=UTF-8" }
        return Response(
            status: status, headers: fields,
            body: body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}

/// The API's own header fields.
private enum Fields {
    static let namespace = HTTPField.Name("Battlenet-Namespace") ?? .server
    static let schema = HTTPField.Name("Battlenet-Schema") ?? .server
    static let revision = HTTPField.Name("Battlenet-Schema-Revision") ?? .server
}
