package import Guilds

/// Why a fetch brought no facts.
package struct BattleNetError: Error, Hashable {
    /// The kinds of failure that callers tell apart.
    package enum Code: String, Sendable {
        /// 429: the client asked too fast.
        case rateLimited
        /// The credentials are refused, or the API client is switched off.
        case unauthorised
        /// 404: nothing at the address now.
        case missing
        /// The address now leads to another guild or character than the one that was asked for.
        case otherSubject
        /// 403: the player does not share the profile.
        case hidden
        /// No answer, a server error, or an answer from something that is not the API.
        case unavailable
        /// An answer that cannot be read, or holds a value that would corrupt a series.
        case malformed
        case timedOut
        case cancelled
        /// The permit ran out before the request was on its way; nothing was sent.
        case late
        /// The document and its address do not belong together; nothing was sent.
        case invalidRequest
    }

    /// What went wrong, as far as a caller acts on it; `outcome` is what the series record of it.
    package let code: Code
    /// Status of the answer, 0 when there was none.
    package private(set) var httpStatus: Int16
    /// What the server asked to wait.
    package let retryAfter: Duration?
    /// Whether the same request may succeed a little later.
    package let isTransient: Bool
    /// Requests sent to the API host, repeats included; each one counts against the budget.
    package private(set) var requests: Int
    /// For logs: no secrets, no names of players.
    private let detail: String

    /// `detail` is for logs; without `isTransient` the code decides.
    package init(
        _ code: Code, httpStatus: Int = 0, retryAfter: Duration? = nil, isTransient: Bool? = nil,
        requests: Int = 0, detail: String
    ) {
        self.code = code
        self.httpStatus = Int16(clamping: httpStatus)
        self.retryAfter = retryAfter
        self.isTransient = isTransient ?? code.isTransient
        self.requests = requests
        self.detail = detail
    }

    /// The same about an answer that came with this status.
    func answered(_ status: Int) -> BattleNetError {
        var error = self
        error.httpStatus = Int16(clamping: status)
        return error
    }

    /// The same after this many requests.
    package func counting(_ requests: Int) -> BattleNetError {
        var error = self
        error.requests = requests
        return error
    }
}

extension BattleNetError.Code {
    fileprivate var isTransient: Bool {
        switch self {
        case .rateLimited, .unavailable, .timedOut, .malformed, .late: true
        case .unauthorised, .missing, .otherSubject, .hidden, .cancelled, .invalidRequest: false
        }
    }
}

extension BattleNetError {
    /// Whether the API refused the token that the request carried; a new one may be accepted.
    package var isTokenRefused: Bool { code == .unauthorised && httpStatus == 401 && requests > 0 }

    /// How the fetch ended, for the observation; nil when it was cancelled or never sent and nothing was observed.
    ///
    /// Another subject at the address is recorded as missing: the one that was asked for was not found there.
    package var outcome: Observation.Outcome? {
        switch code {
        case .rateLimited: .failed(.rateLimited)
        case .unauthorised: .failed(.unauthorised)
        case .missing, .otherSubject: .missing
        case .hidden: .hidden
        case .unavailable: .failed(.unavailable)
        case .malformed, .invalidRequest: .failed(.malformed)
        case .timedOut: .failed(.timedOut)
        case .cancelled, .late: nil
        }
    }
}

extension BattleNetError: CustomStringConvertible, CustomDebugStringConvertible {
    /// For the person at the keyboard: what happened and what to do, without address or secret.
    package var description: String {
        switch code {
        case .rateLimited: "Battle.net answers more slowly than we ask; try again in a moment"
        case .unauthorised:
            "Battle.net refused the API client; check BLIZZARD_CLIENT_ID and BLIZZARD_CLIENT_SECRET"
        case .missing: "Battle.net knows nothing at this address; check region, realm and name"
        case .otherSubject: "this address belongs to another guild or character now; look the name up again"
        case .hidden: "this profile is not shared with applications; only its player can change that"
        case .unavailable: "Battle.net is not available now; try again later"
        case .malformed: "Battle.net's answer could not be read; it is asked for again later"
        case .timedOut: "Battle.net did not answer in time; try again later"
        case .cancelled: "the request was cancelled"
        case .late: "the request could not be sent in time; try again later"
        case .invalidRequest: "this is not an address that Battle.net has; check region, realm and name"
        }
    }

    /// For logs: adds code, status, number of requests and the detail.
    package var debugDescription: String {
        "BattleNetError(\(code.rawValue), status: \(httpStatus), requests: \(requests), \(detail))"
    }
}
