extension TrendChart {
    /// The span of time, and of each line the first, last, least and greatest value and its gaps.
    package var altText: String {
        guard let first = times.first, let last = times.last else { return "\(title). Nothing recorded yet." }
        let from = CalendarDay(secondsSince1970: first).long
        let to = CalendarDay(secondsSince1970: last).long
        let period = from == to ? "\(measure) on \(from)." : "\(measure) from \(from) to \(to)."
        let lines = series.map { series in sentence(about: series) }
        return (["\(title).", period] + lines).joined(separator: " ")
    }

    private func sentence(about series: Series) -> String {
        let values = series.samples.compactMap(\.value)
        guard let first = values.first, let last = values.last else { return "\(series.name): no data." }
        func text(_ value: Double) -> String { numberText(value, decimals: decimals) }
        let gaps = series.samples.count - values.count
        let missing = gaps == 0 ? "" : gaps == 1 ? "; one time has no data" : "; \(gaps) times have no data"
        if values.count == 1 { return "\(series.name): \(text(first))\(missing)." }
        return "\(series.name): from \(text(first)) to \(text(last)), "
            + "between \(text(values.min() ?? first)) and \(text(values.max() ?? first))\(missing)."
    }
}
