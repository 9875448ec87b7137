internal import CCurl

extension EasyHandle {
    /// Sets what all requests of a client have in common.
    func configure(_ settings: HTTPClient.Settings) throws(CurlError) {
        // Signals are per process: without this, libcurl's timeouts could hit other threads.
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        // The empty string offers every encoding that libcurl was built with.
        try set(CURLOPT_ACCEPT_ENCODING, "")
        try set(CURLOPT_USERAGENT, settings.userAgent)
        // The empty string also turns off the proxies of the environment.
        try set(CURLOPT_PROXY, settings.proxy ?? "")
        try set(CURLOPT_CONNECTTIMEOUT_MS, settings.connectTimeout.boundedMilliseconds)
        try set(CURLOPT_LOW_SPEED_LIMIT, settings.lowSpeedBytesPerSecond)
        try set(
            CURLOPT_LOW_SPEED_TIME, Int(min(settings.lowSpeedDuration, .seconds(65_535)) / .seconds(1)))
        try set(CURLOPT_TCP_KEEPALIVE, 1)
        // A transfer that ends while a name is being resolved must not hold up the loop until it is.
        try set(CURLOPT_QUICK_EXIT, 1)
        try set(CURLOPT_FOLLOWLOCATION, settings.maximumRedirects > 0 ? 1 : 0)
        try set(CURLOPT_MAXREDIRS, max(0, settings.maximumRedirects))
        try configureTLS(settings)
    }

    private func configureTLS(_ settings: HTTPClient.Settings) throws(CurlError) {
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        try set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        if let file = settings.extraCAFile { try set(CURLOPT_CAINFO, file) }
    }

    /// Sets what one request needs; every option set here is set for each request anew, the posted body excepted.
    func apply(
        _ request: HTTPRequest, target: RequestTarget, timeout: Duration, maximumBodyBytes: Int
    ) throws(CurlError) {
        try set(CURLOPT_URL, request.url)
        try set(CURLOPT_REDIR_PROTOCOLS_STR, target.scheme.rawValue)
        // Parallel requests wait for the first connection to learn whether it can carry them all (HTTP/2).
        try set(CURLOPT_PIPEWAIT, target.scheme == .https ? 1 : 0)
        try set(CURLOPT_TIMEOUT_MS, timeout.boundedMilliseconds)
        try set(CURLOPT_MAXFILESIZE_LARGE, offset: maximumBodyBytes)
        try set(CURLOPT_USERNAME, request.credentials?.user)
        try set(CURLOPT_PASSWORD, request.credentials?.password)
        switch request.method {
        case .get: try set(CURLOPT_HTTPGET, 1)
        case .post: try set(postedBody: request.body)
        }
    }

    /// The measures of the transfer that has just ended.
    var metrics: TransferMetrics {
        TransferMetrics(
            version: TransferMetrics.HTTPVersion(curl: long(CURLINFO_HTTP_VERSION)),
            timeToFirstByte: .microseconds(offset(CURLINFO_STARTTRANSFER_TIME_T)),
            totalTime: .microseconds(offset(CURLINFO_TOTAL_TIME_T)),
            bytesReceived: long(CURLINFO_HEADER_SIZE) + offset(CURLINFO_SIZE_DOWNLOAD_T),
            bytesSent: long(CURLINFO_REQUEST_SIZE) + offset(CURLINFO_SIZE_UPLOAD_T),
            connectionReused: long(CURLINFO_NUM_CONNECTS) == 0)
    }
}

extension TransferMetrics.HTTPVersion {
    fileprivate init(curl version: Int) {
        switch version {
        case CURL_HTTP_VERSION_1_0: self = .http1
        case CURL_HTTP_VERSION_1_1: self = .http11
        case CURL_HTTP_VERSION_2_0: self = .http2
        default: self = .other
        }
    }
}
