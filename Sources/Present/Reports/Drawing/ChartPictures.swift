import Canvas
import Charts
import FoundationEssentials
import Guilds

/// One chart drawn: as a file of its own, and for light and dark pages.
struct ChartPictures {
    let file: String
    let altText: String
    let picture: [UInt8]
    let light: EmbeddedPicture
    let dark: EmbeddedPicture
    /// The size on a page in CSS pixels.
    var width: Int { Int(Self.pageSize.width) }
    var height: Int { Int(Self.pageSize.height) }

    private static let pageSize = Size(960, 500)
    private static let pageScale = 1.5

    /// Nil where the snapshot has no such figure.
    init?(of definition: ChartDefinition, from reading: SnapshotReading) throws(ReportError) {
        let drawing = ChartDrawing(definition: definition, reading: reading)
        guard let chart = drawing.chart(size: Size(1200, 675), theme: .light),
            let onLight = drawing.chart(size: Self.pageSize, theme: .light),
            let onDark = drawing.chart(size: Self.pageSize, theme: .dark)
        else { return nil }
        file = definition.file
        altText = chart.altText
        do {
            picture = try png(of: chart)
            light = EmbeddedPicture(try png(of: onLight, scale: Self.pageScale))
            dark = EmbeddedPicture(try png(of: onDark, theme: .dark, scale: Self.pageScale))
        } catch {
            throw ReportError(
                code: .drawingFailed, file: definition.file, line: nil, reason: "the chart could not be drawn",
                underlying: String(reflecting: error))
        }
    }

    func artifact(named name: String) -> Artifact {
        Artifact(name: name, mediaType: "image/png", audience: .members, bytes: picture, altText: altText)
    }
}

/// A PNG picture as a `data:` address, so that a page needs no other file.
struct EmbeddedPicture {
    let address: String

    init(_ png: [UInt8]) {
        address = "data:image/png;base64," + Data(png).base64EncodedString()
    }
}
