import Guilds
import Statistics

/// One side of a guild's health with its evidence; there is no score that hides them.
struct HealthComponent {
    /// Where it is heading.
    enum Direction: String {
        case improving
        case steady
        case declining
        /// Its value is known, its course not yet.
        case early = "too early to tell"
    }

    let name: String
    let evidence: String
    /// Nil where it is not known, which is said.
    let value: Double?
    let unit: String
    let direction: Direction?
    /// What it is among comparable guilds.
    let standing: PeerStanding?
    /// What the figure means where it needs a word: "one healer's departure …".
    var remark: String?
    /// Why it is not known.
    var missing: String = "not known yet"

    var isKnown: Bool { value != nil }

    /// The word for its state: by its course, else by where it stands among peers beyond doubt.
    var state: String {
        guard isKnown else { return "unknown" }
        return direction?.rawValue ?? "known"
    }

    var needsAttention: Bool {
        guard isKnown else { return false }
        return direction == .declining || (standing.map { $0.standing.interval.upperBound < 50 } ?? false)
            || remark != nil
    }

    var row: [Insight.Cell] {
        [
            .text(name), .text(state), .text(evidence),
            .number(known: value.map { ($0 * 10).rounded() / 10 }),
            .text(unit), .number(known: standing.map { $0.standing.percentile.rounded() }),
            standing.map { .text("\($0.standing.n) \($0.among)") } ?? .unknown,
            .text(isKnown ? remark ?? "" : missing),
        ]
    }

    static let columns = [
        "Component", "State", "Evidence", "Value", "Unit", "Percentile", "Compared with", "Remark",
    ]
}

extension HealthComponent.Direction {
    /// By the trend of a figure of which more is better; too early with fewer than 12 known weeks.
    init(_ verdict: Trend.Verdict?, moreIsBetter: Bool = true) {
        self =
            switch verdict {
            case nil: .early
            case .some(.none): .steady
            case .rising: moreIsBetter ? .improving : .declining
            case .falling: moreIsBetter ? .declining : .improving
            }
    }
}
