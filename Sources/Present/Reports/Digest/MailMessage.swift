import FoundationEssentials
import Guilds

/// An e-mail as RFC 5322 and RFC 2045 to 2047 describe it, to be given to `sendmail -t` with a recipient, or opened.
///
/// Plain text and HTML as alternatives, the chart within the message by `cid:` (RFC 2387, RFC 2392): most mail programs
/// block what would have to be fetched and `data:` addresses, and show this. Whoever sends it adds date and sender; so
/// the same digest gives the same bytes.
struct MailMessage {
    let subject: String
    let text: String
    let html: String
    let chart: Artifact?

    /// The name of the chart within the message.
    static let chartID = "chart@guildscope.invalid"

    /// The message with CRLF line ends, all of it ASCII.
    var bytes: [UInt8] {
        var digest = Fingerprint()
        for part in [subject, text, html] { digest.combine(part) }
        digest.combine(chart?.bytes ?? [])
        let boundary = "guildscope-\(digest.hex)"
        let page = part("text/html; charset=utf-8", [], Array(html.utf8))
        var lines = ["Subject: " + encodedSubject, "MIME-Version: 1.0"]
        lines += ["Content-Type: multipart/alternative; boundary=\"\(boundary)-a\"", ""]
        lines += ["--\(boundary)-a"] + part("text/plain; charset=utf-8", [], Array(text.utf8))
        lines.append("--\(boundary)-a")
        if let chart {
            lines += [
                "Content-Type: multipart/related; type=\"text/html\"; boundary=\"\(boundary)-r\"", "",
                "--\(boundary)-r",
            ]
            lines += page + ["--\(boundary)-r"]
            let headers = [
                "Content-ID: <\(Self.chartID)>", "Content-Disposition: inline; filename=\"\(chart.name)\"",
            ]
            lines += part(chart.mediaType, headers, chart.bytes) + ["--\(boundary)-r--"]
        } else {
            lines += page
        }
        lines += ["--\(boundary)-a--", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private func part(_ type: String, _ headers: [String], _ bytes: [UInt8]) -> [String] {
        ["Content-Type: \(type)", "Content-Transfer-Encoding: base64"] + headers + [""]
            + Self.lines(of: Data(bytes).base64EncodedString())
    }

    /// In lines of 76 letters, as RFC 2045 asks.
    private static func lines(of base64: String) -> [String] {
        let letters = Array(base64.utf8)
        return stride(from: 0, to: letters.count, by: 76).map { start in
            String(decoding: letters[start..<min(start + 76, letters.count)], as: UTF8.self)
        }
    }

    /// Encoded words of at most 75 letters, none of which cuts a character (RFC 2047).
    private var encodedSubject: String {
        var words: [String] = []
        var chunk = ""
        for scalar in subject.unicodeScalars {
            // 45 bytes are 60 letters, and 12 more are the word's own.
            if chunk.utf8.count + UTF8.width(scalar) > 45 {
                words.append(chunk)
                chunk = ""
            }
            chunk.unicodeScalars.append(scalar)
        }
        words.append(chunk)
        return words.map { word in "=?utf-8?B?\(Data(word.utf8).base64EncodedString())?=" }
            .joined(separator: "\r\n ")
    }
}
