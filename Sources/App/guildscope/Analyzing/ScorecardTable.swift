import Analytics
import Guilds

/// How good predictions were, as a table or as lines for programs.
struct ScorecardTable: Sendable {
    let card: Scorecard

    /// A line per metric, and what it says in words.
    var text: String {
        var table = TextTable([
            "PREDICTION", "SCORED", "50 % HELD", "80 % HELD", "BRIER", "AUC", "VS STAYING",
        ])
        for score in card.metrics {
            table.add([
                score.metric, String(score.count), held(score, 0.5), held(score, 0.8),
                number(score.chances?.brier), number(score.chances?.auc),
                number(score.error?.relativeToStaying),
            ])
        }
        return ([table.text, ""] + card.metrics.map { score in "\(score.metric): \(score.sentence)" })
            .joined(separator: "\n")
    }

    /// The fields of each line for programs.
    var fields: [[(String, JSONScalar)]] {
        card.metrics.map { score in
            [
                ("metric", .text(score.metric)), ("scored", .integer(score.count)),
                ("held_50", .known(share(score, 0.5))), ("held_80", .known(share(score, 0.8))),
                ("brier", .known(score.chances?.brier)), ("auc", .known(score.chances?.auc)),
                ("relative_to_staying", .known(score.error?.relativeToStaying)),
                ("sentence", .text(score.sentence)),
            ]
        }
    }

    private func share(_ score: MetricScore, _ level: Double) -> Double? {
        score.coverage.first { coverage in abs(coverage.level - level) < 0.001 }?.share
    }

    private func held(_ score: MetricScore, _ level: Double) -> String {
        share(score, level).map { share in Wording.percent(share) } ?? ""
    }

    private func number(_ value: Double?) -> String {
        value.map { value in Wording.number(value, digits: 2) } ?? ""
    }
}

extension JSONScalar {
    fileprivate static func known(_ value: Double?) -> JSONScalar { value.map(JSONScalar.real) ?? .none }
}
