import Guilds
import Reports
import Testing

/// What is wrong with a definition is said with file, line and reason.
struct DefinitionTests {
    @Test(arguments: [
        ("pages:\n  - file: [", "report.yaml:3: "),
        (
            "pages:\n  - file: a.md\n    colour: red\n",
            "report.yaml:3: “colour” is not known here; known are file, "
        ),
        ("pages:\n  - file: a.md\n    template: t\n    title: x\n", "report.yaml:2: “format” is missing"),
        (
            "pages:\n  - file: a.md\n    template: t\n    format: pdf\n    title: x\n",
            "report.yaml:4: “format” is one of markdown, html"
        ),
        (
            "pages:\n  - file: a.md\n    template: nowhere\n    format: html\n    title: x\n",
            "report.yaml:2: template “nowhere” needs a file nowhere.mustache"
        ),
        (
            "pages:\n  - file: a.md\n    template: t\n    format: html\n    title: x\n    sections:\n"
                + "      - {title: y, charts: [pie]}\n", "report.yaml:2: no chart is named “pie”"
        ),
        ("csv:\n  - file: ../a.csv\n    table: x\n", "report.yaml:2: “../a.csv” is not a plain file name"),
        ("csv:\n  - file: a.csv\n", "report.yaml:2: “weeks” is missing"),
        ("csv:\n  - file: a.csv\n    table: x\n  - file: a.csv\n    table: y\n", "a.csv: is written by two"),
        ("charts: roster\n", "report.yaml:1: a list is expected here"),
        ("charts: []\ncharts: []\n", "report.yaml:1: “charts” stands here twice"),
        ("charts:\n  - kind: pie\n", "report.yaml:2: “kind” is one of roster, trend, bars"),
        (
            "charts:\n  - {name: a, title: b, kind: bars, metric: m, measure: n,\n     forecast: f}\n",
            "report.yaml:3: “forecast” is not known here; known are name, file, title, kind, audience, metric, measure"
        ),
        (
            "charts:\n  - {name: a, title: b, kind: ranking, metric: m, measure: n, value: v, interval: i}\n",
            "report.yaml:2: “low” is missing"
        ),
    ])
    func `a mistake in a definition`(yaml: String, expected: String) throws {
        let folder = try TemporaryFolder(["report.yaml": yaml, "t.mustache": "{{title}}"])
        let error = try #require(throws: ReportError.self) { try Report(folder: folder.path) }
        #expect(error.description.hasPrefix(expected), "\(error.description)")
        #expect(!error.isTransient)
    }

    @Test func `a mistake in a template names its line`() throws {
        let folder = try TemporaryFolder([
            "report.yaml": "charts: []\n", "bad.mustache": "one\n{{#open}}\nno end\n",
        ])
        let error = try #require(throws: ReportError.self) { try Report(folder: folder.path) }
        #expect(error.file == "bad.mustache")
        #expect(error.line != nil)
    }

    @Test func `a folder that is not there is unreadable`() throws {
        let error = try #require(throws: ReportError.self) { try Report(folder: "/nowhere/reports") }
        #expect(error.code == .unreadable)
    }

    @Test func `a folder without definitions is refused`() throws {
        let folder = try TemporaryFolder(["t.mustache": ""])
        let error = try #require(throws: ReportError.self) { try Report(folder: folder.path) }
        #expect(error.code == .invalidDefinition)
    }

    @Test func `insights that a snapshot lacks leave their place empty`() throws {
        let folder = try TemporaryFolder([
            "report.yaml": """
            pages:
              - {file: a.md, template: t, format: markdown, title: x, headline: no.such, sections: [
                  {title: y, facts: [no.such], tables: [{metric: no.such, title: z}]}]}
            charts:
              - {name: c, file: c.png, title: t, kind: bars, metric: no.such, measure: m}
            """,
            "t.mustache":
                "{{% CONTENT_TYPE:TEXT}}{{title}}{{headline}}{{#sections}}{{title}}{{#facts}}f{{/facts}}{{/sections}}",
        ])
        let artifacts = try Report(folder: folder.path).render(SmallSnapshot.snapshot)
        #expect(artifacts.map(\.name) == ["a.md"])
        #expect(try ReportsFolder.text("a.md", in: artifacts) == "xy")
    }
}
