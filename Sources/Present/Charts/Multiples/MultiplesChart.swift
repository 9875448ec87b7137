package import Canvas

/// The same small line chart for several subjects, side by side on common axes.
package struct MultiplesChart: Chart {
    /// One small chart.
    package struct Panel: Hashable, Sendable {
        /// Above the panel.
        package var name: String
        /// In order of time.
        package let samples: [TrendChart.Sample]
        /// Nil takes one colour for all: the name tells them apart.
        package var color: Color?

        /// The samples in any order; of two at the same time the later in the list counts.
        package init(name: String, samples: [TrendChart.Sample], color: Color? = nil) {
            let series = TrendChart.Series(name: name, samples: samples)
            self.name = name
            self.samples = series.samples
            self.color = color
        }
    }

    /// In bold at the top; two lines at most, then an ellipsis.
    package var title: String
    /// Below the title; two lines at most. Empty takes no room.
    package var subtitle: String
    /// At the bottom; two lines at most. Empty takes no room.
    package var footnote: String
    /// What the values of all panels are.
    package var measure: String
    /// Digits after the point of the last values.
    package var decimals: Int
    /// In order of reading; those that do not fit are counted instead of drawn.
    package var panels: [Panel]

    /// Without decimals, unless told otherwise.
    package init(
        title: String, subtitle: String = "", footnote: String = "", measure: String, decimals: Int = 0,
        panels: [Panel]
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.measure = measure
        self.decimals = decimals
        self.panels = panels
    }

    /// Several rows of panels need the height.
    package var isDense: Bool { panels.count > 3 }

    /// Of each panel what a line chart of its own would say.
    package func story(in locale: ChartLocale) -> String {
        let lines = TrendChart(
            title: "", measure: measure, decimals: decimals,
            series: panels.map { panel in TrendChart.Series(name: panel.name, samples: panel.samples) })
        return "\(locale.phrase(.smallMultiples)). \(lines.story(in: locale))"
    }

    var span: ClosedRange<Double> {
        let times = panels.flatMap { panel in panel.samples.map { sample in Double(sample.time) } }
        return (times.min() ?? 0)...(times.max() ?? 0)
    }

    var values: [Double] { panels.flatMap { panel in panel.samples.compactMap(\.value) } }
}
