import Canvas
import Charts
package import Guilds
import Mustache

/// Snapshot reports: what a folder of definitions and templates makes of a snapshot.
package struct Report: Sendable {
    let definition: ReportDefinition
    let templates: MustacheLibrary
    private let catalogues: TextCatalogues?

    /// Reads every `*.yaml` and `*.mustache` of a folder and checks them.
    ///
    /// An error names file, line and reason.
    package init(folder: String) throws(ReportError) {
        let files = try ReportFolder(path: folder)
        let definition = try ReportDefinition(files.definitions)
        templates = try files.templates(neededBy: definition)
        catalogues = try files.catalogues(neededBy: definition)
        self.definition = definition
    }

    /// All files of the report, a function of snapshot and reader alone: the same give the same bytes.
    ///
    /// Pages, charts and tables for members are made from the member part and cannot show the officers'. Throws
    /// `ReportError`, or `CancellationError` soon after the task is cancelled: drawing takes seconds.
    package func render(
        _ snapshot: GuildSnapshot, for reader: ReportReader = ReportReader()
    ) throws -> [Artifact] {
        let reading = SnapshotReading(snapshot)
        var artifacts: [Artifact] = []
        if let words = catalogues?.words(for: reader) {
            artifacts += try pictures(from: reading, words)
            artifacts += try pages(from: reading, words)
        }
        for sheet in definition.sheets {
            artifacts.append(
                .text(sheet.text(from: reading), name: sheet.file, mediaType: "text/csv; charset=utf-8"))
        }
        for definition in definition.digests {
            try Task.checkCancellation()
            guard let digest = try rendering(definition, reading, reader) else { continue }
            for form in DigestForm.allCases { artifacts.append(try digest.artifact(form)) }
            // Editions share their picture.
            guard let chart = digest.chart, !artifacts.contains(where: { $0.name == chart.name }) else {
                continue
            }
            artifacts.append(chart)
        }
        return artifacts
    }

    /// The charts that have a file of their own.
    private func pictures(from reading: SnapshotReading, _ words: ReportWords) throws -> [Artifact] {
        let typesetter = Typesetter()
        return try definition.charts.compactMap { chart in
            try chart.file.flatMap { file in
                try picture(
                    chart, from: reading, words, for: chart.audience, named: file, with: typesetter)
            }
        }
    }

    private func pages(from reading: SnapshotReading, _ words: ReportWords) throws -> [Artifact] {
        let typesetter = Typesetter()
        let shown = Set(definition.pages.flatMap(\.sections).flatMap(\.charts))
        var pictures: [String: ChartPictures] = [:]
        for chart in definition.charts where shown.contains(chart.name) {
            // Only officers' pages may name a chart for officers.
            pictures[chart.name] = try ChartPictures(
                of: chart, from: reading, words, audience: chart.audience, with: typesetter)
        }
        return try definition.pages.compactMap { page in
            try Task.checkCancellation()
            return text(of: page, from: reading, pictures, words).map { text in
                .text(text, name: page.file, mediaType: page.format.mediaType, audience: page.audience)
            }
        }
    }

    /// A page as its template writes it; charts without pictures are left out.
    func text(
        of page: PageDefinition, from reading: SnapshotReading, _ pictures: [String: ChartPictures],
        _ words: ReportWords
    ) -> String? {
        let view = PageView(of: page, from: reading, pictures: pictures, words: words)
        // The template was found when the folder was read.
        return templates.render(view, withTemplate: page.template)
    }

    /// The words for a chart by hand.
    func words(in locale: ChartLocale) -> ReportWords? {
        catalogues?.words(for: locale)
    }

    /// The weekly digest of a snapshot in one form, with its chart; nil where the folder defines none for the audience.
    ///
    /// Without a chart a message for Discord stands alone.
    package func digest(
        of snapshot: GuildSnapshot, as form: DigestForm, for audience: Artifact.Audience,
        reader: ReportReader = ReportReader(), hasChart: Bool = true
    ) throws(ReportError) -> (text: Artifact, chart: Artifact?)? {
        guard let definition = definition.digests.first(where: { one in one.audience == audience }),
            let digest = try rendering(definition, SnapshotReading(snapshot), reader, hasChart: hasChart)
        else { return nil }
        return (try digest.artifact(form), digest.chart)
    }

    /// The names of a digest's file and of its chart; nil where the folder defines none for the audience.
    package func digestFiles(
        as form: DigestForm, for audience: Artifact.Audience
    ) -> (text: String, chart: String)? {
        definition.digests.first { one in one.audience == audience }.map { digest in
            ("\(digest.name).\(form.fileExtension)", digest.chart)
        }
    }

    private func rendering(
        _ definition: DigestDefinition, _ reading: SnapshotReading, _ reader: ReportReader,
        hasChart: Bool = true
    ) throws(ReportError) -> DigestRendering? {
        guard let texts = catalogues?[reader.language] else { return nil }
        return try DigestRendering(
            definition, templates: templates, texts: texts, reader: reader, from: reading,
            hasChart: hasChart)
    }
}
