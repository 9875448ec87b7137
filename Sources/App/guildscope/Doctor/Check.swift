/// One thing that the doctor looked at, and what is to be said of it.
struct Check: Sendable {
    /// How grave it is.
    enum Verdict: String, Sendable, Comparable {
        case ok
        case warning
        case problem

        static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

        private var rank: Int { [.ok, .warning, .problem].firstIndex(of: self) ?? 0 }
    }

    /// A short fixed name, as `database.connections`.
    let name: String
    let verdict: Verdict
    /// What was found, in a sentence.
    let finding: String
    /// What to do about it; nil when all is well.
    let advice: String?

    init(_ name: String, _ verdict: Verdict, _ finding: String, advice: String? = nil) {
        self.name = name
        self.verdict = verdict
        self.finding = finding
        self.advice = verdict == .ok ? nil : advice
    }

    /// A check of a quantity that is better the smaller it is: a warning from `warning` on, a problem from
    /// `problem` on.
    init<Quantity: Comparable>(
        _ name: String, _ quantity: Quantity, warning: Quantity, problem: Quantity, _ finding: String,
        advice: String
    ) {
        let verdict: Verdict = quantity >= problem ? .problem : quantity >= warning ? .warning : .ok
        self.init(name, verdict, finding, advice: advice)
    }

    /// For programs.
    var fields: [(String, JSONScalar)] {
        [
            ("check", .text(name)), ("verdict", .text(verdict.rawValue)), ("finding", .text(finding)),
            ("advice", .optional(advice)),
        ]
    }

    /// For people: the verdict, what was found, and below it what to do.
    var text: String {
        let sign = verdict == .ok ? "ok     " : verdict == .warning ? "WARNING" : "PROBLEM"
        return "\(sign)  \(name): \(finding)" + (advice.map { advice in "\n         → \(advice)" } ?? "")
    }
}
