/// The names most like a mistyped one, nearest first.
///
/// Distance is optimal string alignment (insertions, deletions, substitutions, neighbouring swaps count one
/// each) over lower-cased characters; names further than a third of the typed length, at least 2, are left out.
/// Source: L. Boytsov, "Indexing methods for approximate dictionary searching", 2011, section 2.1.
package func nearestNames(to typed: String, among names: some Sequence<String>, limit: Int = 3) -> [String] {
    let wanted = Array(typed.lowercased())
    let reach = max(2, wanted.count / 3)
    return names.map { name in (name, alignmentDistance(wanted, Array(name.lowercased()))) }
        .filter { _, distance in distance <= reach }
        .sorted { left, right in (left.1, left.0) < (right.1, right.0) }
        .prefix(limit)
        .map { name, _ in name }
}

private func alignmentDistance(_ left: [Character], _ right: [Character]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 1...left.count {
        var current = [row] + [Int](repeating: 0, count: right.count)
        for column in 1...right.count {
            let substitution = last[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
            current[column] = min(last[column] + 1, current[column - 1] + 1, substitution)
            let swapped =
                row > 1 && column > 1 && left[row - 1] == right[column - 2]
                && left[row - 2] == right[column - 1]
            if swapped { current[column] = min(current[column], beforeLast[column - 2] + 1) }
        }
        (beforeLast, last) = (last, current)
    }
    return last[right.count]
}
