import Foundation

/// A wall clock that is set wrong, for a program that is started with its environment.
struct WrongClock: Sendable {
    private let folder: URL

    /// Right until it is set otherwise; `folder` keeps what the program loads.
    init(in folder: URL) throws {
        self.folder = folder
        try set(to: .zero)
        guard !FileManager.default.fileExists(atPath: library) else { return }
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = ["clang", "-shared", "-fPIC", "-O1", "-o", library, Self.source, "-ldl"]
        try compiler.run()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else { throw NotBuilt() }
    }

    /// What the program must be started with.
    var environment: [String: String] {
        ["LD_PRELOAD": library, "WRONG_CLOCK": offset.path(percentEncoded: false)]
    }

    /// Sets the clock wrong by so much, at once and for programs that run already.
    func set(to error: Duration) throws {
        try Data("\(error.components.seconds)".utf8).write(to: offset, options: .atomic)
    }

    private var offset: URL { folder.appending(path: "wrong-clock") }
    private var library: String { folder.appending(path: "wrong-clock.so").path(percentEncoded: false) }
    private static let source = Program.checkout
        .appending(path: "Tests/IntegrationTests/Preload/wrong_clock.c").path(percentEncoded: false)

    private struct NotBuilt: Error {}
}
