import Guilds

/// One section of a page, ready for its template.
struct SectionView {
    /// Where links of the page lead, made of the title: `in-numbers`.
    let id: String
    let title: String
    let intro: String?
    let facts: [String]
    let hasFacts: Bool
    let charts: [ChartView]
    let tables: [TableView]
    let gaps: GapView?

    init(
        of section: SectionDefinition, id: String, _ writing: PageWriting, pictures: [String: ChartPictures]
    ) {
        self.id = id
        title = writing.label(section.title)
        intro = section.intro.isEmpty ? nil : writing.label(section.intro)
        // Insights that have the same to say say it once.
        var told: Set<String> = []
        facts = section.facts.compactMap(writing.insight).compactMap { insight in
            told.insert(insight.sentence).inserted ? writing.sentence(insight.sentence) : nil
        }
        hasFacts = !facts.isEmpty
        charts = section.charts.compactMap { name in pictures[name].map { ChartView(of: $0, writing) } }
        let hasHeadings = !facts.isEmpty || section.tables.count > 1
        tables = section.tables.compactMap { table in
            TableView(of: table, hasHeading: hasHeadings, alreadyTold: told, writing)
        }
        gaps = GapView(of: section, writing)
    }
}

/// A table on a page.
struct TableView {
    let title: String
    /// Whether the title heads the table; in a section of its own the section's does.
    let hasHeading: Bool
    /// The sentence that goes with the table; nil where the section has told it, or the language lacks it.
    let sentence: String?
    /// What names the table for who does not see it.
    let name: String
    let isFolded: Bool
    let columns: [ColumnView]
    let rows: [RowView]
    let hasRows: Bool
    /// How many rows are not shown, `and 12 more`; nil when all are.
    let more: String?
    /// Whether rows are left out, which a page that can fold has all the same.
    let isCut: Bool
    /// What stands above them all: `All 22`.
    let all: String
    /// Every row where some are left out, else none.
    let allRows: [RowView]

    /// Nil where the snapshot has no such table.
    init?(
        of table: TableDefinition, hasHeading: Bool, alreadyTold: Set<String>, _ writing: PageWriting
    ) {
        guard let insight = writing.insight(table.metric),
            // A table that cannot be told yet says what it needs.
            let grid = (TableGrid(insight.figure) ?? TableGrid(needing: insight.figure))?.known
        else {
            return nil
        }
        let shown = grid.rows.prefix(table.rows ?? .max)
        let hidden = grid.rows.count - shown.count
        let columns = grid.columns.indices.map { index in ColumnView(index, of: grid, writing) }
        title = writing.label(table.title)
        name = writing.text(.pageTable, ["title": writing.words.label(table.title)])
        self.hasHeading = hasHeading
        sentence = alreadyTold.contains(insight.sentence) ? nil : writing.sentence(insight.sentence)
        isFolded = table.isFolded
        self.columns = columns
        rows = shown.map { row in RowView(row, columns: columns, writing) }
        hasRows = !rows.isEmpty
        more = hidden > 0 ? writing.counted(.more, hidden) : nil
        isCut = hidden > 0
        all = writing.counted(.pageAll, grid.rows.count)
        allRows = hidden > 0 ? grid.rows.map { row in RowView(row, columns: columns, writing) } : []
    }
}

struct ColumnView {
    let text: String
    let isNumber: Bool
    /// Whether its words take more than a line.
    let isLong: Bool
    /// Whether its head is so much longer than its numbers that it may break.
    let isHeadLong: Bool
    /// Decimals of its numbers: a tenth says nothing where there are hundreds.
    let digits: Int

    init(_ index: Int, of grid: TableGrid, _ writing: PageWriting) {
        let cells = grid.rows.compactMap { row in row.indices.contains(index) ? row[index] : nil }
        let numbers = cells.compactMap(\.number)
        text = writing.label(grid.columns[index])
        isNumber = !numbers.isEmpty || cells.contains(where: \.isPercentage)
        isLong = cells.contains { cell in cell.length > 28 }
        isHeadLong = isNumber && text.count > 12
        let isFine = numbers.contains { $0 != $0.rounded() } && numbers.allSatisfy { abs($0) < 100 }
        digits = isFine ? 1 : 0
    }
}

struct RowView {
    let cells: [CellView]
    /// The first cell and the known others with their columns' names, for pages that make a list of a table.
    let first: String
    let rest: String

    init(_ row: [Insight.Cell], columns: [ColumnView], _ writing: PageWriting) {
        let cells = zip(columns, row).map { column, cell in
            CellView(
                text: writing.escaped(cell.text(in: writing.reading, writing.words, digits: column.digits)),
                order: cell.order, isNumber: column.isNumber, isLong: column.isLong,
                isUnknown: cell == .unknown)
        }
        self.cells = cells.enumerated().map { index, cell in index == 0 ? cell.header : cell }
        first = cells.first?.text ?? ""
        rest = zip(columns, cells).dropFirst().filter { _, cell in !cell.isUnknown }.map { column, cell in
            // Words such as a class speak for themselves.
            let speaks = !cell.text.contains { character in character.isNumber }
            return speaks ? cell.text : "\(writing.words.inner(column.text)) \(cell.text)"
        }.joined(separator: ", ")
    }
}

struct CellView {
    let text: String
    /// By what the cell is sorted, where its text would not do; a number.
    let order: String?
    let isNumber: Bool
    let isLong: Bool
    let isUnknown: Bool
    /// Whether the cell names its row.
    var isHeader = false

    var header: CellView {
        var cell = self
        cell.isHeader = true
        return cell
    }
}

/// A table or distribution as columns and rows.
struct TableGrid {
    private(set) var columns: [String]
    private(set) var rows: [[Insight.Cell]]

    /// Without the columns of which nothing is known or told in any row.
    var known: TableGrid {
        let kept = columns.indices.filter { index in
            index == 0 || rows.isEmpty
                || rows.contains { row in row.indices.contains(index) && !row[index].isBlank }
        }
        var grid = self
        grid.columns = kept.map { index in columns[index] }
        grid.rows = rows.map { row in
            kept.map { index in row.indices.contains(index) ? row[index] : .unknown }
        }
        return grid
    }

    /// No columns and rows, for a figure that cannot be told yet; nil for others.
    init?(needing figure: Insight.Figure) {
        guard case .notEnough = figure else { return nil }
        (columns, rows) = ([], [])
    }

    init?(_ figure: Insight.Figure) {
        switch figure {
        case .table(let columns, let rows):
            self.columns = columns
            self.rows = rows
        case .distribution(let shares):
            let total = shares.map(\.count).reduce(0, +)
            columns = ["Group", "Members", "Share"]
            rows = shares.map { share in
                let part = total == 0 ? 0 : Double(share.count) / Double(total)
                return [.text(share.label), .number(Double(share.count)), .text(Wording.percent(part))]
            }
        case .number, .curve, .fan, .notEnough: return nil
        }
    }
}
