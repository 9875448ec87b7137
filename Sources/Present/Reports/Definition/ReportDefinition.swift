/// What the definitions of the reports folder ask for.
struct ReportDefinition: Hashable {
    var pages: [PageDefinition] = []
    var charts: [ChartDefinition] = []
    var sheets: [SheetDefinition] = []
    var digests: [DigestDefinition] = []
}

/// One page: a template and what fills it.
struct PageDefinition: Hashable {
    var file: String
    var template: String
    var format: PageFormat
    var audience: Artifact.Audience
    /// What kind of page it is, `Weekly digest`.
    var title: String
    /// The insight whose sentence opens the page.
    var headline: String?
    var tiles: [TileDefinition]
    var sections: [SectionDefinition]
    /// Where the page stands among definitions, for errors.
    var source: DefinitionSource
}

/// One number at the top of a page: the newest value of a weekly curve.
struct TileDefinition: Hashable {
    var label: String
    var metric: String
    /// Says what the number means: "logged in that week".
    var note: String
}

/// One section of a page.
struct SectionDefinition: Hashable {
    var title: String
    /// A sentence that explains the section; may be empty.
    var intro: String
    /// Insights whose sentences are told.
    var facts: [String]
    /// Names of charts.
    var charts: [String]
    var tables: [TableDefinition]
}

/// One table of a section: a table or a distribution among the insights.
struct TableDefinition: Hashable {
    var metric: String
    var title: String
    /// Nil is all.
    var rows: Int?
    /// Whether a page that can fold shows it folded.
    var isFolded: Bool
}

/// One CSV file.
struct SheetDefinition: Hashable {
    enum Content: Hashable {
        /// A line per week, a column per curve.
        case weeks([WeekColumn])
        /// The rows of a table.
        case table(metric: String)
    }

    struct WeekColumn: Hashable {
        var name: String
        var metric: String
    }

    var file: String
    var content: Content
}

/// A line of a definition file.
struct DefinitionSource: Hashable {
    var file: String
    var line: Int?
}
