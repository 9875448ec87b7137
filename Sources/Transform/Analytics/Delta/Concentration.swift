import Guilds

/// Where a change comes from: a few members, one class, one rank, or the whole guild.
struct Concentration {
    /// In words without names: `3 members`, `class Mage`.
    let place: String
    /// Share of what moved in the direction of the change, 0 to 1.
    let share: Double

    private static let few = 3

    /// Nil when no member's part moved in the direction of the change.
    ///
    /// A group is named when it makes up three fifths of what moved and at least twice its share of those who could
    /// have moved; a few members when three of at least six do.
    init?(_ figure: DeltaFigure, in figures: DeltaFigures) {
        let sign = (figure.change ?? 0) < 0 ? -1.0 : 1.0
        let moved = figure.parts.filter { _, part in part * sign > 0 }.mapValues { part in part * sign }
        // Summed in one order: the last digit of a sum depends on it.
        let sizes = moved.values.sorted(by: >)
        let total = sizes.reduce(0, +)
        guard total > 0 else { return nil }
        let top = sizes.prefix(Self.few).reduce(0, +) / total
        let members = figures.recentMembers
        let movers = members.filter { member in moved[member.character] != nil }
        let best = Self.groups(movers, of: members, moved, total).max { left, right in
            (left.ratio, right.name) < (right.ratio, left.name)
        }
        if sizes.count > 2 * Self.few - 1, top >= 0.6 {
            (place, share) = ("\(Self.few) members", top)
        } else if let best {
            (place, share) = (best.name, best.share)
        } else if sizes.count <= Self.few {
            (place, share) = (Wording.count(sizes.count, "member"), 1)
        } else {
            (place, share) = ("\(Wording.count(sizes.count, "member")) all over the guild", 1)
        }
    }

    private struct Group {
        let name: String
        let share: Double
        let ratio: Double
    }

    /// Classes and ranks that make up more of the change than of the guild.
    private static func groups(
        _ movers: [MemberSeries], of members: [MemberSeries], _ moved: [CharacterKey: Double],
        _ total: Double
    ) -> [Group] {
        let names: [(MemberSeries) -> String?] = [
            { member in member.characterClass.map { "class " + $0.name } },
            { member in
                member.rank.changes.last { $0.value != nil }?.value.map { "rank \($0)" }
            },
        ]
        return names.flatMap { name in
            let sizes = Dictionary(grouping: members, by: name).mapValues(\.count)
            return Dictionary(grouping: movers, by: name).compactMap { name, movers -> Group? in
                guard let name, movers.count >= few, let size = sizes[name] else { return nil }
                let share = movers.reduce(0) { sum, member in sum + (moved[member.character] ?? 0) } / total
                let usual = Double(size) / Double(members.count)
                return share >= 0.6 && share >= 2 * usual
                    ? Group(name: name, share: share, ratio: share / usual) : nil
            }
        }
    }
}

extension DeltaFigures {
    /// Who was in the guild in one of the last two weeks, ascending by key.
    fileprivate var recentMembers: [MemberSeries] {
        let sights = weeks.suffix(2).compactMap(\.lastSight)
        return study.series.members.filter { member in
            sights.contains { sight in member.isMember(at: sight) }
        }
    }
}
