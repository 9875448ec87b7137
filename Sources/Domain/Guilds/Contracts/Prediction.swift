/// A claim about the future that a later look at the series can score.
package struct Prediction: Sendable, Hashable, Codable {
    /// Stable name of what is claimed, `roster.size`; the same claim of another date has the same name.
    package var metric: String
    /// Whom it is about; people by key only.
    package var subject: Insight.Subject
    /// What it is about besides its subject, such as a boss; nil where the metric says all.
    package var detail: String?
    /// The moment at which the claim comes true or not, in seconds since 1970.
    package var due: Int64
    /// What is claimed.
    package var claim: Claim

    /// What can be claimed.
    package enum Claim: Sendable, Hashable, Codable {
        /// A number, the middle of the forecast, with the intervals that are to hold it, ascending by level.
        case value(Double, intervals: [Insight.Interval])
        /// The probability that something will have happened by then, 0 to 1.
        case chance(Double)
    }

    /// A claim from its parts; the moment is cut to whole seconds.
    package init(
        metric: String, subject: Insight.Subject, detail: String? = nil, due: Timestamp, claim: Claim
    ) {
        self.metric = metric
        self.subject = subject
        self.detail = detail
        self.due = due.seconds
        self.claim = claim
    }
}
