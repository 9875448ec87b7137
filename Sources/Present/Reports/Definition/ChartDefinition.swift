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

extension ChartDefinition {
    init(_ node: DefinitionNode) throws(ReportError) {
        let fields = try node.fields([
            "name", "file", "title", "kind", "audience", "metric", "measure", "forecast", "size", "arrivals",
            "departures", "value", "group", "x", "y", "low", "high", "axis", "parts", "unknown", "panels",
            "lines", "interval",
        ])
        let shape: Shape = try fields.word("kind")
        self.init(
            name: try fields.text("name"), file: fields["file"] == nil ? nil : try fields.file(),
            title: try fields.text("title"), kind: try shape.kind(fields),
            audience: try fields.word("audience", default: .members), source: node.source)
    }

    private enum Shape: String, CaseIterable {
        case roster, trend, bars, ranking, strip, scatter, curve, curves, bump, chance, stack, heatmap
        case calendar, multiples, table

        func kind(_ fields: DefinitionFields) throws(ReportError) -> Kind {
            switch self {
            case .roster:
                return .roster(
                    size: try fields.text("size"), arrivals: try fields.texts("arrivals"),
                    departures: try fields.text("departures"))
            case .multiples:
                var panels: [Panel] = []
                for panel in try fields.list("panels") { panels.append(try Panel(panel)) }
                return .multiples(measure: try fields.text("measure"), panels: panels)
            default: return try kind(of: try fields.text("metric"), fields)
            }
        }

        private func kind(of metric: String, _ fields: DefinitionFields) throws(ReportError) -> Kind {
            switch self {
            case .scatter:
                return .scatter(metric: metric, x: try fields.text("x"), y: try fields.text("y"))
            case .bump:
                return .bump(
                    metric: metric, x: try fields.text("x"), y: try fields.text("y"),
                    value: try fields.text("value"))
            case .roster, .multiples, .table: return .table(metric: metric)
            default: return try kind(of: metric, measure: try fields.text("measure"), fields)
            }
        }

        private func kind(
            of metric: String, measure: String, _ fields: DefinitionFields
        ) throws(ReportError) -> Kind {
            switch self {
            case .trend:
                .trend(metric: metric, measure: measure, forecast: try fields["forecast"]?.text())
            case .ranking:
                .ranking(
                    metric: metric, measure: measure, value: try fields.text("value"), span: try Span(fields))
            case .strip:
                .strip(
                    metric: metric, measure: measure, value: try fields.text("value"),
                    group: try fields.text("group"))
            case .curve:
                .curve(
                    metric: metric, measure: measure, axis: try fields.text("axis"),
                    value: try fields.text("value"), x: try fields.text("x"), span: try Span(fields))
            case .curves:
                .curves(
                    metric: metric, measure: measure, axis: try fields.text("axis"),
                    lines: try fields.texts("lines"), x: try fields.text("x"))
            case .chance: .chance(metric: metric, measure: measure, axis: try fields.text("axis"))
            case .stack:
                .stack(
                    metric: metric, measure: measure, x: try fields.text("x"),
                    parts: try fields.texts("parts"), unknown: try fields["unknown"]?.text())
            case .heatmap:
                .heatmap(
                    metric: metric, measure: measure, x: try fields.text("x"), y: try fields.text("y"),
                    value: try fields.text("value"))
            case .calendar: .calendar(metric: metric, measure: measure)
            case .bars, .roster, .multiples, .table, .scatter, .bump: .bars(metric: metric, measure: measure)
            }
        }
    }
}

extension ChartDefinition.Span {
    /// Nil where the definition names no ends.
    fileprivate init?(_ fields: DefinitionFields) throws(ReportError) {
        guard let low = fields["low"], let high = fields["high"] else { return nil }
        self.init(
            low: try low.text(), high: try high.text(), name: try fields["interval"]?.text())
    }
}

extension ChartDefinition.Panel {
    fileprivate init(_ node: DefinitionNode) throws(ReportError) {
        let fields = try node.fields(["metric", "name"])
        self.init(metric: try fields.text("metric"), name: try fields.text("name"))
    }
}
