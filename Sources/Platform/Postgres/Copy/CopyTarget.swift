/// The table and columns that rows are copied into.
package struct CopyTarget: Hashable, Sendable {
    /// The schema; nil looks the table up in the search path, temporary tables first.
    package let schema: String?
    /// The table's name as it is, unquoted and with its case; the statement quotes it.
    package let table: String
    /// The columns, in the order in which each row writes its fields.
    package let columns: [String]

    /// The named columns of a table; names are taken as they are, case included.
    package init(_ table: String, schema: String? = nil, columns: [String]) {
        self.schema = schema
        self.table = table
        self.columns = columns
    }

    private var name: String {
        ([schema].compactMap(\.self) + [table]).map(SQL.identifier).joined(separator: ".")
    }

    func statement(format: CopyFormat) -> String {
        let list = columns.map(SQL.identifier).joined(separator: ", ")
        return "COPY \(name) (\(list)) FROM STDIN (FORMAT \(format.rawValue))"
    }
}

/// How COPY writes rows down; the manual's page on COPY describes them.
package enum CopyFormat: String, Sendable {
    /// Tab-separated lines with backslash escapes.
    case text
    case csv
    case binary
}
