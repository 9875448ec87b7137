import Charts
import Guilds

/// Makes a digest of the facts, in the reader's language.
struct DigestWriter {
    let facts: DigestFacts
    let definition: DigestDefinition
    let texts: TextCatalogue
    let reader: ReportReader

    var digest: Digest {
        let figures = facts.figures
        let guild = DigestText(name: facts.reading.guildName)
        let isForOfficers = facts.audience == .officers
        return Digest(
            title: facts.week.map { week in
                text(.title, ["guild": guild, "week": reader.day(week)])
            } ?? text(.titleEarly, ["guild": guild]),
            headline: headline(figures), numbers: numbers(figures),
            lines: [
                kills, movers, promotions, welcome, forecast, decisions, isForOfficers ? absences : nil,
                isForOfficers ? left : nil, isForOfficers ? risk : nil,
            ].compactMap(\.self), footer: footer(figures),
            edition: text(isForOfficers ? .editionOfficers : .editionMembers),
            notice: isForOfficers ? text(.officersOnly) : nil, guild: guild)
    }

    func text(_ phrase: ReportPhrase, _ parts: [String: DigestText] = [:]) -> DigestText {
        texts.text(phrase, parts)
    }

    /// A phrase about a number of things.
    func counted(_ phrase: ReportPhrase, _ count: Int, _ parts: [String: DigestText] = [:]) -> DigestText {
        texts.text(phrase, count: reader.locale.number(count), isOne: count == 1, parts)
    }

    func change(_ value: Double) -> DigestText {
        let words = reader.locale.change(value)
        return words == "0" ? text(.unchanged) : DigestText(words)
    }
}

// What changed.
extension DigestWriter {
    private func headline(_ figures: [DigestFigure]) -> DigestText {
        guard let members = facts.members else { return text(.headlineUnseen) }
        guard !figures.isEmpty else {
            return text(.headlineFirst, ["members": reader.number(members)])
        }
        let unusual = figures.filter { figure in figure.place != nil }
            .sorted { left, right in (left.place ?? 0) < (right.place ?? 0) }
        if let first = unusual.first { return sentence(first, others: unusual.count - 1) }
        let quiet = figures.count { figure in figure.verdict == "usual" }
        if quiet > 0 { return counted(quiet == figures.count ? .headlineAllQuiet : .headlineQuiet, quiet) }
        return figures.contains { figure in figure.verdict == "early" }
            ? text(.headlineLearning, ["members": reader.number(members)]) : text(.headlineBlind)
    }

    private func sentence(_ figure: DigestFigure, others: Int) -> DigestText {
        let change = figure.change ?? 0
        let usual = text(
            .headlineUsual,
            ["change": self.change(figure.usual ?? 0), "spread": reader.number(figure.spread ?? 0)])
        let said = text(
            change > 0 ? .headlineRose : change < 0 ? .headlineFell : .headlineStayed,
            [
                "figure": text(figure.key.subject), "before": reader.number(figure.before ?? 0),
                "now": reader.number(figure.now ?? 0), "usual": usual,
            ])
        let rest = [figure.source.flatMap(origin), others > 0 ? counted(.also, others) : nil]
        return DigestText.joined([said] + rest.compactMap(\.self), by: " ")
    }

    /// A source of a kind that this version does not know is left out.
    private func origin(_ source: DigestFigure.Source) -> DigestText? {
        let share = reader.percent(source.share)
        switch source.kind {
        case "members": return counted(.fromMembers, source.number, ["share": share])
        case "class":
            return ReportPhrase(rawValue: "class-\(source.number)").map { name in
                text(.fromClass, ["share": share, "class": text(name)])
            }
        case "rank": return text(.fromRank, ["share": share, "rank": DigestText("\(source.number)")])
        case "everywhere": return counted(.fromEverywhere, source.number)
        default: return nil
        }
    }

    /// The first few of the definition's figures that are known.
    private func numbers(_ figures: [DigestFigure]) -> [DigestNumber] {
        let known = definition.numbers.compactMap { key -> DigestNumber? in
            guard let figure = figures.first(where: { figure in figure.key == key }), let now = figure.now
            else { return nil }
            return DigestNumber(
                label: text(key.label), value: reader.number(now), change: figure.change.map(change))
        }
        if known.isEmpty, !figures.isEmpty || facts.week != nil, let members = facts.members {
            return [DigestNumber(label: text(.figureMembers), value: reader.number(members), change: nil)]
        }
        return Array(known.prefix(definition.mostNumbers))
    }

    private func footer(_ figures: [DigestFigure]) -> DigestText {
        let shares = [
            (ReportPhrase.seenLogins, "activity.share"), (.seenGear, "movers.itemlevel"),
            (.seenKeystones, "keystones.distribution"),
        ].compactMap { phrase, metric in facts.share(metric).map { share in (phrase, share) } }
        let parts = shares.map { phrase, share in
            text(.seenPart, ["what": text(phrase), "share": reader.percent(share)])
        }
        let unknown = figures.filter { figure in figure.now == nil }.map { figure in text(figure.key.label) }
        let isWhole = shares.count == 3 && shares.allSatisfy { _, share in share >= 1 }
        let sentences = [
            text(.asOf, ["date": reader.date(facts.reading.asOf.seconds)]),
            parts.isEmpty
                ? nil : isWhole ? text(.seenAll) : text(.seen, ["parts": .joined(parts, by: ", ")]),
            unknown.isEmpty ? nil : text(.unknown, ["figures": .joined(unknown, by: ", ")]),
        ]
        return DigestText.joined(sentences.compactMap(\.self), by: " ")
    }
}
