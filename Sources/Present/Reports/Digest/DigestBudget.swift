/// Keeps a digest within its length without cutting a sentence or a name.
///
/// What goes first: promotions, newcomers, leavers and who may leave, one after the other, each item by item from its
/// end. Then the longer lists give up items: movers down to three, first kills, absences and decisions down to two.
/// Then all of them down to one; then movers, forecast, first kills, absences and decisions as whole lines; then
/// numbers from the last, and the title. Headline and as-of line, which hold no names, always stay.
struct DigestBudget {
    let limit: Int
    /// The length of a digest as it will be sent.
    let length: (Digest) -> Int

    func fitted(_ digest: Digest) -> Digest {
        var digest = digest
        while length(digest) > limit, digest.shorten() {}
        return digest
    }
}

extension Digest {
    /// Drops the least important piece; false when nothing more can go.
    mutating func shorten() -> Bool {
        let order = lines.indices.sorted { left, right in lines[left].kind < lines[right].kind }
        if let extra = order.first(where: { index in lines[index].kind.isExtra }) {
            return drop(extra)
        }
        for least in [nil, 1] {
            let long = order.first { index in lines[index].items.count > least ?? lines[index].least }
            if let long { return drop(long) }
        }
        if let index = order.first { return drop(index) }
        if !numbers.isEmpty {
            numbers.removeLast()
            return true
        }
        guard title != nil else { return false }
        title = nil
        return true
    }

    /// The last item of a line, with its last the line.
    private mutating func drop(_ index: Int) -> Bool {
        if lines[index].items.count > 1 {
            lines[index].items.removeLast()
            lines[index].hidden += 1
        } else {
            lines.remove(at: index)
        }
        return true
    }
}
