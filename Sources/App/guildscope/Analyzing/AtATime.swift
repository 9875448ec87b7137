/// Works on each element, so many at a time; the first failure ends the rest and is thrown.
func eachAtATime<Element: Sendable>(
    _ elements: [Element], width: Int, _ work: @escaping @Sendable (Element) async throws -> Void,
    done: () -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        var rest = elements[...]
        for element in rest.prefix(width) { group.addTask { try await work(element) } }
        rest = rest.dropFirst(width)
        while try await group.next() != nil {
            done()
            guard let element = rest.popFirst() else { continue }
            group.addTask { try await work(element) }
        }
    }
}
