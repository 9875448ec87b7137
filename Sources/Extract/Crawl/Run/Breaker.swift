import BattleNet

/// Stops a crawl whose every request fails for a reason that no target is to blame for.
///
/// Without it a wrong secret or a dead network would be written down as thousands of targets' failures.
actor Breaker {
    private let tolerated: Int
    private var inARow = 0

    init(tolerated: Int = 20) {
        self.tolerated = tolerated
    }

    func answered() {
        inARow = 0
    }

    /// Throws when the failure ends the crawl.
    func failed(_ error: BattleNetError) throws(CrawlError) {
        if error.code == .unauthorised { throw CrawlError(code: .unauthorised, underlying: error) }
        // A document that cannot be read was answered, however many of them there are.
        guard error.httpStatus == 0, error.code == .unavailable || error.code == .timedOut else {
            inARow = 0
            return
        }
        inARow += 1
        if inARow >= tolerated { throw CrawlError(code: .unreachable, underlying: error) }
    }
}
