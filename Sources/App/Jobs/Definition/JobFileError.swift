import Yams

/// Why a job file was refused: file, line and reason.
package struct JobFileError: Error, Hashable, CustomStringConvertible {
    /// The file as it was named to the reader.
    package let path: String
    /// The line at fault, the first being 1.
    package let line: Int
    /// What is wrong, in words for whoever wrote the file.
    package let reason: String

    /// A refusal of a file at a line.
    package init(path: String, line: Int, reason: String) {
        self.path = path
        self.line = line
        self.reason = reason
    }

    package var description: String { "\(path):\(line): \(reason)" }
}

extension YamlError {
    /// The line at which the text stops being YAML.
    var line: Int {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: 1
        }
    }

    /// What the parser says about it.
    var problem: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
            problem
        default: "unreadable"
        }
    }
}
