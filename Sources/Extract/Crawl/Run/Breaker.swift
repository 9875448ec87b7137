import BattleNet

/// Stops a crawl whose every visit fails for a reason that no target is to blame for.
///
/// Without it a wrong secret or a dead network would be written down as thousands of targets' failures. The
/// visits that led to the stop are written, with their back-off, so that a few dead targets cannot stop the
/// next crawl again.
actor Breaker {
    private let tolerated: Int
    private var inARow = 0
    private var reason: CrawlError?

    init(tolerated: Int = 20) {
        self.tolerated = tolerated
    }

    /// Throws when the crawl has come to its end.
    func check() throws(CrawlError) {
        if let reason { throw reason }
    }

    func answered() {
        inARow = 0
    }

    /// Counts a visit whose last try failed with `error`.
    func failed(_ error: BattleNetError) {
        // A document that cannot be read was answered, however many of them there are.
        let isSilence = error.httpStatus == 0 && (error.code == .unavailable || error.code == .timedOut)
        guard isSilence || error.isTokenRefused else {
            inARow = 0
            return
        }
        inARow += 1
        guard inARow >= tolerated else { return }
        reason = CrawlError(code: isSilence ? .unreachable : .unauthorised, underlying: error)
    }

    /// Ends the crawl at once: no target is to blame for credentials to which no token is handed out.
    func refused(_ error: BattleNetError) -> CrawlError {
        let refusal = CrawlError(code: .unauthorised, underlying: error)
        reason = refusal
        return refusal
    }
}
