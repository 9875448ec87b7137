import Guilds

/// What of a section is not known, and why.
struct GapView {
    let section: String
    let reasons: [String]
    /// All reasons in one line.
    let summary: String

    /// Nil where everything is known.
    init?(of section: SectionDefinition, _ writing: PageWriting) {
        var seen: Set<String> = []
        let insights = (section.facts + section.tables.map(\.metric)).compactMap(writing.insight)
        let reasons = insights.compactMap { insight -> String? in
            guard let missing = insight.missing, seen.insert(missing).inserted else { return nil }
            let words = writing.words
            return words.text(
                .pageGap,
                [
                    "reason": words.sentence(missing) ?? words.text(.pageUntold),
                    "share": words.percent(insight.coverage),
                ])
        }
        if reasons.isEmpty { return nil }
        self.section = writing.label(section.title)
        self.reasons = reasons.map(writing.escaped)
        summary = writing.escaped(reasons.joined(separator: "; "))
    }
}
