extension PostgresError {
    /// The code for an SQLSTATE, by appendix A of the PostgreSQL manual.
    ///
    /// The server uses 57014 both for a cancel request and for `statement_timeout`; `message` tells them apart.
    static func code(sqlState: String, message: String) -> Code {
        if let code = exactCodes[sqlState] { return code }
        if sqlState == "57014" {
            return message.contains("timeout") ? .timedOut : .queryCancelled
        }
        return classCodes[String(sqlState.prefix(2))] ?? .other
    }

    private static let exactCodes: [String: Code] = [
        "23505": .uniqueViolation,
        "25006": .readOnly,
        "25P02": .transactionAborted,
        "25P03": .connectionLost,
        "40001": .serializationFailure,
        "40P01": .deadlock,
        "42501": .permissionDenied,
        "53100": .diskFull,
        "53300": .connectionFailed,
        "55P03": .timedOut,
        "57P01": .connectionLost,
        "57P02": .connectionLost,
        "57P03": .connectionFailed,
        "57P05": .connectionLost,
        "3D000": .databaseMissing,
        "26000": .invalidQuery,
        "34000": .invalidQuery,
    ]

    private static let classCodes: [String: Code] = [
        "08": .connectionLost,
        "0A": .invalidQuery,
        "22": .invalidData,
        "23": .constraintViolation,
        "28": .authenticationFailed,
        "42": .invalidQuery,
    ]

    /// The error for a connection attempt that failed with libpq's verbose `message`.
    ///
    /// A failed attempt has no result to ask for its SQLSTATE, but the verbose message holds it:
    /// `FATAL:  28P01: password authentication failed …`.
    static func connecting(message: String) -> PostgresError {
        guard let state = sqlState(inVerbose: message) else {
            let asksPassword = message.contains("no password supplied")
            return PostgresError(asksPassword ? .authenticationFailed : .connectionFailed, detail: message)
        }
        let code = code(sqlState: state, message: message)
        return PostgresError(
            code == .connectionLost ? .connectionFailed : code, sqlState: state, detail: message)
    }

    private static func sqlState(inVerbose message: String) -> String? {
        let bytes = Array(message.utf8)
        let isStateCharacter = { (byte: UInt8) in (48...57).contains(byte) || (65...90).contains(byte) }
        for start in bytes.indices.dropLast(8) where bytes[start...].starts(with: Array(":  ".utf8)) {
            let state = bytes[(start + 3)..<(start + 8)]
            if state.allSatisfy(isStateCharacter), bytes[start + 8] == UInt8(ascii: ":") {
                return String(decoding: state, as: UTF8.self)
            }
        }
        return nil
    }
}
