import Guilds

/// A person in the guild with all their characters that are in it.
struct GuildPerson {
    /// The character that stands for the person: the highest, then best geared, then highest in rank.
    let main: MemberSeries
    let characters: [MemberSeries]
}

extension GuildSeries {
    /// The people in the roster at a moment, ascending by their main.
    func people(at moment: Timestamp) -> [GuildPerson] {
        var groups: [Int64: [MemberSeries]] = [:]
        var single: [GuildPerson] = []
        for member in members where member.isMember(at: moment) {
            if let person = member.person {
                groups[person, default: []].append(member)
            } else {
                single.append(GuildPerson(main: member, characters: [member]))
            }
        }
        let linked = groups.values.compactMap { characters -> GuildPerson? in
            let main = characters.max { left, right in left.standing(at: moment) < right.standing(at: moment)
            }
            return main.map { main in GuildPerson(main: main, characters: characters) }
        }
        return (single + linked).sorted { left, right in left.main.character < right.main.character }
    }
}

extension MemberSeries {
    /// What tells a main from an alt, as known at a moment.
    fileprivate struct Standing: Comparable {
        var numbers: [Int]
        var character: CharacterKey

        static func < (left: Standing, right: Standing) -> Bool {
            for (one, other) in zip(left.numbers, right.numbers) where one != other { return one < other }
            return left.character > right.character
        }
    }

    fileprivate func standing(at moment: Timestamp) -> Standing {
        let rank = self.rank.latest(at: moment)?.value
        return Standing(
            numbers: [
                Int(level.latest(at: moment)?.value ?? 0), Int(itemLevel.latest(at: moment)?.value ?? 0),
                -Int(rank ?? 99),
            ], character: character)
    }
}
