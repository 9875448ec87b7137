/// The values that one field of a cron schedule allows.
struct CronField: Sendable, Hashable {
    /// What a field counts, with the values it may take and the names some of them have.
    struct Kind: Sendable {
        let name: String
        let range: ClosedRange<Int>
        var names: [String] = []
        /// The value of the first name.
        var firstNamed = 0

        static let minute = Kind(name: "minute", range: 0...59)
        static let hour = Kind(name: "hour", range: 0...23)
        static let day = Kind(name: "day", range: 1...31)
        static let month = Kind(
            name: "month", range: 1...12,
            names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
            firstNamed: 1)
        /// 0 and 7 are both Sunday.
        static let weekday = Kind(
            name: "weekday", range: 0...7, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])
    }

    /// Whether the field begins with `*`.
    let isStar: Bool
    private let bits: UInt64

    init(_ text: Substring, _ kind: Kind) throws(CronError) {
        isStar = text.hasPrefix("*")
        var bits: UInt64 = 0
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            for value in try Self.values(of: item, kind) { bits |= 1 << UInt64(value) }
        }
        if kind.range.upperBound == 7, bits & 1 << 7 != 0 { bits = bits & ~(1 << 7) | 1 }
        self.bits = bits
    }

    func contains(_ value: Int) -> Bool { bits & 1 << UInt64(value) != 0 }

    /// The allowed values, ascending.
    var values: [Int] { (0..<64).filter { value in contains(value) } }

    private static func values(of item: Substring, _ kind: Kind) throws(CronError) -> StrideThrough<Int> {
        let parts = item.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty, parts.count <= 2 else {
            throw CronError(reason: "“\(item)” cannot be the \(kind.name)")
        }
        let range = try range(first, kind)
        guard parts.count == 2 else {
            return stride(from: range.lowerBound, through: range.upperBound, by: 1)
        }
        guard let step = Int(parts[1]), kind.range.contains(step), step > 0 else {
            throw CronError(reason: "“\(parts[1])” is not a step for the \(kind.name)")
        }
        guard first == "*" || first.contains("-") else {
            throw CronError(
                reason: "a step needs a range: write \(first)-\(kind.range.upperBound)/\(step) for “\(item)”")
        }
        return stride(from: range.lowerBound, through: range.upperBound, by: step)
    }

    private static func range(_ text: Substring, _ kind: Kind) throws(CronError) -> ClosedRange<Int> {
        guard text != "*" else {
            // Sunday once, so that steps over a week count seven days.
            return kind.range.upperBound == 7 ? 0...6 : kind.range
        }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else {
            let only = try value(text, kind)
            return only...only
        }
        let first = try value(ends[0], kind)
        var last = try value(ends[1], kind)
        // A week that ends on Sunday: fri-sun.
        if kind.range.upperBound == 7, last == 0, first > 0 { last = 7 }
        guard first <= last else {
            throw CronError(reason: "“\(text)” runs backwards; write two ranges with a comma between")
        }
        return first...last
    }

    private static func value(_ text: Substring, _ kind: Kind) throws(CronError) -> Int {
        if let place = kind.names.firstIndex(of: text.lowercased()) { return place + kind.firstNamed }
        guard text.allSatisfy(\.isNumber), let value = Int(text), kind.range.contains(value) else {
            let names = kind.names.isEmpty ? "" : " or \(kind.names.first ?? "") to \(kind.names.last ?? "")"
            throw CronError(
                reason: "“\(text)” cannot be the \(kind.name): \(kind.range.lowerBound) to "
                    + "\(kind.range.upperBound)\(names)")
        }
        return value
    }
}
