import ArgumentParser

/// How a command ended, for schedulers; after sysexits(3) where it has a fitting number.
enum Exit: Int32 {
    /// Done, but some targets failed; they are recorded and will be tried again.
    case partial = 3
    /// The doctor found something to look at.
    case attention = 4
    case usage = 64
    /// The realm, guild or character is unknown.
    case notFound = 66
    /// The doctor found a problem.
    case unwell = 69
    /// A fault of our own.
    case fault = 70
    /// Try again later: the database or the API does not answer.
    case temporary = 75
    /// The API or the database refused the credentials.
    case refused = 77

    var code: ExitCode { ExitCode(rawValue) }
}

/// What went wrong and what to do, in words for the person at the terminal.
struct UserError: Error, CustomStringConvertible {
    let description: String
    let exit: Exit

    init(_ description: String, exit: Exit) {
        self.description = description
        self.exit = exit
    }
}
