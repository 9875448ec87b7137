/// A complete response; its body is decompressed.
package struct HTTPResponse: Sendable {
    package let status: Int
    package let headers: HTTPHeaders
    package let body: [UInt8]
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

    package let version: HTTPVersion
    /// From the start of the transfer, so that it includes waiting for a free connection.
    package let timeToFirstByte: Duration
    package let totalTime: Duration
    /// Header and body as received, before decompression and without TLS or HTTP/2 framing.
    package let bytesReceived: Int
    /// Header and body as sent, without TLS or HTTP/2 framing.
    package let bytesSent: Int
    /// Whether the transfer went over a connection that an earlier or parallel one had opened.
    package let connectionReused: Bool
}
