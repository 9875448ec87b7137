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
                "digest.md", "dashboard.html", "officers.md", "officers.html", "roster.png", "activity.png",
                "gear.png", "rating.png", "classes.png", "roster_weekly.csv", "members.csv",
            ]))
    }

    @Test func `the same snapshot gives the same bytes`() throws {
        let again = try Report(folder: ReportsFolder.path).render(ExampleGuild.snapshot)
        #expect(try artifacts() == again)
    }

    @Test func `the digest fits into a message`() throws {
        #expect(try ReportsFolder.text("digest.md", in: artifacts()).count < 2_500)
    }
}
