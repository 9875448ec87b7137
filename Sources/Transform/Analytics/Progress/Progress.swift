import Guilds
import Statistics

extension Analysis {
    /// What has fallen in the newest tier, how fast, on which evenings, and how that compares with the tier before and
    /// with other guilds.
    static let progress = Analysis(name: "raid-progress", version: 3) { study in
        let raids = RaidStudy(study)
        return [kills(raids), difficulties(raids), pace(raids), nights(raids), comparison(raids)]
    }

    private static func kills(_ raids: RaidStudy) -> Finding {
        guard let tier = raids.tier else { return raids.nothing("progress.kills", basis: "bosses") }
        let fallen = raids.history.firstKills.filter { kill in tier.contains(kill.boss) }
        let tried = Difficulty.guildEfforts.filter { difficulty in
            fallen.contains { kill in kill.boss.difficulty == difficulty }
        }
        let rows = tried.flatMap { difficulty in
            tier.bosses.map { boss in
                let key = BossKey(encounterID: boss.encounterID, difficulty: difficulty)
                let kill = raids.history.firstKill(of: key)
                return [
                    Insight.Cell.text(raids.name(of: key)), .text(boss.instanceName),
                    .text(difficulty.words.capitalised), kill.map(raids.cell) ?? .text("not yet"),
                    .number(known: kill.map { kill in Double(kill.members) }),
                ]
            }
        }
        let vague = fallen.count { kill in !kill.isExact }
        let told = tried.map { difficulty in
            let count = fallen.count { kill in kill.boss.difficulty == difficulty }
            return "\(count) of \(tier.bosses.count) on \(difficulty.words)"
        }
        return Finding(
            metric: "progress.kills", from: tier.start, n: fallen.count, basis: "bosses that fell",
            coverage: Finding.share(fallen.count - vague, of: fallen.count),
            missing: Finding.reason(vague) { count in
                "the first kill of \(Wording.count(count, "boss", "bosses")) was not seen as it happened"
            },
            figure: .table(
                columns: ["Boss", "Raid", "Difficulty", "First kill", "Members there"], rows: rows),
            sentence: told.isEmpty
                ? "No boss of this tier has fallen to the guild yet."
                : "The guild has killed \(told.joined(separator: ", ")).")
    }

    /// How far each raid of the tier has come on each difficulty that was begun.
    private static func difficulties(_ raids: RaidStudy) -> Finding {
        guard let tier = raids.tier else { return raids.nothing("progress.difficulties", basis: "bosses") }
        let fallen = Set(raids.history.firstKills.map(\.boss).filter(tier.contains))
        let begun = Difficulty.guildEfforts.filter { difficulty in
            fallen.contains { boss in boss.difficulty == difficulty }
        }
        let rows = begun.map { difficulty in
            let killed = tier.bosses.count { boss in
                fallen.contains(BossKey(encounterID: boss.encounterID, difficulty: difficulty))
            }
            return [
                Insight.Cell.text(difficulty.words.capitalised), .number(Double(killed)),
                .number(Double(tier.bosses.count - killed)),
            ]
        }
        return Finding(
            metric: "progress.difficulties", from: tier.start, n: fallen.count, basis: "bosses that fell",
            figure: rows.isEmpty
                ? .notEnough(needs: "needs a first kill of the tier")
                : .table(columns: ["Difficulty", "Killed", "Still to kill"], rows: rows),
            sentence: rows.isEmpty
                ? "No boss of this tier has fallen to the guild yet."
                : "Bosses of the tier are counted on each difficulty on which one has fallen.")
    }

    private static func pace(_ raids: RaidStudy) -> Finding {
        guard let tier = raids.tier else { return raids.nothing("progress.pace", basis: "weeks") }
        let weeks = raids.history.weeks(of: tier)
        let curve = raids.history.curve(of: tier)
        let points = zip(weeks, curve).map { week, share in
            Insight.Point(
                at: week.start, value: share.map { share in (share * Double(tier.steps)).rounded() })
        }
        let known = points.compactMap(\.value)
        let recent = raids.history.firstKills.count { kill in
            tier.contains(kill.boss) && kill.latest > raids.asOf - .days(28)
        }
        return Finding(
            metric: "progress.pace", from: tier.start, n: known.count, basis: "weeks of the tier",
            coverage: Finding.share(known.count, of: points.count),
            missing: Finding.reason(points.count - known.count) { count in
                "what had fallen is not known for \(Wording.count(count, "week"))"
            },
            figure: .curve(points, unit: "first kills"),
            sentence: (recent == 0 ? "No boss" : Wording.count(recent, "boss", "bosses"))
                + " fell for the first time in the last four weeks; "
                + "\(Wording.count(raids.history.fallen(in: tier, by: raids.asOf), "first kill")) in "
                + "\(Wording.count(weeks.count, "week")) of the tier, all difficulties together.")
    }

    /// `day 2`, `days 1, 2 and 6`.
    private static func words(days: [Int]) -> String {
        let last = days.last.map { day in "\(day)" } ?? ""
        let rest = days.dropLast().map { day in "\(day)" }.joined(separator: ", ")
        return rest.isEmpty ? "day \(last)" : "days \(rest) and \(last)"
    }

    /// Evenings on which something fell together: what was only tried leaves no trace.
    private static func nights(_ raids: RaidStudy) -> Finding {
        let since = raids.asOf - .days(56)
        let nights = raids.record.nights.filter { night in night.start >= since }
        guard !nights.isEmpty else { return raids.nothing("progress.nights", basis: "raid evenings") }
        let days = nights.compactMap { night in raids.dayOfWeek(night.start) }
        let shares = (0..<7).map { day in
            Insight.Share(
                key: "day-\(day)", label: "day \(day + 1) after the reset",
                count: days.count { other in other == day })
        }
        // The three most usual days, told in the order of the week.
        let regular = shares.indices.filter { day in 2 * shares[day].count >= 4 }.sorted { left, right in
            (shares[right].count, left) < (shares[left].count, right)
        }.prefix(3).sorted().map { day in day + 1 }
        let team = nights.map { night in Double(night.members.count) }.median ?? 0
        return Finding(
            metric: "progress.nights", from: since, n: nights.count, basis: "evenings with kills",
            figure: .distribution(shares),
            sentence: "\(Wording.count(nights.count, "raid evening")) with kills in the last eight weeks"
                + (regular.isEmpty ? "" : ", mostly on \(Self.words(days: regular)) after the reset")
                + "; usually \(Wording.number(team)) members took part.")
    }

    private static func comparison(_ raids: RaidStudy) -> Finding {
        guard let tier = raids.tier else { return raids.nothing("progress.tier", basis: "weeks") }
        let comparison = TierComparison(raids, tier)
        return Finding(
            metric: "progress.tier", from: tier.start, n: comparison.guilds, basis: "other guilds",
            coverage: Finding.share(comparison.known, of: comparison.rows.count),
            missing: Finding.reason(comparison.rows.count - comparison.known) { count in
                "what had fallen is not known for \(Wording.count(count, "week"))"
            },
            figure: comparison.rows.isEmpty
                ? .notEnough(needs: "needs a week of the tier")
                : .table(
                    columns: ["Week", "This tier %", "Last tier %", "Typical guild %", "Ahead of %"],
                    rows: comparison.rows),
            sentence: comparison.sentence)
    }
}

extension String {
    /// With a capital, as the start of a cell.
    var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
