import Canvas
import Charts

/// A chart on a page: its pictures, and the numbers behind them.
struct ChartView {
    /// The chart's title, for what stands beside the picture.
    let title: String
    let alt: String
    /// What opens the numbers below the picture: a word, and for who does not see the picture of what.
    let numbers: String
    let numbersOfTitle: String
    let numbersName: String
    let wide: EmbeddedPicture
    let narrow: EmbeddedPicture
    /// `across` or `down`: which way the rows follow each other in the picture.
    let direction: String
    let columns: [String]
    let rows: [ChartRowView]
    let hasRows: Bool

    init(of pictures: ChartPictures, _ writing: PageWriting) {
        title = writing.escaped(pictures.title)
        alt = writing.escaped(pictures.altText)
        numbers = writing.text(.pageNumbers)
        numbersOfTitle = writing.text(.pageOfTitle, ["title": pictures.title])
        numbersName = writing.text(.pageNumbersOf, ["title": pictures.title])
        wide = pictures.wide
        narrow = pictures.narrow
        let told = pictures.wide.numbers
        direction = told?.direction.rawValue ?? ""
        columns = (told?.columns ?? []).map(writing.escaped)
        // Both pictures tell the same rows, at places of their own.
        let narrowRows = pictures.narrow.numbers?.rows ?? []
        rows = (told?.rows ?? []).enumerated().map { index, row in
            ChartRowView(row, narrow: index < narrowRows.count ? narrowRows[index] : nil, writing)
        }
        hasRows = !rows.isEmpty
    }
}

/// One row of a chart's numbers, with its places in the wide and the narrow picture: `0.31 0.52`.
struct ChartRowView {
    let name: String
    let cells: [String]
    let widePlace: String?
    let narrowPlace: String?

    init(_ row: ChartReading.Row, narrow: ChartReading.Row?, _ writing: PageWriting) {
        name = writing.escaped(row.cells.first ?? "")
        cells = row.cells.dropFirst().map(writing.escaped)
        widePlace = row.place.map { place in "\(place.x) \(place.y)" }
        narrowPlace = narrow?.place.map { place in "\(place.x) \(place.y)" }
    }
}
