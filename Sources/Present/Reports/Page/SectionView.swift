import Guilds

/// One section of a page, ready for its template.
struct SectionView {
    let title: String
    let intro: String?
    let facts: [String]
    let hasFacts: Bool
    let charts: [ChartView]
    let tables: [TableView]
    let gaps: GapView?

    init(of section: SectionDefinition, _ writing: PageWriting, pictures: [String: ChartPictures]) {
        title = writing.escaped(section.title)
        intro = section.intro.isEmpty ? nil : writing.escaped(section.intro)
        facts = section.facts.compactMap(writing.insight).map { writing.escaped($0.sentence) }
        hasFacts = !facts.isEmpty
        charts = section.charts.compactMap { name in pictures[name].map { ChartView(of: $0, writing) } }
        tables = section.tables.compactMap { table in TableView(of: table, writing) }
        gaps = GapView(of: section, writing)
    }
}

/// A chart on a page.
struct ChartView {
    let file: String
    let alt: String
    let wide: EmbeddedPicture
    let narrow: EmbeddedPicture

    init(of pictures: ChartPictures, _ writing: PageWriting) {
        file = writing.escaped(pictures.file)
        alt = writing.escaped(pictures.altText)
        wide = pictures.wide
        narrow = pictures.narrow
    }
}

/// A table on a page.
struct TableView {
    let title: String
    /// The sentence that goes with the table.
    let sentence: String
    let isFolded: Bool
    let columns: [ColumnView]
    let rows: [RowView]
    let hasRows: Bool
    /// How many rows are not shown, `and 12 more`; nil when all are.
    let more: String?

    /// Nil where the snapshot has no such table.
    init?(of table: TableDefinition, _ writing: PageWriting) {
        guard let insight = writing.insight(table.metric), let grid = TableGrid(insight.figure) else {
            return nil
        }
        let shown = grid.rows.prefix(table.rows ?? .max)
        let hidden = grid.rows.count - shown.count
        title = writing.escaped(table.title)
        sentence = writing.escaped(insight.sentence)
        isFolded = table.isFolded
        columns = grid.columns.indices.map { index in
            ColumnView(
                text: writing.escaped(grid.columns[index]),
                isNumber: grid.rows.contains { row in row.indices.contains(index) && row[index].isNumber })
        }
        rows = shown.map { row in RowView(row, columns: grid.columns, writing) }
        hasRows = !rows.isEmpty
        more = hidden > 0 ? writing.escaped("and \(Wording.number(Double(hidden))) more") : nil
    }
}

struct ColumnView {
    let text: String
    let isNumber: Bool
}

struct RowView {
    let cells: [CellView]
    /// The first cell and the known others with their columns' names, for pages that make a list of a table.
    let first: String
    let rest: String

    init(_ cells: [Insight.Cell], columns: [String], _ writing: PageWriting) {
        self.cells = cells.enumerated().map { index, cell in
            CellView(
                text: writing.escaped(cell.text(in: writing.reading)), isNumber: cell.isNumber,
                isHeader: index == 0, isUnknown: cell == .unknown)
        }
        first = self.cells.first?.text ?? ""
        rest = zip(columns, cells).dropFirst().filter { _, cell in cell != .unknown }.map { column, cell in
            let text = cell.text(in: writing.reading)
            // Words such as a class speak for themselves.
            let speaks = !text.contains { character in character.isNumber }
            return writing.escaped(speaks ? text : "\(column.lowercased()) \(text)")
        }.joined(separator: ", ")
    }
}

struct CellView {
    let text: String
    let isNumber: Bool
    let isHeader: Bool
    let isUnknown: Bool
}

/// A table or distribution as columns and rows.
struct TableGrid {
    let columns: [String]
    let rows: [[Insight.Cell]]

    init?(_ figure: Insight.Figure) {
        switch figure {
        case .table(let columns, let rows):
            self.columns = columns
            self.rows = rows
        case .distribution(let shares):
            let total = shares.map(\.count).reduce(0, +)
            columns = ["", "Members", "Share"]
            rows = shares.map { share in
                let part = total == 0 ? 0 : Double(share.count) / Double(total)
                return [.text(share.label), .number(Double(share.count)), .text(Wording.percent(part))]
            }
        case .number, .curve, .notEnough: return nil
        }
    }
}
