/// Why a request brought no response.
package struct CurlError: Error, Hashable {
    /// The kinds of failure that callers tell apart.
    package enum Code: String, Sendable {
        case resolveFailed
        case connectFailed
        case tlsFailed
        case timedOut
        /// More bytes than the cap, by announcement or as counted after decompression.
        case bodyTooLarge
        /// The connection ended inside the body.
        case truncated
        /// The connection ended before a response came.
        case connectionLost
        case protocolError
        case tooManyRedirects
        case cancelled
        /// The client was closed before or while the request ran.
        case closed
        case invalidRequest
        /// `sendBefore` had passed: nothing was sent.
        case tooLate
        /// libcurl or the system had no memory, thread or handle left, or refused a setting.
        case engineFailed
    }

    /// The kind of failure, condensed from libcurl's result codes.
    package let code: Code
    /// Scheme, host and port of the request; empty where there is none or it was not understood.
    package let origin: String
    /// Path of the request without its query.
    private let path: String
    private let detail: String

    init(_ code: Code, target: RequestTarget? = nil, detail: String = "") {
        self.code = code
        origin = target?.origin ?? ""
        path = target?.path ?? ""
        self.detail = target?.redact(detail) ?? detail
    }

    /// Whether the same request may succeed a little later.
    package var isTransient: Bool {
        switch code {
        case .resolveFailed, .connectFailed, .timedOut, .truncated, .connectionLost, .protocolError: true
        case .tlsFailed, .bodyTooLarge, .tooManyRedirects, .cancelled, .closed, .invalidRequest,
            .tooLate, .engineFailed:
            false
        }
    }
}

extension CurlError: CustomStringConvertible, CustomDebugStringConvertible {
    /// For users: what happened and with which server; without path, query or libcurl's words.
    package var description: String { origin.isEmpty ? sentence : "\(sentence) (\(origin))" }

    /// For logs: adds the path and libcurl's words, never a query or credentials.
    package var debugDescription: String {
        "CurlError(\(code.rawValue), \(origin)\(path)\(detail.isEmpty ? "" : ", \(detail)"))"
    }

    private var sentence: String {
        switch code {
        case .resolveFailed: "the server's name could not be resolved"
        case .connectFailed: "no connection to the server"
        case .tlsFailed: "no trusted encrypted connection to the server"
        case .timedOut: "the server did not answer in time"
        case .bodyTooLarge: "the answer is larger than allowed"
        case .truncated: "the answer stopped half-way"
        case .connectionLost: "the server closed the connection without an answer"
        case .protocolError: "the server's answer is not valid HTTP"
        case .tooManyRedirects: "the server redirected too often"
        case .cancelled: "the request was cancelled"
        case .closed: "the HTTP client was closed"
        case .invalidRequest: "the request cannot be sent"
        case .tooLate: "the request was not on its way in time"
        case .engineFailed: "the HTTP client could not work"
        }
    }
}
