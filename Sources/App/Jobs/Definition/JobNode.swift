import Guilds
import Yams

/// A part of a job file that knows where it stands, so that every refusal names its line.
struct JobNode {
    private let node: Node
    private let path: String

    init(_ text: String, path: String) throws(JobFileError) {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw JobFileError(path: path, line: 1, reason: "the file is empty")
            }
            self.init(node, path: path)
        } catch let error as JobFileError {
            throw error
        } catch let error as YamlError {
            throw JobFileError(path: path, line: error.line, reason: "not YAML: \(error.problem)")
        } catch {
            throw JobFileError(path: path, line: 1, reason: "not YAML")
        }
    }

    private init(_ node: Node, path: String) {
        self.node = node
        self.path = path
    }

    var string: String? { node.string }
    var isMapping: Bool { node.mapping != nil }
    var items: [JobNode]? { node.sequence.map { list in list.map { item in JobNode(item, path: path) } } }

    subscript(key: String) -> JobNode? { node[key].map { node in JobNode(node, path: path) } }

    /// A refusal at this place.
    func error(_ reason: String) -> JobFileError {
        JobFileError(path: path, line: node.mark?.line ?? 1, reason: reason)
    }

    func expectMapping(_ reason: String) throws(JobFileError) {
        guard isMapping else { throw error(reason) }
    }

    func expectKeys(_ known: [String], of what: String) throws(JobFileError) {
        guard let mapping = node.mapping else { return }
        for (key, _) in mapping where !known.contains(key.string ?? "") {
            let list = known.dropLast().joined(separator: ", ") + " and " + (known.last ?? "")
            throw JobNode(key, path: path).error("“\(key.string ?? "?")” is not known; \(what) has \(list)")
        }
    }

    func required(_ key: String) throws(JobFileError) -> JobNode {
        guard let value = self[key] else { throw error("“\(key)” is missing") }
        return value
    }

    func text() throws(JobFileError) -> String {
        guard let text = string, !text.isEmpty else { throw error("a text is missing here") }
        return text
    }

    func choice<Choice: RawRepresentable & CaseIterable>() throws(JobFileError) -> Choice
    where Choice.RawValue == String {
        guard let choice = string.flatMap(Choice.init) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw error("“\(string ?? "?")” is not one of \(known)")
        }
        return choice
    }

    /// A length of time above zero, as in `90s`, `15m`, `2h` or `1d`.
    func duration() throws(JobFileError) -> Duration {
        let text = string ?? ""
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        // Up to ten years: far enough for every schedule, and sums of it stay in range.
        guard let unit = text.last.flatMap({ letter in units[letter] }), let count = Int64(text.dropLast()),
            count > 0, count <= 315_360_000 / unit
        else { throw error("“\(text)” is not a length of time; write 90s, 15m, 2h or 1d") }
        return .seconds(count * unit)
    }

    func positive() throws(JobFileError) -> Double {
        guard let number = string.flatMap(Double.init), number > 0, number <= 1000 else {
            throw error("“\(string ?? "?")” is not a number above 0 and up to 1000")
        }
        return number
    }

    func count() throws(JobFileError) -> Int {
        guard let number = string.flatMap({ text in Int(text) }), number > 0 else {
            throw error("“\(string ?? "?")” is not a whole number from 1")
        }
        return number
    }

    func region() throws(JobFileError) -> Region {
        guard let region = string.flatMap(Region.init) else {
            let known = Region.allCases.map(\.rawValue).joined(separator: ", ")
            throw error("“\(string ?? "?")” is not a region; there are \(known)")
        }
        return region
    }

    func guild() throws(JobFileError) -> GuildAddress {
        do {
            return try GuildAddress(parsing: text())
        } catch let refusal as JobFileError {
            throw refusal
        } catch {
            throw self.error("“\(string ?? "?")” is not a guild; write REGION/REALM/GUILD")
        }
    }
}
