import Analytics
import FoundationEssentials
import Guilds
import Reports
import Testing

/// The reports that ship with the package, rendered from half a year of an invented guild.
struct ExampleReportTests {
    private static let artifacts: Result<[Artifact], any Error> = Result {
        try Report(folder: ReportsFolder.path).render(ExampleGuild.snapshot)
    }

    private func artifacts() throws -> [Artifact] { try Self.artifacts.get() }

    @Test func `every promised file is there`() throws {
        let artifacts = try artifacts()
        for artifact in artifacts { Attachment.record(artifact.bytes, named: artifact.name) }
        let names = Set(artifacts.map(\.name))
        #expect(
            names.isSuperset(of: [
                "digest.md", "digest.txt", "digest.json", "digest.eml", "digest.png", "officers-digest.md",
                "officers-digest.txt", "officers-digest.json", "officers-digest.eml", "dashboard.html",
                "officers.html", "roster.png", "activity.png",
                "gear.png", "rating.png", "classes.png", "roster_weekly.csv", "members.csv",
            ]))
    }

    @Test func `the same snapshot gives the same bytes`() throws {
        let again = try Report(folder: ReportsFolder.path).render(ExampleGuild.snapshot)
        #expect(try artifacts() == again)
    }

    @Test func `every metric of the definitions is one that the analyses give`() throws {
        let snapshot = ExampleGuild.snapshot
        let known = Set((snapshot.memberPart + snapshot.officerPart).map(\.metric))
        for name in ["charts", "csv", "dashboard", "officers"] {
            let url = URL(filePath: "\(ReportsFolder.path)/\(name).yaml")
            let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
            let asked = Set(text.matches(of: /[a-z]+\.[a-z]+/).map { match in String(match.output) })
            let files = asked.filter { word in
                ["png", "md", "html", "csv"].contains { word.hasSuffix(".\($0)") }
            }
            #expect(asked.subtracting(files).subtracting(known) == [], "\(name).yaml")
        }
    }

    @Test func `no officers' insight shows in what members read`() throws {
        let snapshot = ExampleGuild.snapshot
        let secrets = snapshot.officerPart.map(\.sentence)
        let artifacts = try artifacts()
        for artifact in artifacts where artifact.audience == .members {
            let text = String(decoding: artifact.bytes, as: UTF8.self)
            for secret in secrets { #expect(!text.contains(secret), "\(artifact.name)") }
        }
        let officers = try ReportsFolder.text("officers.html", in: artifacts)
        for secret in secrets { #expect(officers.contains(secret)) }
    }

    @Test func `the page needs nothing from elsewhere and describes its pictures`() throws {
        let page = try ReportsFolder.text("dashboard.html", in: artifacts())
        #expect(page.firstMatch(of: /(src|href|srcset)="(?!data:image\/png;base64,|#)/) == nil)
        #expect(page.matches(of: /<script/).count == 1)
        #expect(page.matches(of: /<img [^>]*alt="[^"]{20,}"/).count == 6)
        #expect(
            page.matches(of: /<table>\n<caption>[^<]+<\/caption>/).count == page.matches(of: /<table>/).count)
        #expect(page.matches(of: /<h1>/).count == 1)
    }

    @Test func `a snapshot of a guild never seen still gives every page`() throws {
        var series = ExampleGuild.series
        series.rosterSeen = []
        series.members = []
        let report = try Report(folder: ReportsFolder.path)
        let artifacts = try report.render(GuildAnalysis.run(series, renderer: "example"))
        let digest = try ReportsFolder.text("digest.md", in: artifacts)
        #expect(digest.contains("The roster has not been seen yet"))
        #expect(artifacts.contains { artifact in artifact.name == "dashboard.html" })
    }
}
