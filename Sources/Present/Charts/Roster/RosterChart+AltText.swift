extension RosterChart {
    /// The span of weeks, first, last, least and greatest size, sums of joins and leaves, and gaps.
    package var altText: String {
        guard let first = weeks.first, let last = weeks.last else {
            return "\(title). No weeks recorded yet."
        }
        let from = CalendarDay(secondsSince1970: Double(first.start)).long
        let to = CalendarDay(secondsSince1970: Double(last.start)).long
        let period = weeks.count == 1 ? "The week of \(from)." : "Weeks of \(from) to \(to)."
        return ["\(title).", period, sizeSentence, flowSentence, gapSentence]
            .filter { sentence in !sentence.isEmpty }.joined(separator: " ")
    }

    private var sizeSentence: String {
        let known = weeks.compactMap { week in week.size.map { size in (week, size) } }
        guard let first = known.first, let last = known.last else { return "Roster size unknown." }
        guard known.count > 1 else { return "\(numberText(first.1)) members." }
        let sizes = known.map { known in known.1 }
        let range = (sizes.min() ?? 0, sizes.max() ?? 0)
        if range.0 == range.1 { return "\(numberText(first.1)) members throughout." }
        return "From \(numberText(first.1)) to \(numberText(last.1)) members, "
            + "at least \(numberText(range.0)) and at most \(numberText(range.1))."
    }

    private var flowSentence: String {
        let joined = total(\.joins).map { total in "\(numberText(total)) joined" } ?? "Joins unknown"
        let left = total(\.leaves).map { total in "\(numberText(total)) left" } ?? "leaves unknown"
        return "\(joined), \(left)."
    }

    private var gapSentence: String {
        let missing = weeks.count { week in week.size == nil }
        guard missing > 0, missing < weeks.count else { return "" }
        return missing == 1 ? "One week has no data." : "\(missing) weeks have no data."
    }
}
