import Guilds

/// One way of looking at a guild: a pure function from series to insights, with a name and a version.
///
/// The version rises whenever the same series could give another figure or sentence.
struct Analysis: Sendable {
    let name: String
    let version: Int
    let find: @Sendable (Study) -> [Finding]

    func insights(_ study: Study) -> [Insight] {
        find(study).map { finding in
            var insight = Insight(
                metric: finding.metric, subject: .guild, from: finding.from ?? study.from,
                until: study.series.asOf, n: finding.n, basis: finding.basis, coverage: finding.coverage,
                missing: finding.missing, figure: finding.figure, sentence: finding.sentence, method: name,
                version: version)
            insight.predictions = finding.predictions
            return insight
        }
    }
}

/// What an analysis found, before it is signed with method, version and time.
struct Finding {
    var metric: String
    /// Where the finding looks back less far than the study.
    var from: Timestamp?
    var n: Int
    var basis: String
    var coverage: Double = 1
    var missing: String?
    var figure: Insight.Figure
    var sentence: String
    /// What is claimed of the future, to be scored when its time comes.
    var predictions: [Prediction]?
}

extension Finding {
    /// Coverage as known of expected; nothing expected is nothing missing.
    static func share(_ known: Int, of expected: Int) -> Double {
        expected == 0 ? 1 : Double(known) / Double(expected)
    }

    /// A reason only where something is missing.
    static func reason(_ count: Int, _ words: (Int) -> String) -> String? { count > 0 ? words(count) : nil }
}
