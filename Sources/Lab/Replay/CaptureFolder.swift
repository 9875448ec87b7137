import FoundationEssentials

/// All captures below a folder, found by the path they were recorded at.
struct CaptureFolder: Sendable {
    private var captures: [String: [Capture]] = [:]

    /// How many captures there are.
    var count: Int { captures.values.reduce(0) { sum, list in sum + list.count } }

    init(_ folder: String) throws(ReplayError) {
        let names: [String]
        do {
            names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        } catch {
            throw ReplayError(code: .unreadableFolder, path: folder, underlying: String(describing: error))
        }
        let suffix = ".headers.json"
        for name in names.filter({ name in name.hasSuffix(suffix) }).sorted() {
            let capture = try Capture(stem: folder + "/" + name.dropLast(suffix.count))
            captures[capture.path, default: []].append(capture)
        }
        guard !captures.isEmpty else {
            throw ReplayError(code: .noCaptures, path: folder, underlying: "\(names.count) files")
        }
    }

    /// The capture of a path; among several, the one with most of the asked query, then the first by name.
    func capture(path: String, query: [String: String]) -> Capture? {
        let candidates = captures[path] ?? []
        let best = candidates.enumerated().max { a, b in
            let (left, right) = (agreement(a.element, query), agreement(b.element, query))
            return left == right ? a.offset > b.offset : left < right
        }
        return best?.element
    }

    private func agreement(_ capture: Capture, _ query: [String: String]) -> Int {
        capture.query.count { name, value in query[name]?.lowercased() == value.lowercased() }
    }
}
