package import Canvas

/// Horizontal bars, one per category, from a common zero line.
package struct BarChart: Chart {
    /// One category with its value.
    package struct Bar: Hashable, Sendable {
        /// Left of the bar; shortened with an ellipsis beyond a third of the body's width.
        package var label: String
        /// Nil is "no data", as is a value that is not a number; never a bar of length zero.
        package var value: Double?
        /// Nil takes the theme's first series colour.
        package var color: Color?
        /// Where the value, or the difference, truly lies; whiskers on the bar.
        package var interval: ClosedRange<Double>?
        /// Written after the value: a share, a change.
        package var note: String

        /// A value that is not finite becomes nil, and so does an interval without a value.
        package init(
            label: String, value: Double?, interval: ClosedRange<Double>? = nil, color: Color? = nil,
            note: String = ""
        ) {
            self.label = label
            self.interval = interval.flatMap { interval in
                interval.lowerBound.isFinite && interval.upperBound.isFinite && value?.isFinite == true
                    ? interval : nil
            }
            self.value = value.flatMap { value in value.isFinite ? value : nil }
            self.color = color
            self.note = note
        }
    }

    /// In bold at the top; two lines at most, then an ellipsis.
    package var title: String
    /// Below the title; two lines at most. Empty takes no room.
    package var subtitle: String
    /// At the bottom; two lines at most. Empty takes no room.
    package var footnote: String
    /// What the values are, above the bars; may be empty.
    package var measure: String
    /// Digits after the point of every value; 0 rounds to whole numbers.
    package var decimals: Int
    /// Whether values are changes or differences and carry their sign.
    package var isChange: Bool
    /// What the whiskers are: "95 % interval". Nil says nothing about them.
    package var intervalLabel: String?
    /// From top to bottom; those that do not fit are counted instead of drawn.
    package var bars: [Bar]

    /// Plain values without decimals, unless told otherwise.
    package init(
        title: String, subtitle: String = "", footnote: String = "", measure: String = "",
        decimals: Int = 0, isChange: Bool = false, intervalLabel: String? = nil, bars: [Bar]
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.measure = measure
        self.decimals = decimals
        self.isChange = isChange
        self.intervalLabel = intervalLabel
        self.bars = bars
    }

    /// The bars from the greatest value to the least, the unknown last; equal ones by their label.
    package func ranked() -> BarChart {
        var ranked = self
        ranked.bars.sort { left, right in
            let (one, other) = (left.value ?? -.infinity, right.value ?? -.infinity)
            return one == other ? left.label < right.label : one > other
        }
        return ranked
    }

    /// What a row of a tall picture takes.
    package func height(showingAllIn format: ChartFormat) -> Double? {
        format.type.title * 3 + format.type.footnote * 3 + format.rows(of: bars.count) * format.type.label
            * 1.6
    }

    /// Every bar needs a row.
    package var isDense: Bool { bars.count > 4 }

    /// Every bar with its value, interval and note, as far as a thousand characters reach.
    package func story(in locale: ChartLocale) -> String {
        let kind = locale.phrase(.barChart)
        guard !bars.isEmpty else { return "\(kind). \(locale.phrase(.nothingYet))." }
        let items = bars.prefix(40).map { bar in
            let range = bar.interval.map { range in
                let ends = [range.lowerBound, range.upperBound].map { end in valueText(end, locale) }
                return " (\(ends[0]) \u{2013} \(ends[1]))"
            }
            let note = bar.note.isEmpty ? "" : " (\(bar.note))"
            return "\(bar.label) \(valueText(bar, locale))\(range ?? "")\(note)"
        }
        let rest =
            bars.count > 40 ? " " + locale.phrase(.more, locale.number(bars.count - 40)) : ""
        let head = measure.isEmpty ? "\(kind): " : "\(kind), \(measure): "
        return "\(head)\(items.joined(separator: ", "))\(rest)."
    }

    func valueText(_ bar: Bar, _ locale: ChartLocale) -> String {
        bar.value.map { value in valueText(value, locale) } ?? locale.phrase(.noData)
    }

    /// As it is drawn: beyond a million in millions, so that bars keep room beside their numbers.
    func drawnText(_ bar: Bar, _ locale: ChartLocale) -> String {
        guard let value = bar.value, abs(value) >= 1e6, abs(value) < 1e15 else {
            return valueText(bar, locale)
        }
        let sign = isChange && value > 0 ? "+" : ""
        return sign + locale.tick(value, decimals: 0, greatest: abs(value))
    }

    private func valueText(_ value: Double, _ locale: ChartLocale) -> String {
        isChange ? locale.change(value, decimals: decimals) : locale.number(value, decimals: decimals)
    }
}
