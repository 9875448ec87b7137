/// A complete response; its body is decompressed.
package struct HTTPResponse: Sendable {
    /// Of the last response, after 1xx and followed redirects; 4xx and 5xx are responses, not errors.
    package let status: Int
    /// Of the last response, like `status`.
    package let headers: HTTPHeaders
    /// Empty when the response has none, as with 204 and 304.
    package let body: [UInt8]
    /// What the transfer cost; its times include redirects that were followed.
    package let metrics: TransferMetrics
}

/// What one transfer cost, as libcurl measured it.
package struct TransferMetrics: Sendable {
    /// The protocol that was negotiated.
    package enum HTTPVersion: String, Sendable {
        case http1 = "HTTP/1.0"
        case http11 = "HTTP/1.1"
        case http2 = "HTTP/2"
        case other
    }

    /// Of the last response; HTTP/2 is offered to `https` servers alone.
    package let version: HTTPVersion
    /// From the start of the transfer, so that it includes waiting for a free connection.
    package let timeToFirstByte: Duration
    /// From the same start as `timeToFirstByte` to the last byte of the body.
    package let totalTime: Duration
    /// Header and body as received, before decompression and without TLS or HTTP/2 framing.
    package let bytesReceived: Int
    /// Header and body as sent, without TLS or HTTP/2 framing.
    package let bytesSent: Int
    /// Whether the transfer went over a connection that an earlier or parallel one had opened.
    package let connectionReused: Bool
}
