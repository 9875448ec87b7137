import FoundationEssentials
import Gzip
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A folder of files that appear whole or not at all: each is written under a hidden name beside its own, and all
/// are renamed when everything is there.
struct ExportFolder {
    /// What hidden names end in; the number before it is the writing process.
    private static let suffix = ".guildscope-part"

    private let path: FilePath
    private var finished: [(hidden: FilePath, name: String)] = []

    /// Makes the folder where it is missing, and clears away what processes that died have left in it.
    init(_ path: FilePath) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
            for name in try FileManager.default.contentsOfDirectory(atPath: path.string) {
                guard name.hasPrefix("."), name.hasSuffix(Self.suffix),
                    let process = name.dropLast(Self.suffix.count).split(separator: ".").last
                        .flatMap({ number in Int32(number) }),
                    kill(process, 0) != 0, errno == ESRCH
                else { continue }
                try FileManager.default.removeItem(atPath: path.appending(name).string)
            }
        } catch {
            throw Self.failure(path)
        }
    }

    static func failure(_ path: FilePath) -> UserError {
        UserError(
            "cannot write the export into \(path): check the folder's owner and the free disk space",
            exit: .temporary)
    }

    /// Begins a file, which is not seen under its name before `publish`.
    func begin(_ name: String, isCompressed: Bool) throws -> ExportFile {
        try ExportFile(hidden(name), isCompressed: isCompressed)
    }

    /// Ends a file; returns its size on disk.
    mutating func end(_ file: consuming ExportFile, as name: String) throws -> Int {
        finished.append((hidden(name), name))
        return try file.end()
    }

    /// Gives all files their names; those of an earlier export are replaced.
    mutating func publish() throws {
        do {
            for (hidden, name) in finished {
                guard rename(hidden.string, path.appending(name).string) == 0 else {
                    throw Errno(rawValue: errno)
                }
            }
        } catch {
            throw Self.failure(path)
        }
        finished = []
    }

    /// Removes what has not been published.
    func discard(unfinished name: String?) {
        let hidden = finished.map(\.hidden) + (name.map { name in [self.hidden(name)] } ?? [])
        // What cannot be removed now is cleared away by the next export.
        for path in hidden { unlink(path.string) }
    }

    private func hidden(_ name: String) -> FilePath {
        path.appending(".\(name).\(getpid())\(Self.suffix)")
    }
}

/// One file on its way.
struct ExportFile: ~Copyable {
    private let path: FilePath
    private let descriptor: FileDescriptor
    private var compressor: Compressor? = nil
    private var size = 0

    fileprivate init(_ path: FilePath, isCompressed: Bool) throws {
        self.path = path
        // The snapshot is held meanwhile: quick rather than small.
        if isCompressed { compressor = try Compressor(level: .fastest) }
        do {
            descriptor = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead])
        } catch {
            throw ExportFolder.failure(path.removingLastComponent())
        }
    }

    mutating func write(_ bytes: [UInt8]) throws {
        guard let ready = compressor?.compress(bytes) else { return try put(bytes) }
        try put(ready)
    }

    fileprivate consuming func end() throws -> Int {
        if let compressor = compressor.take() { try put(compressor.finish()) }
        // A name must not outlive its contents, should the machine fail.
        let isDurable = fsync(descriptor.rawValue) == 0
        do {
            try descriptor.close()
            guard isDurable else { throw Errno.ioError }
        } catch {
            throw ExportFolder.failure(path.removingLastComponent())
        }
        return size
    }

    private mutating func put(_ bytes: [UInt8]) throws {
        guard !bytes.isEmpty else { return }
        do {
            _ = try descriptor.writeAll(bytes)
        } catch {
            throw ExportFolder.failure(path.removingLastComponent())
        }
        size += bytes.count
    }
}
