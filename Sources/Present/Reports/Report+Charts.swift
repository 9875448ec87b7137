import Canvas
package import Charts
package import Guilds

extension Report {
    /// The names of the charts that the definitions know, sorted.
    package var chartNames: [String] { definition.charts.map(\.name).sorted() }

    /// One chart by hand, as `NAME.png`, from what members may read; nil where the snapshot lacks what it shows,
    /// or no chart has the name.
    package func chart(
        _ name: String, of snapshot: GuildSnapshot, style: ChartStyle = ChartStyle()
    ) throws -> Artifact? {
        guard let chart = definition.charts.first(where: { chart in chart.name == name }) else { return nil }
        return try picture(
            chart, from: SnapshotReading(snapshot), named: "\(name).png", style, with: Typesetter())
    }

    /// A chart that stands alone, drawn for Discord unless told otherwise.
    func picture(
        _ definition: ChartDefinition, from reading: SnapshotReading, named name: String,
        _ style: ChartStyle = ChartStyle(), with typesetter: Typesetter
    ) throws -> Artifact? {
        try Task.checkCancellation()
        let drawing = ChartDrawing(
            definition: definition, reading: reading, isAlone: true, locale: style.locale)
        guard let chart = drawing.chart() else { return nil }
        do {
            return Artifact(
                name: name, mediaType: "image/png", audience: .members,
                bytes: try png(of: chart, style: style, typesetter: typesetter),
                altText: chart.altText(in: style.locale))
        } catch {
            throw drawing.failure(error)
        }
    }
}
