import Guilds

extension Analysis {
    /// Roles, ranks and classes against each other in gear, rating and activity.
    static let groupComparison = Analysis(name: "group-comparison", version: 1) { study in
        let values = MemberMeasure.all.map { measure in
            Dictionary(
                study.members.compactMap { member in
                    measure.value(member, study).map { value in (member.character, value) }
                }
            ) { first, _ in first }
        }
        let questions = GroupPair.all(study).flatMap { pair in
            zip(MemberMeasure.all, values).map { measure, values in
                Contrast.Question(
                    name: pair.name, other: pair.other, measure: measure.name, unit: measure.unit,
                    digits: measure.digits, values: pair.members.compactMap { values[$0.character] },
                    others: pair.others.compactMap { values[$0.character] })
            }
        }
        let known = study.members.count { member in values.contains { $0[member.character] != nil } }
        return [finding(Contrast.inOrder(Contrast.judged(questions)), known: known, of: study)]
    }

    private static func finding(_ contrasts: [Contrast], known: Int, of study: Study) -> Finding {
        var finding = Finding(
            metric: "comparison.groups", from: study.recently, n: known, basis: "members",
            coverage: Finding.share(known, of: study.members.count),
            missing: Finding.reason(study.members.count - known) { count in
                "neither gear, rating nor activity of \(Wording.count(count, "member")) is known"
            },
            figure: .table(columns: Contrast.columns, rows: contrasts.map(\.row)),
            sentence: sentence(contrasts))
        guard contrasts.isEmpty else { return finding }
        finding.figure = .notEnough(needs: "needs two groups of at least 5 known members")
        finding.sentence = "No two groups have the 5 known members each that a comparison needs."
        return finding
    }

    private static func sentence(_ contrasts: [Contrast]) -> String {
        let clear = contrasts.filter(\.isClear)
        let compared = Wording.count(contrasts.count, "comparison")
        guard let first = clear.first else {
            return "No clear difference between roles, ranks or classes in \(compared)."
        }
        let others = clear.count == 1 ? "" : "; \(Wording.count(clear.count - 1, "other")) in the table"
        return
            "\(clear.count) of \(compared) \(clear.count == 1 ? "shows" : "show") a clear difference. \(first.words)\(others)."
    }
}
