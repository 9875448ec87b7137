/// What is copied out.
package struct CopySource: Hashable, Sendable {
    private let text: String

    /// The result of a query. It cannot have parameters: COPY takes none.
    package static func query(_ sql: String) -> CopySource { CopySource(text: "(\(sql))") }

    /// Columns of a table.
    package static func table(_ table: String, schema: String? = nil, columns: [String]) -> CopySource {
        let name = ([schema].compactMap(\.self) + [table]).map(SQL.identifier).joined(separator: ".")
        return CopySource(text: "\(name) (\(columns.map(SQL.identifier).joined(separator: ", ")))")
    }

    func statement(format: CopyFormat, header: Bool) -> String {
        "COPY \(text) TO STDOUT (FORMAT \(format.rawValue)\(header ? ", HEADER" : ""))"
    }
}
