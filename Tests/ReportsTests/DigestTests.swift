import FoundationEssentials
import Guilds
import Testing

@testable import Reports

/// The weekly digest in its forms, languages and editions, of snapshots made for it.
struct DigestTests {
    private static let report = Result { try Report(folder: ReportsFolder.path) }

    private func digest(
        _ snapshot: DigestSnapshot = DigestSnapshot(), as form: DigestForm = .text,
        for audience: Artifact.Audience = .members, in language: ReportLanguage = .english,
        hasChart: Bool = false
    ) throws -> String {
        let made = try Self.report.get().digest(
            of: snapshot.snapshot, as: form, for: audience, reader: ReportReader(language),
            hasChart: hasChart)
        return String(decoding: try #require(made).text.bytes, as: UTF8.self)
    }

    /// The content of a message for Discord.
    private struct Message: Decodable {
        struct Mentions: Decodable {
            let parse: [String]
        }

        struct Attachment: Decodable {
            let id: Int
            let filename: String
            let description: String
        }

        let content: String
        let flags: Int
        let allowedMentions: Mentions
        let attachments: [Attachment]?
    }

    private func message(_ json: String) throws -> Message {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Message.self, from: Data(json.utf8))
    }

    @Test func `a week is told from its headline to what is not known`() throws {
        let lines = try digest().split(separator: "\n")
        // Lines of lesser weight may stand between these.
        for line in [
            "Pale Lantern: week of 3 Jun",
            "The number of keystone runs fell from 148 to 91, far more than a usual week brings (−3 give or take 8). 61\u{a0}% of it comes from one class: Priest.",
            "Members 1,154 (+3), Logged in 808 (−4), Median item level 660 (±0), Keystone runs 91 (−57)",
            "First kills: The Hollow Regent (heroic) on 4 Jun, 18 there",
            "Ahead: The Hollow Regent (mythic) falls by the next reset with 62\u{a0}%, in 8 of 10 cases between 11 Jun and 10 Jul.",
            "As of 11 Jun 2026. Seen of the members: logins 99\u{a0}%, gear 88\u{a0}%, keystones 91\u{a0}%.",
        ] as [Substring] {
            #expect(lines.contains(line), "\(line)")
        }
    }

    @Test(arguments: DigestSnapshot.Course.allCases, ReportLanguage.allCases)
    func `every edition of every week fits, says when it was made, and has no place left open`(
        course: DigestSnapshot.Course, language: ReportLanguage
    ) throws {
        for audience in Artifact.Audience.allCases {
            let snapshot = DigestSnapshot(course: course)
            for form in [DigestForm.markdown, .text] {
                let text = try digest(snapshot, as: form, for: audience, in: language)
                #expect(text.utf16.count <= 900)
                #expect(text.contains("2026"))
                #expect(!text.contains("{") && !text.contains("An English sentence"))
            }
            let content = try message(digest(snapshot, as: .discord, for: audience, in: language)).content
            #expect(content.utf16.count <= 900)
        }
    }

    @Test(arguments: [
        (DigestSnapshot.Course.quiet, "A steady week: all 4 figures stayed within the usual."),
        (.rose, "rose from 148 to 205"), (.learning, "still being learnt"), (.first, "at the first look"),
        (.unseen, "not been seen yet"),
        (.blind, "Too little was seen"),
    ])
    func `a week without a change says so honestly`(course: DigestSnapshot.Course, said: String) throws {
        #expect(try digest(DigestSnapshot(course: course)).contains(said))
    }

    @Test func `huge guilds and long names lose whole pieces, the least important first`() throws {
        for length in [1, 12, 24, 200, 2000] {
            for letter in ["W", "Ж", "별", "ع", "狼", "_", "*"] {
                for people in [0, 1, 3, 500] {
                    var snapshot = DigestSnapshot()
                    let name = String(repeating: letter, count: length)
                    snapshot.names = [name]
                    snapshot.guildName = name
                    snapshot.people = people
                    snapshot.matters = 40
                    snapshot.boss = name
                    for audience in Artifact.Audience.allCases {
                        for form in [DigestForm.markdown, .text] {
                            let text = try digest(snapshot, as: form, for: audience, in: .german)
                            #expect(text.utf16.count <= 900)
                            #expect(text.contains("Schlüsselsteinläufe fiel von 148 auf 91"))
                            #expect(text.contains("Stand 11. Jun 2026"))
                            // What is left of the letter is whole names.
                            let runs = text.split { character in String(character) != letter }
                            if form == .text, letter != "W" {
                                #expect(runs.allSatisfy { run in run.count == length })
                            }
                        }
                    }
                }
            }
        }
    }

    @Test func `extra lines go first, movers stay three as long as they can`() throws {
        let text = try digest(DigestSnapshot(people: 500, matters: 12))
        #expect(!text.contains("Promoted") && text.contains("Ahead") && text.contains("To decide"))
        #expect(text.matches(of: /rating, now/).count >= 3)
    }

    @Test func `who was forgotten is not told of`() throws {
        let text = try digest(DigestSnapshot(hasNames: false), for: .officers)
        #expect(!text.contains("Well done") && !text.contains("Away") && text.contains("To decide"))
    }

    @Test(arguments: [
        "@everyone", "<@123>", "*x*", "_x_", "~~x~~", "`x`", "||x||", "# x", "[x](https://x.example)",
        ":smile:", "<script>alert(1)</script>", "\"><img src=x>", "a\u{202E}b\nc",
    ])
    func `a name fires neither mentions nor marks nor markup`(name: String) throws {
        var snapshot = DigestSnapshot()
        snapshot.names = [name]
        snapshot.guildName = name
        let sent = try message(digest(snapshot, as: .discord))
        #expect(sent.allowedMentions.parse.isEmpty)
        #expect(!sent.content.contains("@everyone") && !sent.content.contains("<@1"))
        // Every mark of a name has its backslash; what is left are the form's own.
        let bare = sent.content.replacing(/\\[^\n]/, with: "")
        #expect(
            !bare.contains("`") && !bare.contains("||") && !bare.contains("~~") && !bare.contains(":smile:"))
        #expect(!bare.contains("](") && !bare.contains("\u{202E}"))
        let mail = try page(in: digest(snapshot, as: .email))
        #expect(!mail.contains("<script") && !mail.contains("<img src=x"))
    }

    @Test func `a message names its chart only where it has one`() throws {
        let alone = try message(digest(as: .discord))
        #expect(alone.attachments == nil)
        let sent = try message(digest(as: .discord, hasChart: true))
        let attachment = try #require(sent.attachments?.first)
        #expect(attachment.id == 0 && attachment.filename == "digest.png")
        #expect(attachment.description.contains("Keystone runs") && attachment.description.count <= 1024)
    }

    /// The HTML of an e-mail.
    private func page(in mail: String) throws -> String {
        let part = try #require(mail.firstRange(of: "Content-Type: text/html"))
        let body = try #require(mail[part.upperBound...].firstRange(of: "\r\n\r\n"))
        let base64 = mail[body.upperBound...].prefix { letter in letter != "-" }
            .replacing("\r\n", with: "")
        return String(decoding: try #require(Data(base64Encoded: String(base64))), as: UTF8.self)
    }

    @Test func `an e-mail holds text, page and chart, and asks for nothing from elsewhere`() throws {
        var snapshot = DigestSnapshot()
        snapshot.guildName = "Blasse Laterne 창백한 등불 бледный фонарь"
        let mail = try digest(snapshot, as: .email, in: .german, hasChart: true)
        #expect(mail.utf8.allSatisfy { byte in byte < 128 })
        let lines = mail.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { line in line.utf8.count <= 998 && !line.contains("\n") })
        #expect(lines[0].hasPrefix("Subject: =?utf-8?B?"))
        for type in ["text/plain; charset=utf-8", "text/html; charset=utf-8", "image/png"] {
            #expect(mail.contains("Content-Type: \(type)\r\n"))
        }
        let html = try page(in: mail)
        #expect(html.contains("src=\"cid:chart@guildscope.invalid\"") && mail.contains("Content-ID: <chart@"))
        #expect(html.firstMatch(of: /(src|href|url)\s*[=(]\s*"?(http|\/\/|data:)/) == nil)
        #expect(html.contains("<html lang=\"de\">") && html.contains("alt=\"Schlüsselsteinläufe"))
        #expect(!html.contains("<style") && !html.contains("<script"))
    }

    @Test func `officers' facts stand in no form for members`() throws {
        let names = ["Thornwick", "Quillon"]
        let snapshot = DigestSnapshot(names: names, people: 2, matters: 3)
        let officers = try digest(snapshot, for: .officers)
        for secret in ["Away unusually long", "16 days", "officers only"] {
            #expect(officers.contains(secret), "\(secret)")
            for form in DigestForm.allCases where form != .email {
                #expect(try !digest(snapshot, as: form).contains(secret), "\(form)")
            }
            #expect(try !page(in: digest(snapshot, as: .email)).contains(secret))
        }
        var without = snapshot.snapshot
        without.officerPart = []
        for form in DigestForm.allCases {
            let report = try Self.report.get()
            let (bare, full) = (
                try #require(try report.digest(of: without, as: form, for: .members)),
                try #require(try report.digest(of: snapshot.snapshot, as: form, for: .members))
            )
            #expect(bare.text == full.text)
            // The picture too, with the texts in its chunks.
            #expect(bare.chart == full.chart)
        }
    }

    @Test func `a German digest is German throughout`() throws {
        let english = ["Members", "week", "Ahead", "decide", " and ", "rating", "heroic", "Priest ", "As of"]
        for course in DigestSnapshot.Course.allCases {
            for audience in Artifact.Audience.allCases {
                var snapshot = DigestSnapshot(course: course)
                snapshot.boss = "Xal"
                let text = try digest(snapshot, for: audience, in: .german)
                for word in english { #expect(!text.contains(word), "\(word) in \(text)") }
                #expect(!text.contains("1,154"))
            }
        }
    }

    @Test func `days are those of the reader's clock`() throws {
        let seoul = ReportReader(.english, clock: [.init(since: 0, seconds: 9 * 3600)])
        let made = try Self.report.get().digest(
            of: DigestSnapshot().snapshot, as: .text, for: .members, reader: seoul, hasChart: false)
        // Made at 18:00 UTC of 11 June.
        #expect(String(decoding: try #require(made).text.bytes, as: UTF8.self).contains("As of 12 Jun 2026"))
    }
}
