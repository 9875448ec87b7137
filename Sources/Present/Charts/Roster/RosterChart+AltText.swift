extension RosterChart {
    /// The span of weeks, first, last, least and greatest size, sums of joins and leaves, and gaps.
    package func story(in locale: ChartLocale) -> String {
        guard let first = weeks.first, let last = weeks.last else {
            return "\(locale.phrase(.stepChart)). \(locale.phrase(.nothingYet))."
        }
        let from = locale.date(at: Double(first.start))
        let to = locale.date(at: Double(last.start))
        let period =
            weeks.count == 1 ? locale.phrase(.weekOf, from) : locale.phrase(.weeksFromTo, from, to)
        return [
            "\(locale.phrase(.stepChart)).", period, sizeSentence(locale), flowSentence(locale),
            gapSentence(locale),
        ].filter { sentence in !sentence.isEmpty }.joined(separator: " ")
    }

    private func sizeSentence(_ locale: ChartLocale) -> String {
        let sizes = weeks.compactMap(\.size)
        guard let first = sizes.first, let last = sizes.last, let low = sizes.min(), let high = sizes.max()
        else { return locale.phrase(.sizeUnknown) }
        guard sizes.count > 1 else { return locale.phrase(.membersOnly, locale.number(first)) }
        if low == high { return locale.phrase(.membersThroughout, locale.number(first)) }
        return locale.phrase(
            .membersFromTo, locale.number(first), locale.number(last), locale.number(low),
            locale.number(high))
    }

    private func flowSentence(_ locale: ChartLocale) -> String {
        let joined = total(\.joins).map { total in locale.phrase(.joinedTotal, locale.number(total)) }
        let left = total(\.leaves).map { total in locale.phrase(.leftTotal, locale.number(total)) }
        return "\(joined ?? locale.phrase(.joinsUnknown)), \(left ?? locale.phrase(.leavesUnknown))."
    }

    private func gapSentence(_ locale: ChartLocale) -> String {
        let missing = weeks.count { week in week.size == nil }
        guard missing > 0, missing < weeks.count else { return "" }
        let text = missing == 1 ? locale.phrase(.gapOne) : locale.phrase(.gapMany, locale.number(missing))
        return text.dropFirst(2).prefix(1).uppercased() + text.dropFirst(3) + "."
    }
}
