import Canvas
import Charts
import FoundationEssentials
import Guilds

/// One chart drawn for light and dark pages, with the numbers it shows.
struct ChartPictures {
    let title: String
    let altText: String
    let wide: EmbeddedPicture
    /// For phones: a picture as wide as they are, so that the letters stay large.
    let narrow: EmbeddedPicture

    /// Nil where the snapshot has no such figure.
    init?(
        of definition: ChartDefinition, from reading: SnapshotReading, _ words: ReportWords,
        audience: Artifact.Audience, with typesetter: Typesetter
    ) throws {
        let drawing = ChartDrawing(
            definition: definition, reading: reading, words: words, audience: audience)
        guard let chart = drawing.chart() else { return nil }
        title = chart.title
        altText = chart.altText(in: words.locale)
        do {
            wide = try EmbeddedPicture(of: chart, .page, words.locale, with: typesetter)
            narrow = try EmbeddedPicture(of: chart, .phone, words.locale, with: typesetter)
        } catch let error as CanvasError {
            throw drawing.failure(error)
        }
    }
}

extension ChartFormat {
    /// Letters as large as those around the picture, the title as large as a heading.
    fileprivate static var page: ChartFormat {
        var format = ChartFormat.dashboard.showingAllRows(most: 40)
        format.type.title = 18
        format.type.heading = 15
        return format
    }

    /// As wide as a phone, where what does not fit on a line is left out.
    fileprivate static var phone: ChartFormat {
        var format = page.sized(Size(390, 340))
        format.margin = 16
        format.isTerse = true
        format.mostLabels = 6
        return format
    }
}

/// A chart as `data:` addresses for light and dark screens, so that a page needs no other file.
struct EmbeddedPicture {
    let light: String
    let dark: String
    /// In CSS pixels.
    let width: Int
    let height: Int
    /// What it shows, and where.
    let numbers: ChartReading?

    init(
        of chart: some Chart, _ format: ChartFormat, _ locale: ChartLocale, with typesetter: Typesetter
    ) throws {
        func address(_ theme: ChartTheme) throws -> String {
            try Task.checkCancellation()
            // An alternative text of its own stands on the page beside the picture.
            let file = try png(
                of: chart, style: ChartStyle(format: format, theme: theme, locale: locale),
                typesetter: typesetter)
            return "data:image/png;base64," + Data(file).base64EncodedString()
        }
        light = try address(.light)
        dark = try address(.dark)
        let size = format.grown(for: chart).size
        width = Int(size.width)
        height = Int(size.height)
        numbers = chart.reading(in: ChartStyle(format: format, theme: .light, locale: locale)) { text in
            typesetter.extents(of: text)
        }
    }
}

extension ChartDrawing {
    func failure(_ error: CanvasError) -> ReportError {
        ReportError(
            code: .drawingFailed, file: definition.source.file, line: definition.source.line,
            reason: "the chart could not be drawn",
            underlying: String(reflecting: error))
    }
}
