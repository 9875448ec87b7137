/// Why a report could not be rendered; asking again with the same files and snapshot will not help.
package struct ReportError: Error, Hashable {
    /// What is wrong with the report.
    package enum Code: String, Sendable {
        /// A file of the reports folder cannot be read.
        case unreadable
        /// A definition or template says something that no report can do.
        case invalidDefinition
        /// A chart could not be drawn.
        case drawingFailed
    }

    package let code: Code
    /// The name of the file inside the reports folder.
    package let file: String
    package let line: Int?
    /// In words for the person who edits the file.
    package let reason: String

    var underlying = ""

    package var isTransient: Bool { false }

    static func invalid(_ file: String, line: Int?, _ reason: String) -> ReportError {
        ReportError(code: .invalidDefinition, file: file, line: line, reason: reason)
    }
}

extension ReportError: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String {
        file + (line.map { number in ":\(number)" } ?? "") + ": " + reason
    }

    package var debugDescription: String {
        "ReportError(\(code.rawValue), \(description)\(underlying.isEmpty ? "" : ", \(underlying)"))"
    }
}
