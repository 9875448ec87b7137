import FoundationEssentials
import Guilds
import Reports
import Testing

/// What names of every kind become in each format.
struct GoldenTests {
    private func render(
        _ yaml: String, of snapshot: GuildSnapshot = SmallSnapshot.snapshot
    ) throws -> [Artifact] {
        var files = ["report.yaml": yaml]
        files["list.mustache"] = Self.list
        for name in ["page", "table", "row", "chart", "style", "script"] {
            let url = URL(filePath: "\(ReportsFolder.path)/\(name).mustache")
            files["\(name).mustache"] = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        }
        let folder = try TemporaryFolder(files)
        return try Report(folder: folder.path).render(snapshot)
    }

    /// A page of Markdown, as somebody may add one of their own.
    private static let list = """
        {{% CONTENT_TYPE:TEXT}}# {{guild}}: {{title}}
        -# {{realm}} ({{region}}), as of {{asOf}}

        **{{headline}}**
        {{#tiles}}
        - **{{label}}:** {{value}}{{#change}}, {{.}}{{/change}} ({{note}})
        {{/tiles}}
        {{#sections}}

        ## {{title}}
        {{#facts}}
        - {{.}}
        {{/facts}}
        {{#tables}}

        {{sentence}}
        {{#rows}}
        - **{{first}}**: {{rest}}
        {{/rows}}
        {{#more}}
        - {{.}}
        {{/more}}
        {{/tables}}
        {{/sections}}
        {{#hasUnknowns}}

        ## What we do not know
        {{/hasUnknowns}}
        {{#unknowns}}
        - {{section}}: {{summary}}
        {{/unknowns}}

        """

    private static func page(_ format: String, _ template: String, _ file: String) -> String {
        """
        pages:
          - file: \(file)
            template: \(template)
            format: \(format)
            title: Weekly digest
            headline: roster.week
            tiles:
              - {label: Members, metric: roster.size, note: now}
              - {label: Joined, metric: roster.joins, note: "week of {week}"}
              - {label: Rating, metric: keystones.rating, note: now}
            sections:
              - title: Movers
                facts: [roster.size, officers.leavers]
                tables:
                  - {metric: movers.itemlevel, title: Gains}
                  - {metric: officers.leavers, title: Left}
        """
    }

    /// The last of three weeks with 9, 11 and 12 members begins as told: with the snapshot, a day, or a week before.
    @Test(arguments: [(0, "up 3 in a week"), (86_400, "up 1 since the reset"), (604_800, "up 1 in a week")])
    func `a tile says what its change is measured against`(age: Int64, expected: String) throws {
        var snapshot = SmallSnapshot.snapshot
        let newest = snapshot.manifest.asOf - age
        let points = zip([9.0, 11, 12], 0...).map { value, index in
            Insight.Point(at: Timestamp(seconds: newest - (2 - index) * 604_800), value: value)
        }
        let place = try #require(snapshot.memberPart.firstIndex { $0.metric == "roster.size" })
        snapshot.memberPart[place].figure = .curve(points, unit: "members")
        let text = try ReportsFolder.text(
            "digest.md", in: render(Self.page("markdown", "list", "digest.md"), of: snapshot))
        #expect(text.contains("- **Members:** 12, \(expected) (now)"))
    }

    @Test func `a page of Markdown escapes what Markdown and chats would read`() throws {
        let text = try ReportsFolder.text(
            "digest.md", in: render(Self.page("markdown", "list", "digest.md")))
        #expect(
            text == """
                # Pale \\& \\<Lantern\\>: Weekly digest
                -# Howling Fjord (EU), as of 11 Jun 2026, 18:00 UTC

                **10 members. 1 joined.**
                - **Members:** 10 (now)
                - **Joined:** 1 (week of 10 Jun)
                - **Rating:** – (not known yet)

                ## Movers
                - The guild has 10 members.

                10 members gained item levels.
                - **Маревна**: Monk, gain −1.5, seen on 3 Jun 2026
                - **별하늘**: Monk, gain −1.5, seen on 3 Jun 2026
                - **Émeline**: gain −1.5, seen on 3 Jun 2026
                - **\\<script\\>alert(1)\\</script\\>**: Monk, gain −1.5, seen on 3 Jun 2026
                - **=cmd()\\|'x'!A1**: Monk, gain −1.5, seen on 3 Jun 2026
                - **a\\|b\\*c\\_d\\`e\\`**: Monk, gain −1.5, seen on 3 Jun 2026
                - **"\u{0338} onload=alert(1) x="**: Monk, gain −1.5, seen on 3 Jun 2026
                - **@\u{200B}everyone**: Monk, gain −1.5, seen on 3 Jun 2026
                - **evil \\# title**: Monk, gain −1.5, seen on 3 Jun 2026
                - **\\[x\\](https\\://x.example)**: Monk, gain −1.5, seen on 3 Jun 2026
                - **(name removed)**: Monk, gain −1.5, seen on 3 Jun 2026

                ## What we do not know
                - Movers: 1 \\<private\\> profile (90% seen)

                """)
    }

    @Test func `a page escapes what a browser would read`() throws {
        let text = try ReportsFolder.text("page.html", in: render(Self.page("html", "page", "page.html")))
        let rows = text.split(separator: "\n").filter { line in line.hasPrefix("<tr><th scope=\"row\">") }
        func row(_ name: String, _ characterClass: String = "Monk") -> Substring {
            "<tr><th scope=\"row\"><bdi>\(name)</bdi></th><td>\(characterClass)</td><td class=\"n\" data-v=\"-1.5\">−1.5</td><td data-v=\"1780470000\">3 Jun 2026</td></tr>"
        }
        #expect(
            rows == [
                row("Маревна"), row("별하늘"), row("Émeline", "–"),
                row("&lt;script&gt;alert(1)&lt;/script&gt;"), row("=cmd()|&#39;x&#39;!A1"),
                row("a|b*c_d`e`"), row("&quot;\u{0338} onload=alert(1) x=&quot;"), row("@everyone"),
                row("evil # title"), row("[x](https://x.example)"), row("(name removed)"),
            ])
        #expect(text.contains("<h1><bdi>Pale &amp; &lt;Lantern&gt;</bdi></h1>"))
        #expect(text.contains("<title>Pale &amp; &lt;Lantern&gt;: Weekly digest, 11 Jun 2026</title>"))
        #expect(text.matches(of: /<script/).count == 1)
    }

    @Test(arguments: [("markdown", "list", "page.md"), ("html", "page", "page.html")])
    func `a members' page that asks for officers' insights gets none`(
        format: String, template: String, file: String
    ) throws {
        let text = try ReportsFolder.text(file, in: render(Self.page(format, template, file)))
        #expect(!text.contains("Officers only"))
        let officers = Self.page(format, template, file) + "\n    audience: officers\n"
        let shown = try #require(try render(officers).first)
        #expect(shown.audience == .officers)
        #expect(String(decoding: shown.bytes, as: UTF8.self).contains("Officers only"))
    }

    @Test func `a table becomes CSV that no spreadsheet runs`() throws {
        let text = try ReportsFolder.text(
            "movers.csv", in: render("csv: [{file: movers.csv, table: movers.itemlevel}]"))
        #expect(
            text
                == [
                    "member,realm_id,character_id,class,gain,seen_on", "Маревна,60,0,Monk,-1.5,2026-06-03",
                    "별하늘,60,1,Monk,-1.5,2026-06-03", "Émeline,60,2,,-1.5,2026-06-03",
                    "<script>alert(1)</script>,60,3,Monk,-1.5,2026-06-03",
                    "'=cmd()|'x'!A1,60,4,Monk,-1.5,2026-06-03",
                    "a|b*c_d`e`,60,5,Monk,-1.5,2026-06-03",
                    "\"\"\"\u{0338} onload=alert(1) x=\"\"\",60,6,Monk,-1.5,2026-06-03",
                    "'@everyone,60,7,Monk,-1.5,2026-06-03", "evil # title,60,8,Monk,-1.5,2026-06-03",
                    "[x](https://x.example),60,9,Monk,-1.5,2026-06-03",
                    "(name removed),60,10,Monk,-1.5,2026-06-03", "",
                ].joined(separator: "\r\n"))
    }

    @Test func `weeks become CSV with empty fields for what is unknown`() throws {
        let text = try ReportsFolder.text(
            "weeks.csv",
            in: render(
                "csv: [{file: weeks.csv, weeks: [{column: members, metric: roster.size}, {column: joined, metric: roster.joins}]}]"
            ))
        #expect(
            text == "week_start,members,joined\r\n2026-05-27T07:00:00Z,9,\r\n2026-06-03T07:00:00Z,,\r\n"
                + "2026-06-10T07:00:00Z,10,1\r\n")
    }

    @Test func `a distribution becomes a table with shares`() throws {
        let text = try ReportsFolder.text(
            "roles.csv", in: render("csv: [{file: roles.csv, table: composition.roles}]"))
        #expect(
            text.split(separator: "\r\n").map(String.init) == [
                "group,members,share", "Tank,1,25%", "Healer,3,75%",
            ])
    }
}
