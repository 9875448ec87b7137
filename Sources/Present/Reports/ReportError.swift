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

    /// Which step failed: reading, understanding or drawing.
    package let code: Code
    /// The name of the file inside the reports folder.
    package let file: String
    /// From 1; nil when the trouble lies with the whole file.
    package let line: Int?
    /// In words for the person who edits the file.
    package let reason: String

    var underlying = ""

    /// Never: the same files and snapshot fail again.
    package var isTransient: Bool { false }

    static func invalid(_ file: String, line: Int?, _ reason: String) -> ReportError {
        ReportError(code: .invalidDefinition, file: file, line: line, reason: reason)
    }
}

extension ReportError: CustomStringConvertible, CustomDebugStringConvertible {
    /// `digest.yaml:12: …`, as editors and terminals understand it.
    package var description: String {
        file + (line.map { number in ":\(number)" } ?? "") + ": " + reason
    }

    /// For logs: adds the code and the error of the library below.
    package var debugDescription: String {
        "ReportError(\(code.rawValue), \(description)\(underlying.isEmpty ? "" : ", \(underlying)"))"
    }
}
