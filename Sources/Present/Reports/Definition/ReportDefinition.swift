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

/// One chart, drawn as a picture of its own, into the pages that name it, and by hand.
struct ChartDefinition: Hashable {
    enum Kind: Hashable {
        case roster(size: String, arrivals: [String], departures: String)
        /// With a fan of what `forecast` expects, where that is given and known.
        case trend(metric: String, measure: String, forecast: String?)
        case bars(metric: String, measure: String)
    }

    var name: String
    /// Nil where the report has no picture of its own of it.
    var file: String?
    var title: String
    var kind: Kind
    /// What the words are in German; nil leaves them in English.
    var german: German?
    /// Where the chart stands among definitions, for errors.
    var source: DefinitionSource

    /// The words of a chart that its definition gives.
    struct German: Hashable {
        var title: String
        var measure: String
    }
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
