package import Guilds
import Statistics

/// Two members or two guilds side by side, for questions that no snapshot answers in advance.
package enum Comparison {
    /// Compares two members of a guild; empty when one of them was never in it.
    ///
    /// What is known of both now is told as it is; what varies from week to week is compared by ranks, with an
    /// interval. The first member is the one that is called first in sentences, which hold no names.
    package static func members(
        _ first: CharacterKey, _ second: CharacterKey, in series: GuildSeries
    ) -> [Insight] {
        members(first, second, in: Study(series))
    }

    /// Compares the members of two guilds in gear, rating and activity; a difference is the first's surplus.
    package static func guilds(_ first: GuildSeries, _ second: GuildSeries) -> [Insight] {
        guilds(Study(first), Study(second))
    }

    static func members(_ first: CharacterKey, _ second: CharacterKey, in study: Study) -> [Insight] {
        func member(_ key: CharacterKey) -> MemberSeries? {
            study.series.members.first { member in member.character == key }
        }
        guard let one = member(first), let other = member(second) else { return [] }
        let analysis = Analysis(name: "member-comparison", version: 1) { study in
            [MemberPair(one, other, study).finding]
        }
        return analysis.insights(study)
    }

    static func guilds(_ first: Study, _ second: Study) -> [Insight] {
        let questions = MemberMeasure.all.map { measure in
            Contrast.Question(
                name: "The first guild", other: "the second", measure: measure.name, unit: measure.unit,
                digits: measure.digits,
                values: first.members.compactMap { member in measure.value(member, first) },
                others: second.members.compactMap { member in measure.value(member, second) })
        }
        let contrasts = Contrast.judged(questions)
        let members = first.members.count + second.members.count
        let known = [first, second].map { study in
            study.members.count { member in MemberMeasure.all.contains { $0.value(member, study) != nil } }
        }.reduce(0, +)
        let analysis = Analysis(name: "guild-comparison", version: 1) { _ in
            [guildFinding(contrasts, known: known, of: members)]
        }
        return analysis.insights(first)
    }

    private static func guildFinding(_ contrasts: [Contrast], known: Int, of members: Int) -> Finding {
        let clear = contrasts.filter(\.isClear)
        let unclear = contrasts.filter { contrast in !contrast.isClear }.map { $0.measure.lowercased() }
        let rest = unclear.isEmpty ? "" : " No clear difference in \(unclear.joined(separator: ", "))."
        return Finding(
            metric: "comparison.guilds", n: known, basis: "members of both guilds",
            coverage: Finding.share(known, of: members),
            missing: Finding.reason(members - known) { count in
                "neither gear, rating nor activity of \(Wording.count(count, "member")) is known"
            },
            figure: contrasts.isEmpty
                ? .notEnough(needs: "needs at least 5 known members of each guild")
                : .table(columns: Contrast.columns, rows: contrasts.map(\.row)),
            sentence: contrasts.isEmpty
                ? "Too few members of both guilds are known to compare them."
                : (clear.map { contrast in contrast.words + "." }.joined(separator: " ") + rest).trimmed)
    }
}

extension String {
    /// Without a space at the beginning.
    fileprivate var trimmed: String { String(drop { character in character == " " }) }
}
