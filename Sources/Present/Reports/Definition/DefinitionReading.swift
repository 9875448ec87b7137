extension ReportDefinition {
    /// Reads definition files, in the order of their names; together they make one report.
    init(_ files: [(name: String, text: String)]) throws(ReportError) {
        for file in files {
            guard let root = try DefinitionNode(parsing: file.text, file: file.name) else { continue }
            let fields = try root.fields(["pages", "charts", "csv", "digests"])
            for node in try fields.list("charts") { charts.append(try ChartDefinition(node)) }
            for node in try fields.list("csv") { sheets.append(try SheetDefinition(node)) }
            for node in try fields.list("digests") { digests.append(try DigestDefinition(node)) }
            for node in try fields.list("pages") { pages.append(try PageDefinition(node)) }
        }
        try check()
    }

    private func check() throws(ReportError) {
        for page in pages {
            for name in page.sections.flatMap(\.charts) {
                guard let chart = charts.first(where: { chart in chart.name == name }) else {
                    throw ReportError.invalid(
                        page.source.file, line: page.source.line, "no chart is named “\(name)”")
                }
                guard chart.audience == .members || page.audience == .officers else {
                    throw ReportError.invalid(
                        page.source.file, line: page.source.line, "“\(name)” is a chart for officers")
                }
            }
        }
        var files: Set<String> = []
        let pictures = Set(digests.map(\.chart)).sorted()
        let drawn = charts.compactMap(\.file) + pictures
        for file in pages.map(\.file) + drawn + sheets.map(\.file) + digests.flatMap(\.files) {
            guard files.insert(file).inserted else {
                throw ReportError.invalid(file, line: nil, "is written by two definitions")
            }
        }
    }
}

extension PageDefinition {
    fileprivate init(_ node: DefinitionNode) throws(ReportError) {
        let fields = try node.fields([
            "file", "template", "format", "audience", "title", "headline", "tiles", "sections",
        ])
        var sections: [SectionDefinition] = []
        for section in try fields.list("sections") { sections.append(try SectionDefinition(section)) }
        var tiles: [TileDefinition] = []
        for tile in try fields.list("tiles") { tiles.append(try TileDefinition(tile)) }
        self.init(
            file: try fields.file(), template: try fields.text("template"),
            format: try fields.word("format"), audience: try fields.word("audience", default: .members),
            title: try fields.text("title"), headline: try fields["headline"]?.text(), tiles: tiles,
            sections: sections, source: node.source)
    }
}

extension TileDefinition {
    fileprivate init(_ node: DefinitionNode) throws(ReportError) {
        let fields = try node.fields(["label", "metric", "note"])
        self.init(
            label: try fields.text("label"), metric: try fields.text("metric"),
            note: try fields.text("note", default: ""))
    }
}

extension SectionDefinition {
    fileprivate init(_ node: DefinitionNode) throws(ReportError) {
        let fields = try node.fields(["title", "intro", "facts", "charts", "tables"])
        var tables: [TableDefinition] = []
        for table in try fields.list("tables") { tables.append(try TableDefinition(table)) }
        self.init(
            title: try fields.text("title"), intro: try fields.text("intro", default: ""),
            facts: try fields.texts("facts"), charts: try fields.texts("charts"), tables: tables)
    }
}

extension TableDefinition {
    fileprivate init(_ node: DefinitionNode) throws(ReportError) {
        let fields = try node.fields(["metric", "title", "rows", "folded"])
        let folded: YesOrNo = try fields.word("folded", default: .no)
        self.init(
            metric: try fields.text("metric"), title: try fields.text("title"),
            rows: try fields["rows"]?.number(), isFolded: folded == .yes)
    }

    private enum YesOrNo: String, CaseIterable {
        case yes
        case no
    }
}

extension SheetDefinition {
    fileprivate init(_ node: DefinitionNode) throws(ReportError) {
        let fields = try node.fields(["file", "weeks", "table"])
        let file = try fields.file()
        if let table = fields["table"] {
            guard fields["weeks"] == nil else { throw node.invalid("either “weeks” or “table”, not both") }
            self.init(file: file, content: .table(metric: try table.text()))
            return
        }
        var columns: [WeekColumn] = []
        for column in try fields.required("weeks").list() {
            let column = try column.fields(["column", "metric"])
            columns.append(WeekColumn(name: try column.text("column"), metric: try column.text("metric")))
        }
        self.init(file: file, content: .weeks(columns))
    }
}

extension DefinitionFields {
    /// The name of an artifact: a plain file name, so that no definition can write outside its folder.
    func file(_ field: String = "file", needsExtension: Bool = true) throws(ReportError) -> String {
        let node = try required(field)
        let name = try node.text()
        let isPlain = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte) || [0x2d, 0x2e, 0x5f].contains(byte)
        }
        guard isPlain, let first = name.first, first != ".", name.contains(".") == needsExtension else {
            throw node.invalid(
                "“\(name)” is not a plain file name in lower case \(needsExtension ? "with" : "without") an extension"
            )
        }
        return name
    }
}
