import Charts
import FoundationEssentials
import Guilds
import Reports
import Testing

/// How a page is built for readers with and without a mouse, and charts by hand.
struct PageTests {
    private static let rendered: Result<[Artifact], any Error> = Result {
        try Report(folder: ReportsFolder.path).render(ExampleGuild.snapshot)
    }

    private func page(_ name: String = "dashboard.html") throws -> String {
        try ReportsFolder.text(name, in: Self.rendered.get())
    }

    @Test(arguments: ["dashboard.html", "officers.html"])
    func `every link of the page leads to a section of its own`(name: String) throws {
        let page = try page(name)
        let links = page.matches(of: /href="#([^"]+)"/).map { match in String(match.1) }
        let places = page.matches(of: /\sid="([^"]+)"/).map { match in String(match.1) }
        #expect(links.count > 4)
        #expect(Set(places).count == places.count)
        #expect(Set(links).isSubset(of: Set(places)))
    }

    @Test func `each chart's numbers stand below it, with places for wide and narrow pictures`() throws {
        let page = try page()
        #expect(page.matches(of: /<figure class="chart"/).count == 6)
        #expect(page.matches(of: /<tr data-wide="0\.\d+ 0\.\d+" data-narrow="0\.\d+ 0\.\d+">/).count > 80)
    }

    @Test func `what is cut is whole in a fold, and only whole tables are sorted`() throws {
        let page = try page()
        let cuts = page.matches(of: /<div class="scroll cut"/).count
        #expect(cuts > 0)
        #expect(page.matches(of: /<details class="rest">/).count == cuts)
        #expect(!page.contains(/scroll cut"[^>]*>\n<table class="sortable">/))
    }

    @Test func `numbers and days carry what they are sorted by`() throws {
        let page = try page()
        #expect(page.contains(/<td class="n" data-v="[-0-9.]+">/))
        #expect(page.contains(/<td data-v="1\d{9}">\d+ \w+ 20\d\d<\/td>/))
    }

    @Test func `a chart by hand is the one of the report, in any format, theme and language`() throws {
        let report = try Report(folder: ReportsFolder.path)
        let snapshot = ExampleGuild.snapshot
        let roster = try #require(try report.chart("roster", of: snapshot))
        #expect(try Self.rendered.get().contains(roster))
        let german = try #require(
            try report.chart(
                "roster", of: snapshot,
                style: ChartStyle(format: .square, theme: .light, locale: .german)))
        #expect(german.altText?.contains("Mitglieder, Zugänge und Abgänge") == true)
        #expect(german.bytes != roster.bytes)
    }

    @Test func `a chart that the snapshot cannot tell is none`() throws {
        let report = try Report(folder: ReportsFolder.path)
        #expect(try report.chart("gear", of: SmallSnapshot.snapshot) == nil)
        #expect(try report.chart("pie", of: SmallSnapshot.snapshot) == nil)
        #expect(report.chartNames().contains("gear") && !report.chartNames().contains("pie"))
    }
}
