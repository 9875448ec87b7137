package import Canvas

/// How values are spread within groups: a dot per member, a line at each group's middle.
package struct StripChart: Chart {
    /// One line of dots.
    package struct Group: Hashable, Sendable {
        /// Left of the dots.
        package var label: String
        /// Known values; others are counted in `unknown`.
        package let values: [Double]
        /// Members of whom nothing is known.
        package let unknown: Int
        /// Nil takes the theme's colour for the group's place.
        package var color: Color?

        /// Values that are unknown or not finite are counted, not drawn.
        package init(label: String, values: [Double?], color: Color? = nil) {
            self.label = label
            self.values = values.compactMap { value in value.flatMap { $0.isFinite ? $0 : nil } }.sorted()
            unknown = values.count - self.values.count
            self.color = color
        }

        /// The middle value; nil for none.
        var median: Double? {
            guard !values.isEmpty else { return nil }
            let middle = values.count / 2
            return values.count.isMultiple(of: 2) ? (values[middle - 1] + values[middle]) / 2 : values[middle]
        }
    }

    /// In bold at the top; two lines at most, then an ellipsis.
    package var title: String
    /// Below the title; two lines at most. Empty takes no room.
    package var subtitle: String
    /// At the bottom; two lines at most. Empty takes no room.
    package var footnote: String
    /// What the values are, above the dots.
    package var measure: String
    /// Digits after the point of the medians.
    package var decimals: Int
    /// From top to bottom.
    package var groups: [Group]

    /// Without decimals, unless told otherwise.
    package init(
        title: String, subtitle: String = "", footnote: String = "", measure: String, decimals: Int = 0,
        groups: [Group]
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.measure = measure
        self.decimals = decimals
        self.groups = groups
    }

    /// Every group needs a row.
    package var isDense: Bool { groups.count > 2 }

    /// Of each group its number, least, middle and greatest value, and how many are unknown.
    package func story(in locale: ChartLocale) -> String {
        let kind = locale.phrase(.stripChart)
        guard !groups.isEmpty else { return "\(kind). \(locale.phrase(.nothingYet))." }
        let lines = groups.map { group in
            guard let low = group.values.first, let high = group.values.last, let middle = group.median else {
                return locale.phrase(.series, group.label)
            }
            func text(_ value: Double) -> String { locale.number(value, decimals: decimals) }
            return locale.phrase(
                .group, group.label, group.countText(locale), text(low), text(high), text(middle))
        }
        return "\(kind): \(measure). " + lines.joined(separator: " ")
    }
}

extension StripChart.Group {
    /// "12", or "12, 3 no data".
    func countText(_ locale: ChartLocale) -> String {
        let known = locale.number(values.count)
        return unknown == 0 ? known : locale.phrase(.withoutData, known, locale.number(unknown))
    }
}
