package import BattleNet

/// Why a crawl as a whole could not go on; a single target's failure is recorded, never thrown.
package struct CrawlError: Error {
    /// Why nothing more can be fetched.
    package enum Code: String, Sendable {
        /// The API does not accept our credentials.
        case unauthorised
        /// Many requests in a row got no answer at all.
        case unreachable
    }

    /// What stopped the crawl.
    package let code: Code
    /// The last answer that told so.
    package let underlying: BattleNetError

    /// An error with the API's answer behind it.
    package init(code: Code, underlying: BattleNetError) {
        self.code = code
        self.underlying = underlying
    }
}

extension CrawlError: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String {
        switch code {
        case .unauthorised:
            "the API refused our credentials: \(underlying). Check BLIZZARD_CLIENT_ID and BLIZZARD_CLIENT_SECRET"
        case .unreachable:
            "the API does not answer: \(underlying). Nothing was lost; run the crawl again when it is back"
        }
    }

    package var debugDescription: String { "CrawlError(\(code.rawValue), \(underlying.debugDescription))" }
}
