/// Why a folder of captured responses cannot be served.
package struct ReplayError: Error, Hashable {
    /// What is wrong with the folder.
    package enum Code: String, Sendable {
        /// The folder does not exist or may not be read.
        case unreadableFolder
        /// The folder holds no pair of a body and its recorded headers.
        case noCaptures
        /// A body or its recorded headers cannot be read or have another form.
        case unreadableCapture
    }

    /// What is wrong.
    package let code: Code
    let path: String
    let underlying: String

    /// Never: the files must be repaired first.
    package var isTransient: Bool { false }
}

extension ReplayError: CustomStringConvertible, CustomDebugStringConvertible {
    /// What is wrong, without the path.
    package var description: String {
        switch code {
        case .unreadableFolder: "the folder of captured responses cannot be read"
        case .noCaptures: "the folder holds no captured responses"
        case .unreadableCapture: "a captured response cannot be read"
        }
    }

    /// For logs: adds the path and the system's words.
    package var debugDescription: String { "ReplayError(\(code.rawValue), \(path): \(underlying))" }
}
