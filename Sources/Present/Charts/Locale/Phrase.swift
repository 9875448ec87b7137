/// Everything that charts say in words, in one place; `{0}` and `{1}` stand for what is filled in.
enum Phrase: String, CaseIterable, Sendable {
    case noData, nothingYet, nothingKnown, nobodyRanked, onlyZero, more, seen, asOf, today
    case thousands, millions, billions, trillions
    case members, joined, left, inAll, withoutData
    // What the alternative texts are made of.
    case lineChart, stepChart, barChart, stackChart, groupChart, heatMap, calendar, stripChart, curveChart
    case rankChart, scatterChart, smallMultiples, table
    case fromTo, on, between, rising, falling, level, single, series, gapOne, gapMany, expected, half
    case weeksFromTo, weekOf, membersOnly, membersThroughout, membersFromTo, sizeUnknown
    case joinedTotal, leftTotal, joinsUnknown, leavesUnknown
    // What the numbers behind a picture are.
    case weekColumn, nameColumn, joinedColumn, leftColumn
    case mapHead, mapMost, mapMiddle, cellsUnknown, allFromTo, unknownPart, group, place, places, unranked,
        dots, rows
}

extension ChartLocale {
    /// The phrase in this language, with its places filled in.
    func phrase(_ phrase: Phrase, _ parts: String...) -> String {
        var text = (language == .german ? Phrase.german : Phrase.english)[phrase] ?? phrase.rawValue
        for (index, part) in parts.enumerated() {
            guard let range = text.firstRange(of: "{\(index)}") else { continue }
            text.replaceSubrange(range, with: part)
        }
        return text
    }
}

extension Phrase {
    static let english: [Phrase: String] = [
        .noData: "no data", .nothingYet: "Nothing recorded yet",
        .nothingKnown: "Nothing is known about this yet", .nobodyRanked: "Nobody is ranked yet",
        .onlyZero: "Nothing but zero in {0} of them", .more: "and {0} more", .seen: "{0} seen",
        .asOf: "As of {0}", .today: "today", .thousands: "k", .millions: "M", .billions: "bn",
        .trillions: "tn",
        .members: "Members", .joined: "Joined per week", .left: "Left per week", .inAll: "{0} in all",
        .withoutData: "{0}, {1} no data",
        .lineChart: "Line chart", .stepChart: "Step chart", .barChart: "Bar chart",
        .stackChart: "Stacked bars", .groupChart: "Grouped bars", .heatMap: "Heat map",
        .calendar: "Calendar", .stripChart: "Dot plot", .curveChart: "Curve", .rankChart: "Ranking",
        .scatterChart: "Scatter plot", .smallMultiples: "Small charts side by side", .table: "Table",
        .fromTo: "{0} from {1} to {2}.", .on: "{0} on {1}.",
        .between: "{0}: {1} from {2} to {3}, between {4} and {5}{6}.", .rising: "rising",
        .falling: "falling", .level: "level", .single: "{0}: {1}{2}.", .series: "{0}: no data.",
        .gapOne: "; one time has no data", .gapMany: "; {0} times have no data",
        .expected: "Expected by {0}: {1}, {2} to {3}.", .half: ", 50 % at {0}",
        .weeksFromTo: "Weeks of {0} to {1}.", .weekOf: "The week of {0}.", .membersOnly: "{0} members.",
        .membersThroughout: "{0} members throughout.",
        .membersFromTo: "From {0} to {1} members, at least {2} and at most {3}.",
        .sizeUnknown: "Roster size unknown.", .joinedTotal: "{0} joined", .leftTotal: "{0} left",
        .joinsUnknown: "Joins unknown", .leavesUnknown: "leaves unknown",
        .mapHead: "{0} of {1} from {2}.", .mapMost: "Most: {0} with {1}; least: {2} with {3}.",
        .mapMiddle: "Most: {0} with {1}; in the middle {2}.",
        .cellsUnknown: "{0} of {1} cells have no data.", .allFromTo: "In all from {0} to {1}.",
        .unknownPart: "unknown {0}", .group: "{0}: {1} from {2} to {3}, median {4}.",
        .place: "{0}: place {1}", .places: "{0}: from place {1} to {2}", .unranked: "{0}: never ranked",
        .dots: "{0} dots. {1} from {2} to {3} ({4}), {5} from {6} to {7} ({8}).", .rows: "{0} rows.",
        .weekColumn: "Week of", .nameColumn: "Name", .joinedColumn: "Joined", .leftColumn: "Left",
    ]

    static let german: [Phrase: String] = [
        .noData: "keine Daten", .nothingYet: "Noch nichts aufgezeichnet",
        .nothingKnown: "Darüber ist noch nichts bekannt", .nobodyRanked: "Noch hat niemand einen Platz",
        .onlyZero: "Nichts als null in {0} davon", .more: "und {0} weitere", .seen: "{0} gesehen",
        .asOf: "Stand {0}", .today: "heute", .thousands: "Tsd.", .millions: "Mio.", .billions: "Mrd.",
        .trillions: "Bio.",
        .members: "Mitglieder", .joined: "Beitritte je Woche", .left: "Austritte je Woche",
        .inAll: "{0} insgesamt", .withoutData: "{0}, {1} ohne Daten",
        .lineChart: "Liniendiagramm", .stepChart: "Stufendiagramm", .barChart: "Balkendiagramm",
        .stackChart: "Gestapelte Balken", .groupChart: "Gruppierte Balken", .heatMap: "Heatmap",
        .calendar: "Kalender", .stripChart: "Punktdiagramm", .curveChart: "Kurve",
        .rankChart: "Rangfolge", .scatterChart: "Streudiagramm",
        .smallMultiples: "Kleine Diagramme nebeneinander", .table: "Tabelle",
        .fromTo: "{0} von {1} bis {2}.", .on: "{0} am {1}.",
        .between: "{0}: {1} von {2} auf {3}, zwischen {4} und {5}{6}.", .rising: "steigend",
        .falling: "fallend", .level: "gleichbleibend", .single: "{0}: {1}{2}.",
        .series: "{0}: keine Daten.", .gapOne: "; einmal fehlen Daten",
        .gapMany: "; {0}-mal fehlen Daten", .expected: "Erwartet bis {0}: {1}, {2} bis {3}.",
        .half: ", 50 % bei {0}", .weeksFromTo: "Wochen vom {0} bis {1}.", .weekOf: "Die Woche vom {0}.",
        .membersOnly: "{0} Mitglieder.", .membersThroughout: "Durchweg {0} Mitglieder.",
        .membersFromTo: "Von {0} auf {1} Mitglieder, mindestens {2} und höchstens {3}.",
        .sizeUnknown: "Größe unbekannt.", .joinedTotal: "{0} kamen", .leftTotal: "{0} gingen",
        .joinsUnknown: "Beitritte unbekannt", .leavesUnknown: "Austritte unbekannt",
        .mapHead: "{0}, {1} Zeilen, {2}.", .mapMost: "Am meisten: {0} mit {1}; am wenigsten: {2} mit {3}.",
        .mapMiddle: "Am meisten: {0} mit {1}; in der Mitte {2}.",
        .cellsUnknown: "{0} von {1} Feldern haben keine Daten.", .allFromTo: "Insgesamt von {0} auf {1}.",
        .unknownPart: "unbekannt {0}", .group: "{0}: {1} von {2} bis {3}, Median {4}.",
        .place: "{0}: Platz {1}", .places: "{0}: von Platz {1} auf {2}", .unranked: "{0}: nie platziert",
        .dots: "{0} Punkte. {1} von {2} bis {3} ({4}), {5} von {6} bis {7} ({8}).", .rows: "{0} Zeilen.",
        .weekColumn: "Woche vom", .nameColumn: "Name", .joinedColumn: "Gekommen", .leftColumn: "Gegangen",
    ]
}
