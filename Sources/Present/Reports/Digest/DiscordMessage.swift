import FoundationEssentials

/// The body of a message as Discord's webhooks, channels and interactions take it.
///
/// Where it names an attachment, the chart goes along as `files[0]` of a multipart request with this body as
/// `payload_json`; a body without one stands alone.
struct DiscordMessage: Encodable {
    private let content: String
    private let allowedMentions = AllowedMentions()
    /// No previews of addresses.
    private let flags = 1 << 2
    private let attachments: [Attachment]?

    private struct AllowedMentions: Encodable {
        let parse: [String] = []
    }

    private struct Attachment: Encodable {
        let id = 0
        let filename: String
        let description: String
    }

    init(content: String, chart: Artifact?) {
        self.content = content
        attachments = chart.map { chart in
            [Attachment(filename: chart.name, description: chart.altText ?? "")]
        }
    }

    /// With sorted keys, so that equal messages are equal bytes.
    var json: String {
        get throws(ReportError) {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            do {
                return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
            } catch {
                throw ReportError(
                    code: .drawingFailed, file: "digest", line: nil,
                    reason: "the message cannot be written down", underlying: String(describing: error))
            }
        }
    }
}
