extension TrendChart {
    /// The span of time, and of each line its direction, the first, last, least and greatest value and its gaps.
    package func story(in locale: ChartLocale) -> String {
        let kind = locale.phrase(.lineChart)
        guard let first = times.first, let last = times.last else {
            return "\(kind). \(locale.phrase(.nothingYet))."
        }
        let from = locale.date(at: first)
        let to = locale.date(at: last)
        let named = "\(kind): \(measure)"
        let period = from == to ? locale.phrase(.on, named, from) : locale.phrase(.fromTo, named, from, to)
        let lines = series.flatMap { series in
            [sentence(about: series, locale), outlook(of: series, locale)]
        }
        return ([period] + lines.filter { line in !line.isEmpty }).joined(separator: " ")
    }

    private func sentence(about series: Series, _ locale: ChartLocale) -> String {
        let values = series.samples.compactMap(\.value)
        guard let first = values.first, let last = values.last else {
            return locale.phrase(.series, series.name)
        }
        func text(_ value: Double) -> String { locale.number(value, decimals: decimals) }
        let gaps = series.samples.count - values.count
        let missing =
            gaps == 0
            ? "" : gaps == 1 ? locale.phrase(.gapOne) : locale.phrase(.gapMany, locale.number(gaps))
        if values.count == 1 { return locale.phrase(.single, series.name, text(first), missing) }
        let trend: Phrase = text(first) == text(last) ? .level : last > first ? .rising : .falling
        return locale.phrase(
            .between, series.name, locale.phrase(trend), text(first), text(last),
            text(values.min() ?? first), text(values.max() ?? first), missing)
    }

    private func outlook(of series: Series, _ locale: ChartLocale) -> String {
        guard let last = series.fan.last, let range = last.outer ?? last.inner else { return "" }
        func text(_ value: Double) -> String { locale.number(value, decimals: decimals) }
        return locale.phrase(
            .expected, locale.date(at: Double(last.time)), text(last.value), text(range.lowerBound),
            text(range.upperBound))
    }
}
