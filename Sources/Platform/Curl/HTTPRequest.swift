/// One request, complete before it is sent.
package struct HTTPRequest: Sendable {
    /// The methods the house needs.
    package enum Method: Sendable {
        case get
        case post
    }

    /// Percent-encoded, `http` or `https`, without a user or password.
    package var url: String
    /// `get` unless told otherwise.
    package var method: Method
    /// Sent beside those that libcurl writes itself (`Host`, `Accept-Encoding`, `User-Agent`).
    package var headers: HTTPHeaders
    /// Sent with `post` only.
    package var body: [UInt8]
    /// Sent as HTTP Basic authentication (RFC 7617), also over an unencrypted connection when the URL says so.
    package var credentials: BasicCredentials?
    /// Replaces the client's total timeout.
    package var totalTimeout: Duration?
    /// Replaces the client's cap on the decompressed body.
    package var maximumBodyBytes: Int?
    /// When the request must be on its way: later it fails with `.tooLate` and nothing is sent.
    ///
    /// Looked at last when the connection stands, right before the first byte is written. Such a request is
    /// written once at most, also when a kept connection turns out to be dead. The clock goes on while the
    /// process is stopped or the machine asleep.
    package var sendBefore: ContinuousClock.Instant?

    /// A plain GET, unless told otherwise; what is wrong with it shows as `invalidRequest` when it is sent.
    package init(
        url: String, method: Method = .get, headers: HTTPHeaders = [:], body: [UInt8] = [],
        credentials: BasicCredentials? = nil, totalTimeout: Duration? = nil, maximumBodyBytes: Int? = nil,
        sendBefore: ContinuousClock.Instant? = nil
    ) {
        self.url = url
        self.method = method
        self.headers = headers
        self.body = body
        self.credentials = credentials
        self.totalTimeout = totalTimeout
        self.maximumBodyBytes = maximumBodyBytes
        self.sendBefore = sendBefore
    }
}

/// A user and password that do not print themselves.
package struct BasicCredentials: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    let user: String
    let password: String

    /// Both as they are, not encoded; a colon in the user would be read as its end (RFC 7617, section 2).
    package init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    /// Says nothing of user or password.
    package var description: String { "BasicCredentials(hidden)" }
    /// The same as `description`: logs are no place for them either.
    package var debugDescription: String { description }
    /// Empty, so that `dump` and test failures show neither field.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
