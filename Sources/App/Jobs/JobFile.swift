import Yams

/// Reads `jobs/*.yaml`.
package enum JobFile {
    /// The job that a file's text defines; `path` is named in errors.
    package static func parse(_ text: String, path: String) throws(JobFileError) -> Job {
        let root = try node(text, path: path)
        guard let mapping = root.mapping else {
            throw JobFileError(path: path, line: line(root), reason: "a job is a mapping of name and stages")
        }
        for (key, _) in mapping where !["name", "description", "stages"].contains(key.string ?? "") {
            throw JobFileError(
                path: path, line: line(key),
                reason: "“\(key.string ?? "?")” is not known; a job has name, description and stages")
        }
        return Job(
            name: try string("name", in: root, path: path),
            description: try string("description", in: root, path: path),
            stages: try stages(in: root, path: path))
    }

    private static func node(_ text: String, path: String) throws(JobFileError) -> Node {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw JobFileError(path: path, line: 1, reason: "the file is empty")
            }
            return node
        } catch let error as JobFileError {
            throw error
        } catch let error as YamlError {
            throw JobFileError(path: path, line: error.line, reason: "not YAML: \(error.problem)")
        } catch {
            throw JobFileError(path: path, line: 1, reason: "not YAML")
        }
    }

    private static func string(_ key: String, in root: Node, path: String) throws(JobFileError) -> String {
        guard let value = root[key] else {
            throw JobFileError(path: path, line: line(root), reason: "“\(key)” is missing")
        }
        guard let text = value.string, !text.isEmpty else {
            throw JobFileError(path: path, line: line(value), reason: "“\(key)” must be a text")
        }
        return text
    }

    private static func stages(in root: Node, path: String) throws(JobFileError) -> [Job.Stage] {
        guard let list = root["stages"]?.sequence, !list.isEmpty else {
            throw JobFileError(
                path: path, line: line(root["stages"] ?? root), reason: "“stages” must be a list")
        }
        var stages: [Job.Stage] = []
        for item in list {
            guard let stage = item.string.flatMap(Job.Stage.init) else {
                let known = Job.Stage.allCases.map(\.rawValue).joined(separator: ", ")
                throw JobFileError(
                    path: path, line: line(item),
                    reason: "“\(item.string ?? "?")” is not a stage; there are \(known)")
            }
            stages.append(stage)
        }
        return stages
    }

    private static func line(_ node: Node) -> Int { node.mark?.line ?? 1 }
}

/// Why a job file was refused: file, line and reason.
package struct JobFileError: Error, Hashable, CustomStringConvertible {
    package let path: String
    package let line: Int
    package let reason: String

    package var description: String { "\(path):\(line): \(reason)" }
}

extension YamlError {
    fileprivate var line: Int {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: 1
        }
    }

    fileprivate var problem: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
            problem
        default: "unreadable"
        }
    }
}
