package import Guilds

/// How the database server fares.
package struct DatabaseHealth: Sendable, Hashable {
    /// As the server numbers itself: 150_006 is 15.6.
    package let version: Int
    /// The server's clock at the question.
    package let clock: Timestamp
    /// Whether it only reads: a standby, or set so.
    package let isReadOnly: Bool
    /// Connections of clients, of all databases, and how many the server allows.
    package let connections: Int
    /// `max_connections` of the server.
    package let connectionLimit: Int
    /// Age of the oldest transaction of another session; nil when there is none that we may see.
    package let oldestTransaction: Duration?
    /// How many transactions the oldest snapshot holds back from being cleaned away.
    package let oldestSnapshotAge: Int
}

/// What waits to be fetched.
package struct BacklogHealth: Sendable, Hashable {
    /// Everything that is fetched.
    package var targets = 0
    /// Targets that are due, held ones included.
    package var due = 0
    /// Targets that some worker holds under a lease.
    package var held = 0
    /// When the longest due target became due; nil when nothing is.
    package var dueSince: Timestamp?

    /// Nothing known, nothing due.
    package init() {}
}

/// Targets of one kind that have been due for longer than a visit may wait.
package struct LateTargets: Sendable, Hashable {
    /// The kind of document.
    package let kind: DocumentKind
    /// How many targets they are.
    package let count: Int
    /// When the longest due one became due.
    package let since: Timestamp

    /// How long a target may be due before it counts as late.
    package static let patience = Duration.seconds(86_400)
}

/// Targets of one kind that have been failing with one outcome.
package struct FailingTargets: Sendable, Hashable {
    /// The kind of document.
    package let kind: DocumentKind
    /// The word of the last outcome, as `malformed`.
    package let outcome: String
    /// How many targets they are.
    package let count: Int
    /// World time of the earliest first failure among them.
    package let since: Timestamp
    /// The most visits in a row that brought nothing.
    package let failures: Int
}

/// When the characters of a watched guild were last confirmed.
package struct GuildFreshness: Sendable, Hashable {
    /// The guild as it is watched.
    package let address: GuildAddress
    /// Members of the current roster who have a profile that ever answered.
    package let members: Int
    /// When the roster was last confirmed; nil when it never was.
    package let roster: Timestamp?
    /// The oldest confirmation of a member, and the one that half of them are older than.
    package let oldest: Timestamp?
    /// The confirmation that half of the members' are older than.
    package let median: Timestamp?
}

/// All stored characters by how many days ago they were last re-validated.
package struct RevalidationAges: Sendable, Hashable {
    /// Element d holds those whose last confirmation is d whole days old; the last element holds older ones too.
    package var byDay: [Int]
    /// The oldest confirmation of a character; nil when there is none.
    package var oldest: Timestamp?

    /// Nobody stored, unless told.
    package init(
        byDay: [Int] = [Int](repeating: 0, count: RevalidationAges.days + 1), oldest: Timestamp? = nil
    ) {
        self.byDay = byDay
        self.oldest = oldest
    }

    /// Everything stored of a character is looked at within so many days, as the terms of the API ask.
    package static let days = 30

    /// All stored characters.
    package var characters: Int { byDay.reduce(0, +) }
    /// Those for whom the promise is broken.
    package var late: Int { byDay.last ?? 0 }
}

/// How much of a client's budget is in use.
package struct BudgetHealth: Sendable, Hashable {
    /// The API client's id.
    package let client: String
    /// Requests an hour that the API allows.
    package let perHour: Int
    /// Requests a second that the API allows.
    package let perSecond: Int
    /// Requests granted and not earned back yet, of the burst that the hour's limit allows ahead of its rate.
    package let ahead: Double
    /// The most that may be granted ahead of the hour's rate.
    package let burst: Double
    /// The part of the rates that is used after the API asked for patience, 1 when it never did.
    package let pace: Double
    /// Requests granted since the budget was made.
    package let granted: Int
    /// Whether the API asked to wait and the wait is not over.
    package let isBlocked: Bool
}
