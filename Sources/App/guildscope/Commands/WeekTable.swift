import Guilds
import Reports
import Warehouse

/// A guild's week in cells: for a terminal, for programs, for spreadsheets.
struct WeekTable: Sendable {
    let week: GuildWeek
    let now: Timestamp

    /// What is shown, in a sentence.
    var title: String {
        let period = week.period
        let unseen = week.members.count { member in member.seenUntil == nil }
        return "week \(period.id), \(period.start) to \(period.end)"
            + (week.isRunning ? ", which runs until then" : "")
            + "; \(week.members.count) members, \(unseen) not seen since the reset"
    }

    var text: String {
        guard !week.members.isEmpty else { return "nobody is known to have been in the guild in that week" }
        var table = TextTable([
            "member", "rank", "runs", "best", "vault", "kills", "rating", "logins", "seen", "unknown",
        ])
        for member in week.members {
            table.add([
                member.name.isEmpty ? member.character.description : member.name, "\(member.rank)",
                word(member.runs), member.highestKeystone.map { level in "+\(level)" } ?? "",
                word(member.vaultSlots), word(member.kills), member.ratingGain.map(signed) ?? "",
                word(member.logins), seen(member), reasons(member),
            ])
        }
        return table.text
    }

    /// One object per member; what is unknown is null.
    var fields: [[(String, JSONScalar)]] {
        week.members.map { member in
            [
                ("period", .integer(Int(week.period.id))), ("character", .text(member.character.description)),
                ("name", .text(member.name)), ("rank", .integer(Int(member.rank))),
                ("runs", .optional(member.runs)),
                ("highest_keystone", .optional(member.highestKeystone.map { level in Int(level) })),
                ("vault_slots", .optional(member.vaultSlots)), ("kills", .optional(member.kills)),
                ("rating_gain", member.ratingGain.map(JSONScalar.real) ?? .none),
                ("logins", .optional(member.logins)),
                ("seen_until", .optional(member.seenUntil?.description)),
                ("is_complete", .flag(member.seenUntil == week.until && member.gaps.isEmpty)),
                ("unknown", .optional(member.gaps.isEmpty ? nil : reasons(member))),
            ]
        }
    }

    /// A header and a line per member; what is unknown is an empty field.
    var csv: String {
        let head = [
            "period", "region", "realm_id", "character_id", "name", "rank", "runs", "highest_keystone",
            "vault_slots", "kills", "rating_gain", "logins", "seen_until", "unknown",
        ]
        let lines = week.members.map { member in
            CSVText.line([
                "\(week.period.id)", member.character.region.rawValue, "\(member.character.realm.id)",
                "\(member.character.id)", CSVText.harmless(member.name), "\(member.rank)", word(member.runs),
                word(member.highestKeystone), word(member.vaultSlots), word(member.kills),
                member.ratingGain.map { gain in JSONScalar.real(gain).plain } ?? "", word(member.logins),
                member.seenUntil?.description ?? "", reasons(member),
            ])
        }
        // The console ends the last line.
        return String((CSVText.line(head) + lines.joined()).dropLast())
    }

    private func word(_ number: (some BinaryInteger)?) -> String {
        number.map { number in "\(number)" } ?? ""
    }

    private func signed(_ gain: Double) -> String {
        let tenths = (gain * 10).rounded() / 10
        return (tenths > 0 ? "+" : "") + "\(tenths)"
    }

    private func seen(_ member: MemberWeek) -> String {
        guard let until = member.seenUntil else { return "never" }
        if until == week.period.end { return "all week" }
        return week.isRunning ? Spell.distance(from: now, to: until) : "until \(until)"
    }

    private func reasons(_ member: MemberWeek) -> String {
        member.gaps.map { gap in
            switch gap {
            case .unseen(let since?): "not seen since the reset, last \(since)"
            case .unseen: "never seen"
            case .incomplete: "played on unseen before the week ended: at least"
            case .noProfile: "no profile below level 10"
            case .refused(let outcome): "the profile is \(outcome)"
            case .unread(let kind): "\(kind.name) not read yet"
            }
        }.joined(separator: "; ")
    }
}

extension JSONScalar {
    /// A number, or null.
    static func optional(_ number: Int?) -> JSONScalar { number.map(JSONScalar.integer) ?? .none }
}
