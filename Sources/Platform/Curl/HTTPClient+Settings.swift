extension HTTPClient {
    /// How a client behaves; the same for all its requests unless a request says otherwise.
    package struct Settings: Sendable {
        /// For name resolution, TCP and TLS together.
        package var connectTimeout: Duration = .seconds(10)
        /// For the whole transfer, waiting for a free connection included.
        package var totalTimeout: Duration = .seconds(60)
        /// A transfer below this speed...
        package var lowSpeedBytesPerSecond = 100
        /// ...for this long is given up with `timedOut`; whole seconds, below one for never.
        package var lowSpeedDuration: Duration = .seconds(20)
        /// Cap on a decompressed body, in bytes.
        package var maximumBodyBytes = 16 << 20
        /// Open at once over all hosts, idle ones included; at least one. Further transfers wait.
        package var maximumConnections = 64
        /// Open at once to one host; at least one. Over HTTP/2 one of them carries many transfers.
        package var maximumConnectionsPerHost = 32
        /// Redirects to follow, within the scheme of the request; with zero the 3xx response is returned.
        package var maximumRedirects = 0
        /// The `User-Agent` of every request (RFC 9110, section 10.1.5).
        package var userAgent = "guildscope"
        /// URL of a proxy; without one, proxies named in the environment are ignored too.
        package var proxy: String?
        /// A PEM file of certificate authorities to trust beside the system's directory of them.
        package var extraCAFile: String?

        /// The defaults above.
        package init() {}
    }
}

extension Duration {
    /// At least one, for libcurl reads zero as "no timeout", and at most 23 days, for it counts in 32 bits.
    var boundedMilliseconds: Int {
        Int(min(max(self, .milliseconds(1)), .seconds(2_000_000)) / .milliseconds(1))
    }
}
