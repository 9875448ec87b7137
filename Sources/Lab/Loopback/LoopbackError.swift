internal import NIOCore

#if canImport(Glibc)
    internal import Glibc
#endif

/// Why a loopback server does not listen.
package struct LoopbackError: Error, Hashable {
    /// The kinds that a person can do something about.
    package enum Code: String, Sendable {
        /// Another program listens on the port.
        case portTaken
        /// The port is reserved for the system.
        case portForbidden
    }

    /// What is wrong.
    package let code: Code
    /// The port that was asked for.
    package let port: Int
}

extension LoopbackError {
    /// Nil for errors that are not about binding the port.
    init?(_ error: any Error, port: Int) {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE: self.init(code: .portTaken, port: port)
        case EACCES: self.init(code: .portForbidden, port: port)
        default: return nil
        }
    }
}

extension LoopbackError: CustomStringConvertible {
    package var description: String {
        switch code {
        case .portTaken: "port \(port) is taken by another program; choose another, or 0 for a free one"
        case .portForbidden:
            "port \(port) is reserved for the system; choose one from 1024, or 0 for a free one"
        }
    }
}
