/// One computed fact with everything needed to judge it: the contract between Transform and Present.
package struct Insight: Sendable, Hashable, Codable {
    /// Stable name of the fact, `roster.size`.
    package var metric: String
    package var subject: Subject
    /// The stretch of time it speaks of, in seconds since 1970.
    package var from: Int64
    package var until: Int64
    /// How many observations, members or weeks it rests on; `basis` says which.
    package var n: Int
    package var basis: String
    /// Share of what should have been seen that was seen, 0 to 1, and in words why the rest is missing.
    package var coverage: Double
    package var missing: String?
    package var figure: Figure
    /// The fact in one plain sentence, without names of people.
    package var sentence: String
    /// How it was computed, and the version of that method.
    package var method: String
    package var version: Int

    package init(
        metric: String, subject: Subject, from: Timestamp, until: Timestamp, n: Int, basis: String,
        coverage: Double, missing: String?, figure: Figure, sentence: String, method: String, version: Int
    ) {
        self.metric = metric
        self.subject = subject
        self.from = from.seconds
        self.until = until.seconds
        self.n = n
        self.basis = basis
        self.coverage = coverage
        self.missing = missing
        self.figure = figure
        self.sentence = sentence
        self.method = method
        self.version = version
    }

    /// What a fact is about; people by key only.
    package enum Subject: Sendable, Hashable, Codable {
        case guild
        case member(realm: Int32, id: Int64)
    }

    /// The shapes that a fact can take.
    package enum Figure: Sendable, Hashable, Codable {
        /// A number with its unit and, where the method gives one, the interval that holds it.
        case number(Double, unit: String, interval: Interval?)
        /// A number per week; nil is unknown, never zero.
        case curve([Point], unit: String)
        /// How many fall in each class, in display order.
        case distribution([Share])
        /// Named columns; a cell is a text, a number, a date, a member or unknown.
        case table(columns: [String], rows: [[Cell]])
        /// No figure yet, and what it needs: "needs 8 more weeks".
        case notEnough(needs: String)
    }

    /// An interval and the share of cases it is made to hold, 0.8 for 80 %.
    package struct Interval: Sendable, Hashable, Codable {
        package var low: Double
        package var high: Double
        package var level: Double

        package init(low: Double, high: Double, level: Double) {
            self.low = low
            self.high = high
            self.level = level
        }
    }

    /// One week of a curve: its start in seconds since 1970.
    package struct Point: Sendable, Hashable, Codable {
        package var at: Int64
        package var value: Double?

        package init(at: Timestamp, value: Double?) {
            self.at = at.seconds
            self.value = value
        }
    }

    /// One class of a distribution; `key` names it for colours and joins, `label` for people.
    package struct Share: Sendable, Hashable, Codable {
        package var key: String
        package var label: String
        package var count: Int

        package init(key: String, label: String, count: Int) {
            self.key = key
            self.label = label
            self.count = count
        }
    }

    /// One cell of a table. A member is a key that the directory turns into a name, a date is in seconds since
    /// 1970.
    package enum Cell: Sendable, Hashable, Codable {
        case text(String)
        case number(Double)
        case date(Int64)
        case member(realm: Int32, id: Int64)
        case unknown
    }
}
