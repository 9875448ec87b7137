import Canvas
package import Guilds
import Mustache

/// Snapshot reports: what a folder of definitions and templates makes of a snapshot.
package struct Report: Sendable {
    let definition: ReportDefinition
    let templates: MustacheLibrary

    /// Reads every `*.yaml` and `*.mustache` of a folder and checks them.
    ///
    /// An error names file, line and reason.
    package init(folder: String) throws(ReportError) {
        let files = try ReportFolder(path: folder)
        let definition = try ReportDefinition(files.definitions)
        templates = try files.templates(neededBy: definition.pages)
        self.definition = definition
    }

    /// All files of the report, a function of the snapshot alone: the same snapshot gives the same bytes.
    ///
    /// Pages, charts and tables for members are made from the member part and cannot show the officers'. Throws
    /// `ReportError`, or `CancellationError` soon after the task is cancelled: drawing takes seconds.
    package func render(_ snapshot: GuildSnapshot) throws -> [Artifact] {
        let reading = SnapshotReading(snapshot)
        var artifacts: [Artifact] = []
        var pictures: [String: ChartPictures] = [:]
        let typesetter = Typesetter()
        let onPages = Set(definition.pages.flatMap(\.sections).flatMap(\.charts))
        for chart in definition.charts {
            if let file = chart.file,
                let drawn = try picture(chart, from: reading, named: file, with: typesetter)
            {
                artifacts.append(drawn)
            }
            guard onPages.contains(chart.name) else { continue }
            pictures[chart.name] = try ChartPictures(of: chart, from: reading, with: typesetter)
        }
        for page in definition.pages {
            try Task.checkCancellation()
            let view = PageView(of: page, from: reading, pictures: pictures)
            // The template was found when the folder was read.
            guard let text = templates.render(view, withTemplate: page.template) else { continue }
            artifacts.append(
                .text(text, name: page.file, mediaType: page.format.mediaType, audience: page.audience))
        }
        for sheet in definition.sheets {
            artifacts.append(
                .text(sheet.text(from: reading), name: sheet.file, mediaType: "text/csv; charset=utf-8"))
        }
        return artifacts
    }
}
