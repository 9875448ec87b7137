package import Canvas

/// One or several lines over time, each with an optional band around it, a fan of what is expected, and gaps where
/// nothing is known.
package struct TrendChart: Chart {
    /// The value at one moment.
    package struct Sample: Hashable, Sendable {
        /// Seconds since 1970, UTC.
        package var time: Int64
        /// Nil interrupts the line; so does a value that is not a number.
        package var value: Double?
        /// The band around the value; drawn where both ends are known.
        package var band: ClosedRange<Double>?

        /// A value or an end of the band that is not finite makes the value or the whole band nil.
        package init(time: Int64, value: Double?, band: ClosedRange<Double>? = nil) {
            self.time = time
            self.value = value.flatMap { value in value.isFinite ? value : nil }
            self.band = band.flatMap { band in
                band.lowerBound.isFinite && band.upperBound.isFinite ? band : nil
            }
        }
    }

    /// What is expected of one moment to come.
    package struct Expected: Hashable, Sendable {
        /// Seconds since 1970, UTC.
        package var time: Int64
        /// The middle of what is expected.
        package var value: Double
        /// Where the value lies with the smaller chance, such as 50 %.
        package var inner: ClosedRange<Double>?
        /// Where it lies with the greater chance, such as 80 %.
        package var outer: ClosedRange<Double>?

        /// What is not finite is left out when the series is made.
        package init(
            time: Int64, value: Double, inner: ClosedRange<Double>? = nil, outer: ClosedRange<Double>? = nil
        ) {
            self.time = time
            self.value = value
            self.inner = inner
            self.outer = outer
        }

        var isFinite: Bool {
            let ends = [inner, outer].compactMap(\.self).flatMap { range in
                [range.lowerBound, range.upperBound]
            }
            return ([value] + ends).allSatisfy(\.isFinite)
        }
    }

    /// One line of the chart.
    package struct Series: Hashable, Sendable {
        /// Written at the line's end, and in the alt text.
        package var name: String
        /// Nil takes the theme's colour for the series' place.
        package var color: Color?
        /// In order of time, each time once.
        package let samples: [Sample]
        /// In order of time, all after the last known sample.
        package let fan: [Expected]

        /// The samples in any order; of two at the same time the later in the list counts.
        package init(name: String, samples: [Sample], fan: [Expected] = [], color: Color? = nil) {
            self.name = name
            self.color = color
            let latest = Dictionary(samples.map { sample in (sample.time, sample) }) { _, later in later }
            self.samples = latest.values.sorted { left, right in left.time < right.time }
            let known = self.samples.last { sample in sample.value != nil }?.time ?? .min
            self.fan = fan.filter { step in step.isFinite && step.time > known }
                .sorted { left, right in left.time < right.time }
        }
    }

    /// In bold at the top; two lines at most, then an ellipsis.
    package var title: String
    /// Below the title; two lines at most. Empty takes no room.
    package var subtitle: String
    /// At the bottom; two lines at most. Empty takes no room.
    package var footnote: String
    /// What the values are, above their axis: "Item level", "Rating".
    package var measure: String
    /// What the band is: "80 % of members". Nil says nothing about it.
    package var bandLabel: String?
    /// What the fan's ribbons are, the inner first: "50 %", "80 %".
    package var fanLabels: [String]
    /// Decimals of the values at the lines' ends.
    package var decimals: Int
    /// Drawn in this order, so that the last lies on top; their colours follow it too.
    package var series: [Series]
    /// Seasons, events, today.
    package var marks: [TimeMark]

    /// Without decimals at the lines' ends and without marks, unless told otherwise.
    package init(
        title: String, subtitle: String = "", footnote: String = "", measure: String,
        bandLabel: String? = nil, fanLabels: [String] = [], decimals: Int = 0, series: [Series],
        marks: [TimeMark] = []
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.measure = measure
        self.bandLabel = bandLabel
        self.fanLabels = fanLabels
        self.decimals = decimals
        self.series = series
        self.marks = marks
    }
}

extension TrendChart.Series {
    var last: TrendChart.Sample? { samples.last { sample in sample.value != nil } }

    /// The samples between gaps.
    var runs: [[TrendChart.Sample]] {
        samples.split { sample in sample.value == nil }.map { run in Array(run) }
    }
}

extension TrendChart {
    /// Every time that any series has a sample for, known or not.
    var times: [Double] {
        Set(series.flatMap { series in series.samples.map { sample in Double(sample.time) } }).sorted()
    }

    /// Everything the time axis has to cover.
    var span: ClosedRange<Double> {
        let all = times + series.flatMap { series in series.fan.map { step in Double(step.time) } }
        return (all.min() ?? 0)...(all.max() ?? 0)
    }

    /// Everything the value axis has to cover.
    var extremes: [Double] {
        series.flatMap { series in
            let known = series.samples.flatMap { sample -> [Double] in
                guard let value = sample.value else { return [] }
                return [value] + (sample.band.map { band in [band.lowerBound, band.upperBound] } ?? [])
            }
            let expected = series.fan.flatMap { step in
                [step.value]
                    + [step.inner, step.outer].compactMap(\.self).flatMap { [$0.lowerBound, $0.upperBound] }
            }
            return known + expected
        }
    }

    /// The times at which no series knows a value, each widened to half-way to its neighbours.
    var gaps: [ClosedRange<Double>] {
        let times = times
        let known = Set(
            series.flatMap { series in
                series.samples.filter { sample in sample.value != nil }.map { sample in Double(sample.time) }
            })
        var gaps: [ClosedRange<Double>] = []
        for (index, time) in times.enumerated() where !known.contains(time) {
            let start = index > 0 ? (times[index - 1] + time) / 2 : time
            let end = index + 1 < times.count ? (time + times[index + 1]) / 2 : time
            if let last = gaps.last, last.upperBound >= start {
                gaps[gaps.count - 1] = last.lowerBound...end
            } else {
                gaps.append(start...end)
            }
        }
        return gaps
    }
}
