import Charts

/// Everything a digest's template may say, escaped for its markup.
struct DigestView {
    let language: String
    let edition: String
    let notice: String?
    let guild: String
    let title: String?
    let headline: String
    let numbers: [NumberView]
    let hasNumbers: Bool
    let lines: [LineView]
    let hasLines: Bool
    let footer: String
    /// What the chart shows, in words; nil without a chart.
    let chart: String?

    struct NumberView {
        let label: String
        let value: String
        let change: String?
        let isLast: Bool
    }

    struct LineView {
        let label: String
        let text: String
    }

    init(
        _ digest: Digest, in markup: DigestMarkup, texts: TextCatalogue, reader: ReportReader, chart: String?
    ) {
        func written(_ text: DigestText) -> String { markup.written(text) }
        language = texts.language.rawValue
        edition = written(digest.edition)
        notice = digest.notice.map(written)
        guild = written(digest.guild)
        title = digest.title.map(written)
        headline = written(digest.headline)
        let last = digest.numbers.count - 1
        numbers = digest.numbers.enumerated().map { index, number in
            NumberView(
                label: written(number.label), value: written(number.value),
                change: number.change.map(written), isLast: index == last)
        }
        hasNumbers = !numbers.isEmpty
        lines = digest.lines.map { line in
            let more =
                line.hidden > 0 && line.countsHidden
                ? [
                    texts.text(
                        .more, count: reader.locale.number(line.hidden), isOne: line.hidden == 1)
                ] : []
            return LineView(
                label: written(line.label),
                text: written(DigestText.joined(line.items + more, by: line.separator)))
        }
        hasLines = !lines.isEmpty
        footer = written(digest.footer)
        self.chart = chart.map { words in written(DigestText(words)) }
    }
}

extension DigestLine {
    /// Items with commas of their own are kept apart by semicolons.
    fileprivate var separator: String {
        switch kind {
        case .movers, .kills, .decisions: "; "
        default: ", "
        }
    }
}
