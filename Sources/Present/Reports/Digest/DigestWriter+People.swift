import Guilds

// Who did what.
extension DigestWriter {
    private func line(
        _ kind: DigestLine.Kind, _ label: ReportPhrase, _ items: [DigestText], most: Int, least: Int = 1
    ) -> DigestLine? {
        guard !items.isEmpty else { return nil }
        let shown = Array(items.prefix(most))
        return DigestLine(
            kind: kind, label: text(label), items: shown, least: least, hidden: items.count - shown.count)
    }

    /// The largest gains, rating and gear by turns, each person once.
    var movers: DigestLine? {
        let gains = [
            gains("movers.rating", .moverRating), gains("movers.itemlevel", .moverItemLevel),
        ]
        var told: Set<Insight.Cell> = []
        var items: [DigestText] = []
        for index in 0..<(gains.map(\.count).max() ?? 0) {
            for list in gains where list.indices.contains(index) {
                guard items.count < definition.mostMovers, told.insert(list[index].member).inserted else {
                    continue
                }
                items.append(list[index].text)
            }
        }
        return line(.movers, .movers, items, most: definition.mostMovers, least: 3)
            .map { line in
                // What is not told are no more people to praise, only rows of the same tables.
                var line = line
                line.countsHidden = false
                return line
            }
    }

    private func gains(
        _ metric: String, _ phrase: ReportPhrase
    ) -> [(member: Insight.Cell, text: DigestText)] {
        facts.rows(metric).compactMap { row in
            guard let member = row.member("Member"), let name = facts.name(member),
                let gain = row.number("Gain"), let now = row.number("Now"), gain >= 0.5
            else { return nil }
            return (member, text(phrase, ["name": name, "gain": change(gain), "now": reader.number(now)]))
        }
    }

    var promotions: DigestLine? {
        line(.promotions, .promotions, people("roster.promotions", seen: "Seen on"), most: 5)
    }

    var welcome: DigestLine? {
        let items = news("roster.newcomers", "Seen on").compactMap { row in
            facts.name(row.member("Member")).map { name in
                text(row.text("How") == "came back" ? .returned : .person, ["name": name])
            }
        }
        return line(.welcome, .welcome, items, most: 5)
    }

    var left: DigestLine? { line(.left, .left, people("officers.leavers", seen: "Gone by"), most: 5) }

    var absences: DigestLine? {
        let items = facts.rows("officers.absences").compactMap { row in
            facts.name(row.member("Member")).flatMap { name in
                row.number("Days away").map { days in counted(.absence, Int(days), ["name": name]) }
            }
        }
        return line(.absences, .absences, items, most: 5, least: 2)
    }

    /// Only whose chance to leave is worth a word.
    var risk: DigestLine? {
        let items = facts.rows("officers.risk").compactMap { row -> DigestText? in
            guard let name = facts.name(row.member("Member")),
                let chance = row.number("Leaves within 4 weeks %"), chance >= Self.leastRisk
            else { return nil }
            return text(.riskOf, ["name": name, "chance": reader.percent(chance / 100)])
        }
        return line(.risk, .risk, items, most: 3)
    }

    private static let leastRisk = 20.0

    private func people(_ metric: String, seen column: String) -> [DigestText] {
        news(metric, column).compactMap { row in facts.name(row.member("Member")) }
            .map { name in text(.person, ["name": name]) }
    }

    /// The rows of what was seen since the week that is told began.
    private func news(_ metric: String, _ column: String) -> [TableRow] {
        facts.rows(metric).filter { row in
            row.date(column).map { seen in seen >= facts.newsSince } ?? false
        }
    }
}

// What is done, what comes, and what is to be decided.
extension DigestWriter {
    var kills: DigestLine? {
        let items = news("progress.kills", "First kill").compactMap { row -> DigestText? in
            guard let boss = row.text("Boss"), let date = row.date("First kill"),
                let members = row.number("Members there")
            else { return nil }
            return text(
                .kill,
                [
                    "boss": DigestText(boss), "difficulty": difficulty(row.text("Difficulty")),
                    "date": reader.day(date), "count": reader.number(members),
                ])
        }
        // The hardest come last in the table.
        return line(.kills, .kills, items.reversed(), most: 3, least: 2)
    }

    private func difficulty(_ word: String?) -> DigestText {
        guard let word else { return DigestText("") }
        return ReportPhrase(rawValue: "difficulty-\(word.lowercased())").map { phrase in text(phrase) }
            ?? DigestText(word)
    }

    var forecast: DigestLine? {
        // Before there are two weeks to compare, nobody expects one.
        let none = facts.figures.isEmpty ? nil : text(.forecastNone)
        let told = nextKill ?? ahead("roster.forecast", .members) ?? none
        return line(.forecast, .forecast, [told].compactMap(\.self), most: 1)
    }

    /// When the hardest next boss falls.
    private var nextKill: DigestText? {
        guard let row = facts.rows("progress.forecast").first, let boss = row.text("Boss"),
            let chance = row.number("By the next reset %"), let low = row.date("80% from")
        else { return nil }
        let parts = [
            "boss": DigestText(boss), "difficulty": difficulty(row.text("Difficulty")),
            "chance": reader.percent(chance / 100), "low": shortly(low),
        ]
        guard let high = row.date("80% to") else { return text(.forecastKillOpen, parts) }
        return text(.forecastKill, parts.merging(["high": shortly(high)]) { part, _ in part })
    }

    /// A day of the year of the snapshot without it.
    private func shortly(_ moment: Int64) -> DigestText {
        let (day, date) = (reader.day(moment), reader.date(moment))
        let year = reader.date(facts.reading.asOf.seconds).year
        return date.year == year ? day : date
    }

    /// The farthest week of a forecast.
    private func ahead(_ metric: String, _ figure: DigestFigure.Key) -> DigestText? {
        guard case .fan(let points, _) = facts.insight(metric)?.figure,
            let point = points.last(where: { point in !point.intervals.isEmpty }), let value = point.value,
            let wide = point.intervals.first(where: { interval in abs(interval.level - 0.8) < 0.001 })
        else { return nil }
        return text(
            .forecastFigure,
            [
                // A week is told by the reset that ends it.
                "figure": text(figure.label), "date": shortly(point.at + 7 * 86_400),
                "value": reader.number(value), "low": reader.number(wide.low),
                "high": reader.number(wide.high),
            ])
    }

    /// Officers are told the falls of the guild's figures too, which stand in the members' table alone.
    var decisions: DigestLine? {
        let falls = facts.rows("delta.matters").filter { row in row.text("Matter") == "fall" }
        let rows =
            facts.audience == .officers ? falls + facts.rows("officers.matters") : facts.rows("delta.matters")
        // The headline's figure is told there.
        let told = facts.figures.first { figure in figure.place == 1 }?.key.rawValue
        let items = rows.filter { row in told == nil || row.text("Figure") != told }.compactMap(matter)
        let none = facts.figures.isEmpty ? [] : [text(.noDecision)]
        return line(.decisions, .decisions, items.isEmpty ? none : items, most: 4, least: 2)
    }

    /// A matter that this version has no words for is left out.
    private func matter(_ row: TableRow) -> DigestText? {
        guard let key = row.text("Matter"), let phrase = ReportPhrase(rawValue: "matter-\(key)") else {
            return nil
        }
        let figure = row.text("Figure").flatMap(DigestFigure.Key.init).map { key in text(key.subject) }
        let parts = ["known": reader.number(row.number("Of") ?? 0), "figure": figure ?? DigestText("")]
        return counted(phrase, Int(row.number("Concerned") ?? 0), parts)
    }
}
