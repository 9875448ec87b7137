import Canvas
import Charts
import FoundationEssentials
import Guilds

/// One chart drawn: as a file of its own, and for light and dark pages.
struct ChartPictures {
    let altText: String
    let picture: [UInt8]
    let wide: EmbeddedPicture
    /// For phones: fewer pixels, so that the letters stay large.
    let narrow: EmbeddedPicture

    /// Nil where the snapshot has no such figure.
    init?(of definition: ChartDefinition, from reading: SnapshotReading) throws {
        try Task.checkCancellation()
        var drawing = ChartDrawing(definition: definition, reading: reading, isAlone: true)
        guard let chart = drawing.chart() else { return nil }
        altText = chart.altText
        do {
            picture = try png(of: chart, style: ChartStyle(format: .wide, theme: .light))
        } catch {
            throw drawing.failure(error)
        }
        drawing.isAlone = false
        wide = try EmbeddedPicture(drawing, size: Size(1200, 600))
        narrow = try EmbeddedPicture(drawing, size: Size(720, 560))
    }

    func artifact(named name: String) -> Artifact {
        Artifact(name: name, mediaType: "image/png", audience: .members, bytes: picture, altText: altText)
    }
}

/// A chart as `data:` addresses for light and dark screens, so that a page needs no other file.
struct EmbeddedPicture {
    let light: String
    let dark: String
    /// In CSS pixels.
    let width: Int
    let height: Int

    init(_ drawing: ChartDrawing, size: Size) throws {
        try Task.checkCancellation()
        light = try Self.address(drawing, size, .light)
        try Task.checkCancellation()
        dark = try Self.address(drawing, size, .dark)
        width = Int(size.width)
        height = Int(size.height)
    }

    private static func address(
        _ drawing: ChartDrawing, _ size: Size, _ theme: ChartTheme
    ) throws(ReportError) -> String {
        guard let chart = drawing.chart() else { return "" }
        let style = ChartStyle(format: .wide.sized(size), theme: theme)
        do {
            return "data:image/png;base64," + Data(try png(of: chart, style: style)).base64EncodedString()
        } catch {
            throw drawing.failure(error)
        }
    }
}

extension ChartDrawing {
    fileprivate func failure(_ error: CanvasError) -> ReportError {
        ReportError(
            code: .drawingFailed, file: definition.file, line: nil, reason: "the chart could not be drawn",
            underlying: String(reflecting: error))
    }
}
