import Canvas

/// A chart's page while it is laid out: title, subtitle and footnote are placed, the body is free.
package struct Page {
    let theme: ChartTheme
    let format: ChartFormat
    let locale: ChartLocale
    let measure: TextMeasure
    var drawing: Drawing
    /// What title and footnote leave.
    private(set) var body: Rect

    var type: ChartFormat.TypeScale { format.type }

    init(_ chart: some Chart, style: ChartStyle, measure: @escaping TextMeasure) {
        theme = style.theme
        locale = style.locale
        self.measure = measure
        format = style.format.grown(for: chart)
        drawing = Drawing(
            size: format.size, background: theme.background, title: chart.title,
            altText: chart.altText(in: locale))
        let margin = format.margin
        body = Rect(x: 0, y: 0, width: format.size.width, height: format.size.height)
            .inset(left: margin, top: margin - 4, right: margin, bottom: margin * 0.68)
        let lines = placeAtTop(chart.title, size: type.title, color: theme.ink, weight: .bold, after: 20)
        // A small picture has room for two lines above the chart: a second one of the title comes first.
        if !(format.isTerse && (lines > 1 || chart.isDense)) {
            _ = placeAtTop(
                fitting(chart.subtitle, size: type.subtitle), size: type.subtitle, color: theme.label,
                weight: .regular, after: 18)
        }
        body = body.inset(top: format.isTerse ? 4 : 12)
        placeAtBottom(fitting(chart.footnote, size: type.footnote))
    }

    private mutating func placeAtTop(
        _ string: String, size: Double, color: Color, weight: Text.Weight, after gap: Double
    ) -> Int {
        guard !string.isEmpty else { return 0 }
        let text = Text(
            string, size: size, color: color, weight: weight, maxWidth: body.width, maxLines: 2)
        drawing.text(text, at: Point(body.minX, body.minY), anchor: Anchor(.start, .top))
        let lines = measure(text).lines
        body = body.inset(top: text.capHeight + Double(lines - 1) * text.leading + gap)
        return lines
    }

    private mutating func placeAtBottom(_ string: String) {
        guard !string.isEmpty else { return }
        let text = Text(
            string, size: type.footnote, color: theme.note, maxWidth: body.width,
            maxLines: format.isTerse ? 1 : 2)
        let further = Double(measure(text).lines - 1) * text.leading
        drawing.text(text, at: Point(body.minX, body.maxY - further))
        body = body.inset(bottom: text.capHeight + further + (format.isTerse ? 18 : 22))
    }

    /// In a terse format as many pieces of the string as fit on one line, at least the first; else all of it.
    private func fitting(_ string: String, size: Double) -> String {
        guard format.isTerse else { return string }
        for separator in [" · ", ". ", ", "] {
            let pieces = string.split(separator: separator).map(String.init)
            for count in stride(from: pieces.count, to: 0, by: -1) {
                let shorter = pieces.prefix(count).joined(separator: separator)
                if widest([shorter], size: size) <= body.width { return shorter }
            }
        }
        return string
    }

    /// A text of the page in one of its sizes.
    func text(
        _ string: String, _ size: Double, _ color: Color, _ weight: Text.Weight = .regular,
        maxWidth: Double? = nil
    ) -> Text {
        Text(string, size: size, color: color, weight: weight, maxWidth: maxWidth)
    }

    /// The width of the widest of these strings.
    ///
    /// Of many strings only the twenty longest are measured.
    func widest(_ strings: [String], size: Double, weight: Text.Weight = .regular) -> Double {
        let measured =
            strings.count <= 24
            ? strings
            : Array(
                Set(strings).sorted { ($1.unicodeScalars.count, $0) < ($0.unicodeScalars.count, $1) }
                    .prefix(20))
        return measured.map { string in measure(text(string, size, theme.ink, weight)).width }.max() ?? 0
    }

    /// Says in the middle of the page why it shows nothing.
    mutating func explainEmptiness(_ phrase: Phrase, _ part: String = "") {
        drawing.fill(.rectangle(body, radius: 8), theme.gap)
        drawing.text(
            text(locale.phrase(phrase, part), type.subtitle, theme.label, maxWidth: body.width - 40),
            at: Point(body.midX, body.midY), anchor: Anchor(.middle, .middle))
    }

    /// The lowest row that has room for legible letters.
    func lowestRow(_ usual: Double) -> Double {
        max(format.isTerse || format.showsAllRows ? 0 : usual * type.label / 20, type.least * 1.22)
    }

    /// The size of letters in a row of this height.
    func textSize(inRow height: Double, most: Double) -> Double {
        min(max(height * 0.62, min(type.least, height * 0.85)), most)
    }

    /// How many of `count` rows are drawn, and whether one more row says how many are left out.
    func rows(of count: Int, inHeight height: Double, lowest: Double) -> (shown: Int, places: Int) {
        let fitting = max(Int(min(max(height, 0), 100_000) / lowest), 1)
        if let most = format.mostRows, count > most, most < fitting { return (most, most + 1) }
        return count <= fitting ? (count, count) : (max(fitting - 1, 0), fitting)
    }
}
