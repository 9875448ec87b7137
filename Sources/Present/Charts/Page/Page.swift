import Canvas

/// A chart's page while it is laid out: title, subtitle and footnote are placed, the body is free.
package struct Page {
    enum TextSize {
        static let title = 36.0
        static let subtitle = 23.0
        static let heading = 21.0
        static let value = 28.0
        static let label = 20.0
        static let footnote = 17.0
    }

    private static let margin = 44.0

    let theme: ChartTheme
    let measure: TextMeasure
    var drawing: Drawing
    /// What title and footnote leave.
    private(set) var body: Rect

    init(_ chart: some Chart, theme: ChartTheme, measure: @escaping TextMeasure) {
        self.theme = theme
        self.measure = measure
        drawing = Drawing(
            size: chart.size, background: theme.background, title: chart.title, altText: chart.altText)
        body = Rect(x: 0, y: 0, width: chart.size.width, height: chart.size.height)
            .inset(left: Self.margin, top: Self.margin - 4, right: Self.margin, bottom: 30)
        placeAtTop(chart.title, size: TextSize.title, color: theme.ink, weight: .bold, after: 20)
        placeAtTop(chart.subtitle, size: TextSize.subtitle, color: theme.label, weight: .regular, after: 18)
        body = body.inset(top: 12)
        placeAtBottom(chart.footnote)
    }

    private mutating func placeAtTop(
        _ string: String, size: Double, color: Color, weight: Text.Weight, after gap: Double
    ) {
        guard !string.isEmpty else { return }
        let text = Text(
            string, size: size, color: color, weight: weight, maxWidth: body.width, maxLines: 2)
        drawing.text(text, at: Point(body.minX, body.minY), anchor: Anchor(.start, .top))
        let further = Double(measure(text).lines - 1) * text.leading
        body = body.inset(top: text.capHeight + further + gap)
    }

    private mutating func placeAtBottom(_ string: String) {
        guard !string.isEmpty else { return }
        let text = Text(
            string, size: TextSize.footnote, color: theme.note, maxWidth: body.width, maxLines: 2)
        let further = Double(measure(text).lines - 1) * text.leading
        drawing.text(text, at: Point(body.minX, body.maxY - further))
        body = body.inset(bottom: text.capHeight + further + 22)
    }

    /// A text of the page in one of its sizes.
    func text(
        _ string: String, _ size: Double, _ color: Color, _ weight: Text.Weight = .regular,
        maxWidth: Double? = nil
    ) -> Text {
        Text(string, size: size, color: color, weight: weight, maxWidth: maxWidth)
    }

    /// The width of the widest of these strings.
    func widest(_ strings: [String], size: Double, weight: Text.Weight = .regular) -> Double {
        strings.map { string in measure(text(string, size, theme.ink, weight)).width }.max() ?? 0
    }

    /// Says in the middle of the page why it shows nothing.
    mutating func explainEmptiness(_ sentence: String) {
        drawing.fill(.rectangle(body, radius: 8), theme.gap)
        drawing.text(
            text(sentence, TextSize.subtitle, theme.label, maxWidth: body.width - 40),
            at: Point(body.midX, body.midY), anchor: Anchor(.middle, .middle))
    }
}
