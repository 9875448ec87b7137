/// One chart, drawn as a picture of its own, into the pages that name it, and by hand.
struct ChartDefinition: Hashable {
    enum Kind: Hashable {
        case roster(size: String, arrivals: [String], departures: String)
        /// With a fan of what `forecast` expects, where that is given and known.
        case trend(metric: String, measure: String, forecast: String?)
        case bars(metric: String, measure: String)
        /// The rows of a table, the greatest value first.
        case ranking(metric: String, measure: String, value: String, span: Span?)
        /// A dot per row of a table, in groups.
        case strip(metric: String, measure: String, value: String, group: String)
        /// Two columns of a table against each other.
        case scatter(metric: String, x: String, y: String)
        /// A share in percent along a column of numbers.
        case curve(metric: String, measure: String, axis: String, value: String, x: String, span: Span?)
        /// Shares in percent along a column of numbers, a line for each of several columns.
        case curves(metric: String, measure: String, axis: String, lines: [String], x: String)
        /// Places from column to column, a line for each of those that are named.
        case bump(metric: String, x: String, y: String, value: String)
        /// A chance in percent that grows from day to day.
        case chance(metric: String, measure: String, axis: String)
        /// A column per row of a table, made of its parts.
        case stack(metric: String, measure: String, x: String, parts: [String], unknown: String?)
        /// Two columns of a table as rows and columns of a map.
        case heatmap(metric: String, measure: String, x: String, y: String, value: String)
        case calendar(metric: String, measure: String)
        /// A small line chart for each of several curves.
        case multiples(measure: String, panels: [Panel])
        case table(metric: String)
    }

    /// The columns of a table between which a value lies.
    struct Span: Hashable {
        var low: String
        var high: String
        /// What the span is, such as `80 % interval`; nil where the chart need not say.
        var name: String?
    }

    /// One of several small charts.
    struct Panel: Hashable {
        var metric: String
        var name: String
    }

    var name: String
    /// Nil where the report has no picture of its own of it.
    var file: String?
    var title: String
    var kind: Kind
    /// Charts for officers are neither drawn for members nor shown on their pages.
    var audience: Artifact.Audience
    /// Where the chart stands among definitions, for errors.
    var source: DefinitionSource
}
