/// One computed fact with everything needed to judge it: the contract between Transform and Present.
package struct Insight: Sendable, Hashable, Codable {
    /// Stable name of the fact, `roster.size`.
    package var metric: String
    /// The guild or the one member that the fact is about.
    package var subject: Subject
    /// The stretch of time it speaks of, in seconds since 1970.
    package var from: Int64
    /// End of that stretch, in seconds since 1970.
    package var until: Int64
    /// How many observations, members or weeks it rests on; `basis` says which.
    package var n: Int
    /// What `n` counts, in words.
    package var basis: String
    /// Share of what should have been seen that was seen, 0 to 1, and in words why the rest is missing.
    package var coverage: Double
    /// Why the rest is missing, in words; nil when there is nothing to explain.
    package var missing: String?
    /// The fact itself, or what it still needs.
    package var figure: Figure
    /// The fact in one plain sentence, without names of people.
    package var sentence: String
    /// How it was computed, and the version of that method.
    package var method: String
    /// Version of `method`; figures of different versions are not to be compared.
    package var version: Int
    /// What the fact claims of the future, to be scored when its time comes; nil for most.
    package var predictions: [Prediction]?

    /// A fact from its parts, without predictions; the stretch of time is cut to whole seconds.
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
        /// A number over time that goes on into the future with intervals; what is known comes first.
        case fan([FanPoint], unit: String)
        /// How many fall in each class, in display order.
        case distribution([Share])
        /// Named columns; a cell is a text, a number, a date, a member or unknown.
        case table(columns: [String], rows: [[Cell]])
        /// No figure yet, and what it needs: "needs 8 more weeks".
        case notEnough(needs: String)
    }

    /// An interval and the share of cases it is made to hold, 0.8 for 80 %.
    package struct Interval: Sendable, Hashable, Codable {
        /// Lower end, in the unit of the number.
        package var low: Double
        /// Upper end, in the unit of the number.
        package var high: Double
        /// Share of cases that the interval is made to hold, 0 to 1.
        package var level: Double

        /// An interval from its ends and its level, unchecked.
        package init(low: Double, high: Double, level: Double) {
            self.low = low
            self.high = high
            self.level = level
        }
    }

    /// One week of a curve: its start in seconds since 1970.
    package struct Point: Sendable, Hashable, Codable {
        /// Start of the week, in seconds since 1970.
        package var at: Int64
        /// The week's number in the unit of the curve; nil is unknown, never zero.
        package var value: Double?

        /// A point at a moment, which is cut to whole seconds.
        package init(at: Timestamp, value: Double?) {
            self.at = at.seconds
            self.value = value
        }
    }

    /// One moment of a fan: of the past, or of the future with the intervals that hold it.
    package struct FanPoint: Sendable, Hashable, Codable {
        /// In seconds since 1970.
        package var at: Int64
        /// What was seen, or the forecast's middle; nil is unknown, never zero.
        package var value: Double?
        /// Ascending by level; empty for the past.
        package var intervals: [Interval]

        /// A point at a moment, which is cut to whole seconds.
        package init(at: Timestamp, value: Double?, intervals: [Interval] = []) {
            self.at = at.seconds
            self.value = value
            self.intervals = intervals
        }
    }

    /// One class of a distribution; `key` names it for colours and joins, `label` for people.
    package struct Share: Sendable, Hashable, Codable {
        /// Stable name of the class, for colours and joins.
        package var key: String
        /// The class as people read it.
        package var label: String
        /// How many fall in the class.
        package var count: Int

        /// A class with its count.
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
