import Configuration

/// Id and secret of one API client.
struct Credentials: Sendable {
    var clientID: String
    var clientSecret: String

    /// The API clients that are configured: two lists of equal length, separated by commas.
    ///
    /// Empty when neither is set. Errors name the settings and no value.
    static func all(in reader: ConfigReader) throws -> [Credentials] {
        let ids = list(reader.string(forKey: "blizzard.client.id"))
        let secrets = list(reader.string(forKey: "blizzard.client.secret", isSecret: true))
        guard ids.count == secrets.count else {
            throw UserError(
                "BLIZZARD_CLIENT_ID has \(ids.count) entries and BLIZZARD_CLIENT_SECRET \(secrets.count): "
                    + "give as many secrets as ids, in the same order, separated by commas", exit: .usage)
        }
        guard !(ids + secrets).contains("") else {
            throw UserError(
                "BLIZZARD_CLIENT_ID or BLIZZARD_CLIENT_SECRET has an empty entry between its commas",
                exit: .usage)
        }
        guard Set(ids).count == ids.count else {
            throw UserError("BLIZZARD_CLIENT_ID names the same API client twice", exit: .usage)
        }
        return zip(ids, secrets).map { id, secret in Credentials(clientID: id, clientSecret: secret) }
    }

    private static func list(_ text: String?) -> [String] {
        guard let text, !text.allSatisfy(\.isWhitespace) else { return [] }
        return text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
    }
}
