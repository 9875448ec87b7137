import Yams

/// A place in a definition file that knows its line, so that every complaint can name it.
struct DefinitionNode {
    let file: String
    private let node: Node

    private init(file: String, node: Node) {
        self.file = file
        self.node = node
    }

    /// The root of a file's YAML; nil when it is empty.
    init?(parsing yaml: String, file: String) throws(ReportError) {
        do {
            guard let node = try Yams.compose(yaml: yaml) else { return nil }
            self.init(file: file, node: node)
        } catch let error as YamlError {
            throw ReportError.invalid(file, line: error.line, error.reason)
        } catch {
            throw ReportError.invalid(file, line: nil, "is not YAML")
        }
    }

    var line: Int? { node.mark?.line }
    var source: DefinitionSource { DefinitionSource(file: file, line: line) }

    var isMapping: Bool { if case .mapping = node { true } else { false } }

    func invalid(_ reason: String) -> ReportError { ReportError.invalid(file, line: line, reason) }

    /// A text, also where YAML would read a number or a truth.
    func text() throws(ReportError) -> String {
        guard case .scalar(let scalar) = node else { throw invalid("a text is expected here") }
        return scalar.string
    }

    func number() throws(ReportError) -> Int {
        guard case .scalar(let scalar) = node, let number = Int(scalar.string), number > 0 else {
            throw invalid("a whole number above zero is expected here")
        }
        return number
    }

    func list() throws(ReportError) -> [DefinitionNode] {
        guard case .sequence(let sequence) = node else { throw invalid("a list is expected here") }
        return sequence.map { node in DefinitionNode(file: file, node: node) }
    }

    /// All keys of a mapping with what stands there, in its order.
    func pairs() throws(ReportError) -> [(key: String, value: DefinitionNode)] {
        guard case .mapping(let mapping) = node else { throw invalid("a mapping is expected here") }
        return mapping.map { key, value in (key.string ?? "", DefinitionNode(file: file, node: value)) }
    }

    /// The fields of a mapping; a key that is not in `known` is a mistake.
    func fields(_ known: [String]) throws(ReportError) -> DefinitionFields {
        guard case .mapping(let mapping) = node else {
            throw invalid("fields are expected here: \(known.joined(separator: ", "))")
        }
        var fields: [String: DefinitionNode] = [:]
        for (key, value) in mapping {
            let name = key.string ?? ""
            guard known.contains(name) else {
                throw ReportError.invalid(
                    file, line: key.mark?.line,
                    "“\(name)” is not known here; known are \(known.joined(separator: ", "))")
            }
            fields[name] = DefinitionNode(file: file, node: value)
        }
        return DefinitionFields(place: self, fields: fields)
    }
}

/// The fields of one mapping.
struct DefinitionFields {
    let place: DefinitionNode
    fileprivate let fields: [String: DefinitionNode]

    subscript(name: String) -> DefinitionNode? { fields[name] }

    func required(_ name: String) throws(ReportError) -> DefinitionNode {
        guard let node = fields[name] else { throw place.invalid("“\(name)” is missing") }
        return node
    }

    func text(_ name: String) throws(ReportError) -> String { try required(name).text() }

    func text(_ name: String, default text: String) throws(ReportError) -> String {
        guard let node = fields[name] else { return text }
        return try node.text()
    }

    func list(_ name: String) throws(ReportError) -> [DefinitionNode] {
        guard let node = fields[name] else { return [] }
        return try node.list()
    }

    func texts(_ name: String) throws(ReportError) -> [String] {
        var texts: [String] = []
        for node in try list(name) { texts.append(try node.text()) }
        return texts
    }

    /// One of several words, by their raw values.
    func word<Word: RawRepresentable & CaseIterable>(
        _ name: String, default word: Word? = nil
    ) throws(ReportError) -> Word where Word.RawValue == String {
        guard let node = fields[name] else {
            if let word { return word }
            throw place.invalid("“\(name)” is missing")
        }
        guard let word = Word(rawValue: try node.text()) else {
            throw node.invalid(
                "“\(name)” is one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return word
    }
}

extension YamlError {
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }

    fileprivate var reason: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
            problem
        case .duplicatedKeysInMapping(let keys, _): "“\(keys.joined(separator: "”, “"))” stands here twice"
        default: "is not YAML"
        }
    }
}
