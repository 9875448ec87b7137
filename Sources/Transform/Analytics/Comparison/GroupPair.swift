import Guilds

/// Two groups of members that can be set against each other.
struct GroupPair {
    /// "Healers" against "damage dealers".
    let name: String
    let other: String
    let members: [MemberSeries]
    let others: [MemberSeries]

    /// Roles against each other, every rank and every class against all others.
    static func all(_ study: Study) -> [GroupPair] {
        roles(study.members) + ranks(study.members) + classes(study.members)
    }

    private static func roles(_ members: [MemberSeries]) -> [GroupPair] {
        let byRole = Dictionary(grouping: members) { member in member.specialization.newest?.role }
        func pair(_ role: Role, _ name: String, _ other: Role, _ otherName: String) -> GroupPair {
            GroupPair(name: name, other: otherName, members: byRole[role] ?? [], others: byRole[other] ?? [])
        }
        return [
            pair(.healer, "Healers", .damage, "damage dealers"),
            pair(.tank, "Tanks", .damage, "damage dealers"), pair(.tank, "Tanks", .healer, "healers"),
        ]
    }

    private static func ranks(_ members: [MemberSeries]) -> [GroupPair] {
        let byRank = Dictionary(grouping: members) { member in member.rank.newest }
        return byRank.keys.compactMap(\.self).sorted().map { rank in
            GroupPair(
                name: "Rank \(rank)", other: "other ranks", members: byRank[rank] ?? [],
                others: members.filter { member in member.rank.newest != rank })
        }
    }

    private static func classes(_ members: [MemberSeries]) -> [GroupPair] {
        let known = members.filter { member in member.characterClass != nil }
        let byClass = Dictionary(grouping: known) { member in member.characterClass }
        return byClass.keys.compactMap(\.self).sorted().map { one in
            GroupPair(
                name: "Class \(one.name)", other: "other classes", members: byClass[one] ?? [],
                others: known.filter { member in member.characterClass != one })
        }
    }
}
