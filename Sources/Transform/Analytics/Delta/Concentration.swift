import Guilds

/// Where a change comes from: a few members, one class, one rank, or the whole guild.
struct Concentration {
    /// What the change comes from.
    enum Source: Hashable {
        case members(Int)
        case characterClass(CharacterClass)
        case rank(Int16)
        /// So many members all over the guild.
        case everywhere(Int)
    }

    let source: Source
    /// In words without names: `3 members`, `class Mage`.
    var place: String { source.words }
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
            (left.ratio, right.source.words) < (right.ratio, left.source.words)
        }
        if sizes.count > 2 * Self.few - 1, top >= 0.6 {
            (source, share) = (.members(Self.few), top)
        } else if let best {
            (source, share) = (best.source, best.share)
        } else if sizes.count <= Self.few {
            (source, share) = (.members(sizes.count), 1)
        } else {
            (source, share) = (.everywhere(sizes.count), 1)
        }
    }

    private struct Group {
        let source: Source
        let share: Double
        let ratio: Double
    }

    /// Classes and ranks that make up more of the change than of the guild.
    private static func groups(
        _ movers: [MemberSeries], of members: [MemberSeries], _ moved: [CharacterKey: Double],
        _ total: Double
    ) -> [Group] {
        let sources: [(MemberSeries) -> Source?] = [
            { member in member.characterClass.map(Source.characterClass) },
            { member in
                member.rank.changes.last { $0.value != nil }?.value.map(Source.rank)
            },
        ]
        return sources.flatMap { source in
            let sizes = Dictionary(grouping: members, by: source).mapValues(\.count)
            return Dictionary(grouping: movers, by: source).compactMap { source, movers -> Group? in
                guard let source, movers.count >= few, let size = sizes[source] else { return nil }
                let share = movers.reduce(0) { sum, member in sum + (moved[member.character] ?? 0) } / total
                let usual = Double(size) / Double(members.count)
                return share >= 0.6 && share >= 2 * usual
                    ? Group(source: source, share: share, ratio: share / usual) : nil
            }
        }
    }
}

extension Concentration.Source {
    var words: String {
        switch self {
        case .members(let count): Wording.count(count, "member")
        case .characterClass(let characterClass): "class " + characterClass.name
        case .rank(let rank): "rank \(rank)"
        case .everywhere(let count): "\(Wording.count(count, "member")) all over the guild"
        }
    }

    /// Stable name and number, for those who say it in other words.
    var cells: [Insight.Cell] {
        switch self {
        case .members(let count): [.text("members"), .number(Double(count))]
        case .characterClass(let characterClass): [.text("class"), .number(Double(characterClass.id))]
        case .rank(let rank): [.text("rank"), .number(Double(rank))]
        case .everywhere(let count): [.text("everywhere"), .number(Double(count))]
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
