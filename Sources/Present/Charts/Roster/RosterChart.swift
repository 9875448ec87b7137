/// Roster size over time, with joins and leaves per week.
///
/// Unknown is not zero: a week without a size interrupts the line, a week without joins or leaves has no bar,
/// and both are marked as "no data". Weeks missing from the list are unknown.
package struct RosterChart: Chart {
    /// What is known of one week; nil is unknown.
    package struct Week: Hashable, Sendable {
        /// When the week begins: seconds since 1970, UTC.
        package var start: Int64
        /// Members, one number for the week; the line is level through it.
        package var size: Int?
        /// Members who came within the week; 0 is known, and drawn as such.
        package var joins: Int?
        /// Members who went within the week; 0 is known, and drawn as such.
        package var leaves: Int?

        /// A negative number becomes nil.
        package init(start: Int64, size: Int?, joins: Int?, leaves: Int?) {
            self.start = start
            self.size = size.flatMap { size in size < 0 ? nil : size }
            self.joins = joins.flatMap { joins in joins < 0 ? nil : joins }
            self.leaves = leaves.flatMap { leaves in leaves < 0 ? nil : leaves }
        }
    }

    /// In bold at the top; two lines at most, then an ellipsis.
    package var title: String
    /// Below the title; two lines at most. Empty takes no room.
    package var subtitle: String
    /// At the bottom; two lines at most. Empty takes no room.
    package var footnote: String
    /// Seasons and events.
    package var marks: [TimeMark]
    /// Two panels need the height.
    package var isDense: Bool { true }
    /// In order of time, each start once.
    package let weeks: [Week]

    /// The weeks in any order; of two with the same start the later in the list counts. A negative number
    /// counts as unknown.
    package init(
        title: String, subtitle: String = "", footnote: String = "", weeks: [Week],
        marks: [TimeMark] = []
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.marks = marks
        let latest = Dictionary(weeks.map { week in (week.start, week) }) { _, later in later }
        self.weeks = latest.values.sorted { left, right in left.start < right.start }
    }
}

extension RosterChart {
    /// The usual distance from week to week in seconds: a reset that moved by some hours changes nothing.
    var weekLength: Double {
        let starts = weeks.map { week in Double(week.start) }
        let distances = zip(starts.dropFirst(), starts).map { next, previous in next - previous }.sorted()
        return distances.isEmpty ? 7 * 86_400 : distances[distances.count / 2]
    }

    /// From the start of the first week to the end of the last.
    var span: ClosedRange<Double> {
        let start = Double(weeks.first?.start ?? 0)
        return start...(Double(weeks.last?.start ?? 0) + weekLength)
    }

    /// The middle of a week, where its marks stand.
    func middle(of week: Week) -> Double { Double(week.start) + weekLength / 2 }

    /// The sum over the weeks of which the number is known; nil when none is.
    func total(_ count: KeyPath<Week, Int?>) -> Double? {
        let known = weeks.compactMap { week in week[keyPath: count] }
        return known.isEmpty ? nil : known.reduce(0) { sum, count in sum + Double(count) }
    }

    /// Whether anything is unknown in any week.
    var hasGaps: Bool {
        !gaps { week in week.size != nil && week.joins != nil && week.leaves != nil }.isEmpty
    }

    /// Runs of weeks that follow each other and satisfy the condition.
    func runs(where isKnown: (Week) -> Bool) -> [[Week]] {
        var runs: [[Week]] = []
        var previous: Week?
        for week in weeks where isKnown(week) {
            let follows = previous.map { previous in
                Double(week.start) - Double(previous.start) < 1.5 * weekLength
            }
            if follows == true { runs[runs.count - 1].append(week) } else { runs.append([week]) }
            previous = week
        }
        return runs
    }

    /// The times between the runs of known weeks, and before and after them.
    func gaps(where isKnown: (Week) -> Bool) -> [ClosedRange<Double>] {
        var gaps: [ClosedRange<Double>] = []
        var end = span.lowerBound
        for run in runs(where: isKnown) {
            let start = Double(run[0].start)
            if start > end { gaps.append(end...start) }
            end = min(Double(run[run.count - 1].start) + weekLength, span.upperBound)
        }
        if span.upperBound > end { gaps.append(end...span.upperBound) }
        return gaps
    }
}
