import Guilds
import Statistics

extension Analysis {
    /// What the guild would lose with a few people: the only ones of a kind, and what the busiest carry.
    static let reliance = Analysis(name: "reliance", version: 1) { study in
        let people = Dictionary(grouping: study.members, by: \.personKey)
        return [single(study), runs(study, people), rating(study, people)]
    }

    /// How many of the most active are looked at.
    private static let few = 5

    /// Roles, classes and buffs that one or two members of the raid team stand for alone.
    private static func single(_ study: Study) -> Finding {
        let team = RaidTeam(study)
        let known = team.members.count { member in
            member.characterClass != nil && member.specialization.newest?.role != nil
        }
        let rows = things(team.members).filter { thing in (1...2).contains(thing.people) }
            .sorted { ($0.people, $0.name) < ($1.people, $1.name) }
        let alone = rows.count { row in row.people == 1 }
        return Finding(
            metric: "roster.reliance", n: team.members.count, basis: team.definition,
            coverage: Finding.share(known, of: team.members.count),
            missing: Finding.reason(team.members.count - known) { count in
                "the class or specialization of \(Wording.count(count, "member")) is not known"
            },
            figure: team.members.isEmpty
                ? .notEnough(needs: "needs a raid team: members with raid kills, or gear and logins")
                : .table(
                    columns: ["What", "Kind", "People"],
                    rows: rows.map { [.text($0.name), .text($0.kind), .number(Double($0.people))] }),
            sentence: team.members.isEmpty
                ? "No raid team is known yet, so nobody can tell what hangs on one person."
                : alone == 0
                    ? "Nothing that the raid team has hangs on one person."
                    : "\(Wording.count(alone, "thing")) the raid team has \(alone == 1 ? "hangs" : "hang") on one "
                        + "person: \(rows.prefix(min(3, alone)).map(\.name).joined(separator: ", "))"
                        + (alone > 3 ? " and more." : "."))
    }

    /// Counted by person: somebody's alt does not stand in for them.
    private static func things(
        _ members: [MemberSeries]
    ) -> [(name: String, kind: String, people: Int)] {
        func people(_ matches: (MemberSeries) -> Bool) -> Int {
            Set(members.filter(matches).map(\.personKey)).count
        }
        let roles = Role.allCases.map { role in
            (role.name, "role", people { member in member.specialization.newest?.role == role })
        }
        let classes = Set(members.compactMap(\.characterClass)).map { one in
            (one.name, "class", people { member in member.characterClass == one })
        }
        let covers = RaidCover.allCases.map { cover in
            (
                cover.rawValue, cover.isBuff ? "buff" : "utility",
                people { member in
                    cover.isBrought(by: member.characterClass, member.specialization.newest) == true
                }
            )
        }
        return (roles + classes + covers).map { (name: $0.0, kind: $0.1, people: $0.2) }
    }

    /// Keystone runs of the last twelve weeks by person.
    private static func runs(_ study: Study, _ people: [PersonKey: [MemberSeries]]) -> Finding {
        let since = study.series.asOf - .days(84)
        let owner = Dictionary(
            study.members.map { member in (member.character, member.personKey) },
            uniquingKeysWith: { first, _ in first })
        var counts = people.mapValues { _ in 0.0 }
        var total = 0
        for run in study.series.runs where run.completedAt >= since {
            let players = Set(run.members.compactMap { member in owner[member] })
            total += players.isEmpty ? 0 : 1
            for player in players { counts[player, default: 0] += 1 }
        }
        return concentration(
            "roster.reliance.runs", counts.values.filter { count in count > 0 }, from: since,
            basis: "people with a known keystone run in 12 weeks",
            words: "the keystone runs of the last 12 weeks, counted per person",
            missing: total == 0
                ? "no keystone runs are known" : "only the best runs are reported, so not all are known")
    }

    private static func rating(_ study: Study, _ people: [PersonKey: [MemberSeries]]) -> Finding {
        let ratings = people.values.compactMap { characters -> Double? in
            guard let season = study.season else { return nil }
            return characters.compactMap { member in member.rating(in: season, at: study.series.asOf) }.max()
        }.filter { rating in rating > 0 }
        return concentration(
            "roster.reliance.rating", ratings, from: study.season?.start ?? study.from,
            basis: "people with a keystone rating this season", words: "the keystone rating of this season",
            missing: ratings.count == people.count ? nil : "others have no known rating this season",
            coverage: Finding.share(ratings.count, of: people.count))
    }

    /// The share of a total that the top few hold, and how unequal it is.
    private static func concentration(
        _ metric: String, _ values: [Double], from: Timestamp, basis: String, words: String,
        missing: String?, coverage: Double = 1
    ) -> Finding {
        var finding = Finding(
            metric: metric, from: from, n: values.count, basis: basis,
            coverage: values.isEmpty ? 0 : coverage,
            missing: values.isEmpty ? missing ?? "nobody is known to have any" : missing,
            figure: .notEnough(
                needs: "needs \(Wording.count(2 * few, "person", "people")) with a known share"),
            sentence: "Too few people share \(words) to tell how much hangs on a few.")
        // Summed in one order: the last digit of a sum depends on it.
        let values = values.sorted(by: >)
        let total = values.reduce(0, +)
        guard values.count >= 2 * few, total > 0, let gini = values.gini else { return finding }
        let top = values.prefix(few).reduce(0, +) / total
        finding.figure = .number(100 * top, unit: "%", interval: nil)
        finding.sentence =
            "The top \(few) of \(values.count) people hold \(Wording.percent(top)) of \(words) "
            + "(Gini \(Wording.number(gini, digits: 2)), 0 is equal, 1 all in one hand)."
        return finding
    }
}
