extension ChartDefinition {
    init(_ node: DefinitionNode) throws(ReportError) {
        let common = ["name", "file", "title", "kind", "audience"]
        let any = Set(Shape.allCases.flatMap(\.fields)).sorted()
        let shape: Shape = try node.fields(common + any).word("kind")
        let fields = try node.fields(common + shape.fields)
        self.init(
            name: try fields.text("name"), file: fields["file"] == nil ? nil : try fields.file(),
            title: try fields.text("title"), kind: try shape.kind(fields),
            audience: try fields.word("audience", default: .members), source: node.source)
    }

    private enum Shape: String, CaseIterable {
        case roster, trend, bars, ranking, strip, scatter, curve, curves, bump, chance, stack, heatmap
        case calendar, multiples, table

        /// What a chart of this kind may say beside what every chart says.
        var fields: [String] {
            switch self {
            case .roster: ["size", "arrivals", "departures"]
            case .trend: ["metric", "measure", "forecast"]
            case .bars, .calendar: ["metric", "measure"]
            case .ranking: ["metric", "measure", "value", "low", "high", "interval"]
            case .strip: ["metric", "measure", "value", "group"]
            case .scatter: ["metric", "x", "y"]
            case .curve: ["metric", "measure", "axis", "value", "x", "low", "high", "interval"]
            case .curves: ["metric", "measure", "axis", "lines", "x"]
            case .bump: ["metric", "x", "y", "value"]
            case .chance: ["metric", "measure", "axis"]
            case .stack: ["metric", "measure", "x", "parts", "unknown"]
            case .heatmap: ["metric", "measure", "x", "y", "value"]
            case .multiples: ["measure", "panels"]
            case .table: ["metric"]
            }
        }

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
    /// Nil where the definition says nothing of a span; one end alone is none.
    fileprivate init?(_ fields: DefinitionFields) throws(ReportError) {
        guard fields["low"] != nil || fields["high"] != nil || fields["interval"] != nil else { return nil }
        self.init(
            low: try fields.text("low"), high: try fields.text("high"), name: try fields["interval"]?.text())
    }
}

extension ChartDefinition.Panel {
    fileprivate init(_ node: DefinitionNode) throws(ReportError) {
        let fields = try node.fields(["metric", "name"])
        self.init(metric: try fields.text("metric"), name: try fields.text("name"))
    }
}
