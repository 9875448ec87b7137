import Canvas
package import Charts
package import Guilds

extension Report {
    /// The names of the charts that the definitions know for an audience, sorted; officers know the members' too.
    package func chartNames(for audience: Artifact.Audience = .members) -> [String] {
        definition.charts.filter { chart in chart.audience == .members || audience == .officers }
            .map(\.name).sorted()
    }

    /// One chart by hand, as `NAME.png`; nil where the snapshot lacks what it shows, or no chart has the name.
    ///
    /// A chart of what officers may read is drawn for officers only, and says so in its audience.
    package func chart(
        _ name: String, of snapshot: GuildSnapshot, for audience: Artifact.Audience = .members,
        style: ChartStyle = ChartStyle()
    ) throws -> Artifact? {
        guard let chart = definition.charts.first(where: { chart in chart.name == name }),
            let words = words(in: style.locale)
        else { return nil }
        return try picture(
            chart, from: SnapshotReading(snapshot), words, for: audience, named: "\(name).png", style,
            with: Typesetter())
    }

    /// A chart that stands alone, drawn for Discord unless told otherwise.
    func picture(
        _ definition: ChartDefinition, from reading: SnapshotReading, _ words: ReportWords,
        for audience: Artifact.Audience, named name: String, _ style: ChartStyle = ChartStyle(),
        with typesetter: Typesetter
    ) throws -> Artifact? {
        try Task.checkCancellation()
        let drawing = ChartDrawing(
            definition: definition, reading: reading, words: words, audience: audience, isAlone: true)
        guard let chart = drawing.chart() else { return nil }
        var style = style
        style.locale = words.locale
        do {
            return Artifact(
                name: name, mediaType: "image/png", audience: definition.audience,
                bytes: try png(of: chart, style: style, typesetter: typesetter),
                altText: chart.altText(in: style.locale))
        } catch {
            throw drawing.failure(error)
        }
    }
}
