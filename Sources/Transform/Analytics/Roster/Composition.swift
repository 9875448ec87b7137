import Guilds

extension Analysis {
    /// How the current members divide into classes and roles.
    static let composition = Analysis(name: "composition", version: 1) { study in
        [classes(study.members), roles(study.members)]
    }

    private static func classes(_ members: [MemberSeries]) -> Finding {
        let counts = Dictionary(grouping: members.compactMap(\.characterClass), by: \.self).mapValues(\.count)
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let known = ranked.map(\.value).reduce(0, +)
        var shares = ranked.map { entry in
            Insight.Share(key: "class-\(entry.key.id)", label: entry.key.name, count: entry.value)
        }
        shares.appendUnknown(members.count - known)
        return Finding(
            metric: "composition.classes", n: known, basis: "members",
            coverage: Finding.share(known, of: members.count),
            missing: Finding.reason(members.count - known) { count in
                "the class of \(Wording.count(count, "member")) is not known"
            },
            figure: .distribution(shares), sentence: classSentence(ranked.map { ($0.key.name, $0.value) }))
    }

    private static func classSentence(_ ranked: [(name: String, count: Int)]) -> String {
        guard let first = ranked.first, let last = ranked.last else { return "No classes are known yet." }
        if ranked.count == 1 { return "Everyone is a \(first.name)." }
        return "Most played: \(first.name) (\(first.count)); rarest: \(last.name) (\(last.count)); "
            + "\(ranked.count) classes in all."
    }

    private static func roles(_ members: [MemberSeries]) -> Finding {
        let known = members.compactMap { member in member.specialization.newest?.role }
        var shares = Role.allCases.map { role in
            Insight.Share(key: role.rawValue, label: role.name, count: known.count { $0 == role })
        }
        shares.appendUnknown(members.count - known.count)
        let words = zip(shares, ["tank", "healer", "damage dealer"]).map { share, word in
            Wording.count(share.count, word)
        }
        return Finding(
            metric: "composition.roles", n: known.count, basis: "members",
            coverage: Finding.share(known.count, of: members.count),
            missing: Finding.reason(members.count - known.count) { count in
                "the specialization of \(Wording.count(count, "member")) is private or not seen yet"
            },
            figure: .distribution(shares),
            sentence: known.isEmpty
                ? "No specializations are known yet."
                : "\(words[0]), \(words[1]) and \(words[2]) by active specialization.")
    }
}

extension [Insight.Share] {
    fileprivate mutating func appendUnknown(_ count: Int) {
        if count > 0 { append(Insight.Share(key: "unknown", label: "Unknown", count: count)) }
    }
}
