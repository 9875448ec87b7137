import Guilds

/// One number at the top of a page.
struct TileView {
    let label: String
    let value: String
    /// Against the week before, or since the reset: `up 3 in a week`; nil when one of the two is unknown.
    let change: String?
    let note: String

    init(of tile: TileDefinition, _ writing: PageWriting) {
        label = writing.label(tile.label)
        let points = writing.reading.curve(tile.metric)
        guard let index = points.lastIndex(where: { point in point.value != nil }),
            let newest = points[index].value
        else {
            value = "–"
            change = nil
            note = writing.text(.pageUnknown)
            return
        }
        value = writing.escaped(writing.words.number(newest))
        // A week that began within a day is the end of the one before; one that runs is told since its reset.
        let age = writing.reading.manifest.asOf - points[index].at
        let back = age < 86_400 ? 2 : 1
        let span = writing.words.text(age >= 86_400 && age < 604_800 ? .pageSinceReset : .pageInWeek)
        change = (index >= back ? points[index - back].value : nil).map { before in
            Self.change(from: before, to: newest, span, writing)
        }
        let week = writing.words.day(CalendarDate(Timestamp(seconds: points[index].at)))
        note = writing.escaped(writing.words.label(tile.note).replacing("{week}", with: week))
    }

    /// Of the whole numbers that are shown, so that both add up.
    private static func change(
        from before: Double, to now: Double, _ span: String, _ writing: PageWriting
    ) -> String {
        let change = now.rounded() - before.rounded()
        let phrase: ReportPhrase = change == 0 ? .pageStayed : change > 0 ? .pageRose : .pageFell
        return writing.text(phrase, ["size": writing.words.number(abs(change)), "span": span])
    }
}
