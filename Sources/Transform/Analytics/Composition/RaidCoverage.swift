import Guilds

extension Analysis {
    /// Which raid buffs and utilities the raid team brings, and how many bring each.
    static let raidCover = Analysis(name: "raid-cover", version: 1) { study in
        let team = RaidTeam(study)
        let bringers = RaidCover.allCases.map { cover in
            (
                cover,
                team.members.count { member in
                    cover.isBrought(by: member.characterClass, member.specialization.newest) == true
                }
            )
        }
        let known = team.members.count { member in
            member.characterClass != nil && member.specialization.newest != nil
        }
        var finding = Finding(
            metric: "composition.cover", n: team.members.count, basis: team.definition,
            coverage: Finding.share(known, of: team.members.count),
            missing: Finding.reason(team.members.count - known) { count in
                "the class or specialization of \(Wording.count(count, "member")) is not known"
            },
            figure: .notEnough(needs: "needs a raid team: members with raid kills, or gear and logins"),
            sentence: "No raid team is known yet, so its buffs cannot be told.")
        guard !team.members.isEmpty else { return [finding] }
        finding.figure = .table(
            columns: ["What", "Kind", "Brought by", "Members"],
            rows: bringers.map { cover, count in
                [
                    .text(cover.rawValue), .text(cover.isBuff ? "buff" : "utility"),
                    .text(cover.bringers), .number(Double(count)),
                ]
            })
        finding.sentence = sentence(bringers, isSure: known == team.members.count)
        return [finding]
    }

    private static func sentence(_ bringers: [(cover: RaidCover, count: Int)], isSure: Bool) -> String {
        let buffs = bringers.filter(\.cover.isBuff)
        let none = buffs.filter { $0.count == 0 }.map(\.cover.rawValue)
        let one = buffs.filter { $0.count == 1 }.map(\.cover.rawValue)
        let known = isSure ? "" : " as far as is known"
        let gaps =
            none.isEmpty
            ? "The raid team brings every raid buff\(known)"
            : "Nobody in the raid team brings \(none.joined(separator: ", "))\(known)"
        return one.isEmpty ? "\(gaps)." : "\(gaps); only one member brings \(one.joined(separator: ", "))."
    }
}

extension RaidCover {
    /// Who brings it, in words.
    fileprivate var bringers: String {
        guard specialization == nil else { return "one specialization" }
        return classes.map(\.name).joined(separator: ", ")
    }
}
