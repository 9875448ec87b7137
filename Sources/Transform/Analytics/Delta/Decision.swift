import Guilds

/// Something that somebody should decide on, and why.
struct Decision {
    let matter: Matter
    let title: String
    /// In words without names.
    let reason: String
    /// Whom it is about; told to officers only.
    let members: [MemberSeries]
    /// Whether it speaks of the absence of single members.
    var isForOfficersOnly = false

    /// The decision in figures, for those who say it in other words.
    struct Matter {
        /// Stable name, `healer-second`.
        let key: String
        /// Stable name of the figure that fell.
        var figure: String?
        /// How many it concerns, of how many that are known.
        var concerned: Int?
        var known: Int?

        fileprivate var row: [Insight.Cell] {
            [
                .text(key), .text(known: figure), .number(known: concerned.map(Double.init)),
                .number(known: known.map(Double.init)),
            ]
        }
    }

    /// The matters of decisions as a fact of their own.
    static func matters(_ metric: String, _ decisions: [Decision], _ study: Study) -> Finding {
        var found = finding(
            metric, decisions, study,
            .table(
                columns: ["Matter", "Figure", "Concerned", "Of"],
                rows: decisions.map(\.matter.row)))
        found.basis = "members"
        return found
    }

    static func forMembers(_ decisions: [Decision], _ study: Study) -> Finding {
        let open = decisions.filter { decision in !decision.isForOfficersOnly }
        return finding(
            "delta.decisions", open, study,
            .table(
                columns: ["Decision", "Reason"],
                rows: open.map { decision in [.text(decision.title), .text(decision.reason)] }))
    }

    /// One row per member concerned; a decision about nobody in particular has one row without.
    static func forOfficers(_ decisions: [Decision], _ study: Study) -> Finding {
        var found = finding(
            "officers.decisions", decisions, study,
            .table(
                columns: ["Decision", "Reason", "Member", "Class"],
                rows: decisions.flatMap { decision -> [[Insight.Cell]] in
                    let start: [Insight.Cell] = [.text(decision.title), .text(decision.reason)]
                    return decision.members.isEmpty
                        ? [start + [.unknown, .unknown]]
                        : decision.members.map { member in start + [member.cell, member.classCell] }
                }))
        guard !decisions.isEmpty else { return found }
        let concerned = decisions.reduce(0) { sum, decision in sum + decision.members.count }
        found.sentence +=
            concerned == 0
            ? " It concerns no member in particular."
            : " \(Wording.count(concerned, "member is", "members are")) concerned."
        return found
    }

    private static func finding(
        _ metric: String, _ decisions: [Decision], _ study: Study, _ figure: Insight.Figure
    ) -> Finding {
        Finding(
            metric: metric, from: study.recently, n: study.members.count, basis: "members",
            figure: figure,
            sentence: decisions.isEmpty
                ? "Nothing that is known of the guild needs a decision now."
                : "\(Wording.count(decisions.count, "matter")) \(decisions.count == 1 ? "needs" : "need") a decision: "
                    + decisions.map { decision in
                        decision.title.prefix(1).lowercased() + decision.title.dropFirst()
                    }
                    .joined(separator: "; ") + ".")
    }

    /// What needs one about the raid team, the most urgent first.
    static func ofMembers(_ study: Study) -> [Decision] {
        let gear = RaidGear(study)
        return roles(gear.team) + vault(study, gear.team) + equipment(gear) + absences(study, gear.team)
            + blindness(gear)
    }

    /// Fewer raiders than this are no group that needs every role twice.
    private static let groupSize = 8

    /// A role that hangs on one raider, where the roles of nearly all are known.
    private static func roles(_ team: RaidTeam) -> [Decision] {
        let roles = team.members.compactMap { member in member.specialization.newest?.role }
        guard team.members.count >= groupSize, 10 * roles.count >= 9 * team.members.count else { return [] }
        return [Role.tank, .healer].compactMap { role in
            let count = roles.count { other in other == role }
            guard count < 2 else { return nil }
            let word = role == .tank ? "tank" : "healer"
            return Decision(
                matter: Matter(key: word + (count == 0 ? "" : "-second")),
                title: count == 0 ? "Find a \(word)" : "Find a second \(word)",
                reason: "\(team.count(roles.count)) with a known role have "
                    + "\(count == 0 ? "no \(word)" : "a single \(word)") among them",
                members: count == 0
                    ? [] : team.members.filter { member in member.specialization.newest?.role == role })
        }
    }

    /// Falls beyond noise.
    static func ofChanges(_ figures: DeltaFigures) -> [Decision] {
        figures.unusual.filter { _, surprise in surprise.change < min(0, surprise.usual) }.map {
            figure, surprise in
            let place = Concentration(figure, in: figures).map { place in
                ", \(Wording.percent(place.share)) of it from \(place.place)"
            }
            let name = figure.name.prefix(1).lowercased() + figure.name.dropFirst()
            return Decision(
                matter: Matter(key: "fall", figure: figure.key), title: "Look into the fall of \(name)",
                reason:
                    "\(Wording.change(surprise.change, digits: figure.digits)) \(figure.unit) in the last "
                    + "complete week, far beyond what is usual\(place ?? "")",
                members: [])
        }
    }

    /// A third of the raiders with known runs opened no vault slot in the last complete week.
    private static func vault(_ study: Study, _ team: RaidTeam) -> [Decision] {
        guard let week = study.completeWeeks.last else { return [] }
        let ledger = RunLedger(study)
        let known = team.members.compactMap { member in
            ledger.reading(of: member, in: week).slots.map { slots in (member, slots) }
        }
        let without = known.filter { _, slots in slots == 0 }.map(\.0)
        guard known.count >= 5, !without.isEmpty, 3 * without.count >= known.count else { return [] }
        return [
            Decision(
                matter: Matter(key: "vault", concerned: without.count, known: known.count),
                title: "Get raiders into keystones",
                reason:
                    "\(without.count) of \(team.count(known.count)) with known runs opened no vault slot in the "
                    + "week of \(CalendarDate(week.period.start).short)", members: without)
        ]
    }

    private static func equipment(_ gear: RaidGear) -> [Decision] {
        guard gear.outfits.count >= RaidGear.fewest else { return [] }
        let bare = gear.withoutEnchantments
        let empty = gear.withoutGems
        let enchantments = Decision(
            matter: Matter(key: "enchantments", concerned: bare.count, known: gear.outfits.count),
            title: "Have enchantments put on before the raid",
            reason: "\(Wording.count(bare.map(\.slots.count).reduce(0, +), "enchantment")) missing on "
                + "\(bare.count) of \(gear.team.count(gear.outfits.count))",
            members: bare.map(\.outfit.member))
        let gems = Decision(
            matter: Matter(key: "sockets", concerned: empty.count, known: gear.outfits.count),
            title: "Have sockets filled before the raid",
            reason:
                "\(Wording.count(empty.map(\.sockets).reduce(0, +), "socket")) empty on \(empty.count) of "
                + "\(gear.team.count(gear.outfits.count))", members: empty.map(\.outfit.member))
        return (bare.isEmpty ? [] : [enchantments]) + (empty.isEmpty ? [] : [gems])
    }

    /// Raiders who stopped logging in: for officers.
    private static func absences(_ study: Study, _ team: RaidTeam) -> [Decision] {
        let away = team.members.filter { member in Rhythm(of: member)?.isBroken ?? false }
        guard !away.isEmpty else { return [] }
        return [
            Decision(
                matter: Matter(key: "absences", concerned: away.count),
                title: "Ask after raiders who stopped logging in",
                reason: "\(team.count(away.count)) away longer than ever before", members: away,
                isForOfficersOnly: true)
        ]
    }

    /// What is not seen cannot be judged.
    private static func blindness(_ gear: RaidGear) -> [Decision] {
        let unseen = gear.team.members.count - gear.outfits.count
        guard gear.team.members.count >= 5, 3 * unseen >= gear.team.members.count else { return [] }
        return [
            Decision(
                matter: Matter(key: "profiles", concerned: unseen, known: gear.team.members.count),
                title: "Ask raiders to share their profiles",
                reason:
                    "the equipment of \(unseen) of \(gear.team.count(gear.team.members.count)) was not seen "
                    + "lately: private, or not read yet", members: [])
        ]
    }
}
