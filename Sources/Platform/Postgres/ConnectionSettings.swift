import CPQ

/// Where the database is and how connections to it behave.
package struct ConnectionSettings: Sendable {
    /// What the server's activity view shows as the program's name.
    package var applicationName: String?
    /// How long opening a connection may take, all addresses of the host together.
    package var connectTimeout: Duration = .seconds(10)
    /// How long one statement may run before the server ends it with `.timedOut`. Nil: as the server is set.
    package var statementTimeout: Duration?
    /// Makes every transaction read-only unless it says otherwise; writes fail with `.readOnly`.
    package var readOnly = false

    /// libpq's connection keywords, as given by the caller.
    let given: [String: String]

    /// Settings from a URL (`postgresql://user:password@host:port/name?sslmode=require`, the form of
    /// `DATABASE_URL`) or from libpq's `key=value` form.
    ///
    /// A unix socket is named by its folder: `postgresql:///name?host=/run/postgresql`. Parts that are not
    /// given are libpq's defaults. Throws `.invalidQuery` when the text is neither form.
    package init(url: String) throws(PostgresError) {
        var given = try Self.parse(url)
        if let seconds = given.removeValue(forKey: "connect_timeout").flatMap(Int.init), seconds > 0 {
            connectTimeout = .seconds(seconds)
        }
        applicationName = given.removeValue(forKey: "application_name")
        self.given = given
    }

    private static func parse(_ url: String) throws(PostgresError) -> [String: String] {
        var complaint: UnsafeMutablePointer<CChar>?
        guard let options = unsafe PQconninfoParse(url, &complaint) else {
            // libpq's complaint quotes the text, which may hold a password: it is dropped.
            if let complaint = unsafe complaint { unsafe PQfreemem(complaint) }
            throw PostgresError(.invalidQuery, detail: "the connection string cannot be read")
        }
        defer { unsafe PQconninfoFree(options) }
        var given: [String: String] = [:]
        var option = unsafe options
        while let keyword = unsafe option.pointee.keyword {
            if let value = unsafe option.pointee.val {
                unsafe given[String(cString: keyword)] = unsafe String(cString: value)
            }
            unsafe option += 1
        }
        return given
    }

    /// The same server with another database.
    package func database(_ name: String) -> ConnectionSettings {
        var given = given
        given["dbname"] = name
        return ConnectionSettings(copying: self, given: given)
    }

    private init(copying other: ConnectionSettings, given: [String: String]) {
        applicationName = other.applicationName
        connectTimeout = other.connectTimeout
        statementTimeout = other.statementTimeout
        readOnly = other.readOnly
        self.given = given
    }

    /// The keywords for `PQconnectStartParams`.
    var keywords: [String: String] {
        // A server that vanished without a goodbye is noticed after about a minute.
        let defaults = ["keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3"]
        var all = defaults.merging(given) { _, given in given }
        all["client_encoding"] = "UTF8"
        all["application_name"] = applicationName ?? "guildscope"
        var options = given["options"].map { text in [text] } ?? []
        options.append("-c TimeZone=UTC")
        if let statementTimeout {
            options.append("-c statement_timeout=\(max(1, statementTimeout.wholeMilliseconds))")
        }
        if readOnly { options.append("-c default_transaction_read_only=on") }
        all["options"] = options.joined(separator: " ")
        return all
    }
}

extension ConnectionSettings: CustomStringConvertible {
    /// The address without user and password.
    package var description: String {
        "\(given["host"] ?? "localhost"):\(given["port"] ?? "5432")/\(given["dbname"] ?? "")"
    }
}

extension Duration {
    var wholeMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
