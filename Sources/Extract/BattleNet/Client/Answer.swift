internal import Curl
internal import Guilds

/// What the status and headers of a response mean.
struct Answer {
    private let response: HTTPResponse

    init(_ response: HTTPResponse) {
        self.response = response
    }

    var body: [UInt8] { response.body }
    var status: Int { response.status }
    var isUnchanged: Bool { status == 304 }
    var lastModified: Timestamp? { date("last-modified") }
    var serverDate: Timestamp? { date("date") }
    var schemaRevision: Int? {
        response.headers["battlenet-schema-revision"].flatMap { text in Int(text) }
    }

    /// How long the source itself keeps the document, from `Cache-Control`.
    var maxAge: Duration? {
        for directive in response.headers["cache-control"]?.lowercased().split(separator: ",") ?? [] {
            let words = directive.split(separator: "=").map { word in word.filter { letter in letter != " " }
            }
            if words.count == 2, words[0] == "max-age", let seconds = Int64(words[1]), seconds >= 0 {
                return .seconds(seconds)
            }
        }
        return nil
    }

    /// What a status other than 200 and 304 says about a document.
    func failure(of document: DocumentID) -> BattleNetError? {
        switch status {
        case 200, 304: nil
        case 401: error(.unauthorised, document)
        case 403: error(isClientRefused || document.kind.scope == .region ? .unauthorised : .hidden, document)
        case 404: error(isFromAPI ? .missing : .unavailable, document)
        case 408: error(.timedOut, document)
        case 429: error(.rateLimited, document)
        case 500...: error(.unavailable, document)
        default: error(.unavailable, document, isTransient: false)
        }
    }

    /// What a status other than 200 says about a request for a token.
    var tokenFailure: BattleNetError? {
        switch status {
        case 200: nil
        case 429: error(.rateLimited, nil)
        case 400, 401, 403: error(.unauthorised, nil)
        case 500...: error(.unavailable, nil)
        default: error(.unavailable, nil, isTransient: false)
        }
    }

    /// Seconds, or the distance from the server's own date.
    private var retryAfter: Duration? {
        guard let text = response.headers["retry-after"] else { return nil }
        if let seconds = Int64(text) { return seconds >= 0 ? .seconds(seconds) : nil }
        guard let moment = HTTPDate.timestamp(text), let now = serverDate else { return nil }
        return max(.zero, moment - now)
    }

    /// A switched-off API client is told from a private profile only by these words.
    private var isClientRefused: Bool {
        String(decoding: body.prefix(1000), as: UTF8.self).contains("Account Inactive")
    }

    /// An error page of something between us and the API says nothing about the document.
    private var isFromAPI: Bool {
        body.isEmpty || body.first { byte in !" \t\r\n".utf8.contains(byte) } == UInt8(ascii: "{")
    }

    private func error(
        _ code: BattleNetError.Code, _ document: DocumentID?, isTransient: Bool? = nil
    ) -> BattleNetError {
        BattleNetError(
            code, httpStatus: status, retryAfter: retryAfter, isTransient: isTransient,
            detail: document?.description ?? "token")
    }

    private func date(_ name: String) -> Timestamp? {
        response.headers[name].flatMap(HTTPDate.timestamp)
    }
}

extension BattleNetError {
    /// A request that brought no response.
    init(_ error: CurlError, of subject: String) {
        let detail = "\(subject): \(error.debugDescription)"
        switch error.code {
        case .timedOut: self.init(.timedOut, detail: detail)
        case .cancelled: self.init(.cancelled, detail: detail)
        case .bodyTooLarge: self.init(.malformed, detail: detail)
        case .invalidRequest: self.init(.invalidRequest, detail: detail)
        case .tooLate: self.init(.late, detail: detail)
        default: self.init(.unavailable, isTransient: error.isTransient, detail: detail)
        }
    }
}
