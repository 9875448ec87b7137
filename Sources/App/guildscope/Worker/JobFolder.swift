import FoundationEssentials
import Jobs
import SystemPackage

/// The job files of a folder: the jobs they define, and the refusals of those that cannot be read.
///
/// A file that changes can be read again; until it can be understood, what it defined before goes on.
struct JobFolder: Sendable {
    /// A file that was read.
    private struct File {
        var stamp: JobFileStamp
        /// What it defines, or defined when it could last be understood.
        var job: Job?
        var refusal: JobFileError?
    }

    private let folder: FilePath
    private var files: [String: File] = [:]
    /// What the last look saw, so that a file that is being written is left alone until it rests.
    private var lastSeen: [String: JobFileStamp] = [:]

    /// The jobs, by the names of their files.
    var jobs: [Job] { sorted.compactMap(\.job) }

    /// Why files were refused, by their names.
    var refused: [JobFileError] { sorted.compactMap(\.refusal) }

    private var sorted: [File] {
        files.sorted { left, right in left.key < right.key }.map(\.value)
    }

    /// Reads every `.yaml` file, by name; a bad one never hides the others.
    init(_ folder: FilePath) throws {
        self.folder = folder
        guard let seen = JobFileStamp.all(in: folder) else {
            throw UserError(
                "the folder of jobs cannot be read: \(folder); set GUILDSCOPE_JOBS to one that can",
                exit: .usage)
        }
        lastSeen = seen
        for (name, stamp) in seen.sorted(by: { left, right in left.key < right.key }) { read(name, stamp) }
    }

    /// Reads again what has changed since and rests; what became of each changed file.
    ///
    /// A folder that cannot be read at the moment changes nothing.
    mutating func refresh() -> [JobChange] {
        guard let seen = JobFileStamp.all(in: folder) else { return [] }
        defer { lastSeen = seen }
        var changes: [JobChange] = []
        // What is gone makes room for its job's name in another file.
        for name in files.keys.sorted() where seen[name] == nil && lastSeen[name] == nil {
            changes.append(JobChange(file: "jobs/\(name)", job: files[name]?.job, kind: .removed))
            files[name] = nil
        }
        for (name, stamp) in seen.sorted(by: { left, right in left.key < right.key })
        where stamp != files[name]?.stamp && stamp == lastSeen[name] {
            let before = files[name]?.job
            read(name, stamp)
            if let refusal = files[name]?.refusal {
                changes.append(JobChange(file: refusal.path, job: before, kind: .refused(refusal)))
            } else if files[name]?.job != before {
                changes.append(JobChange(file: "jobs/\(name)", job: files[name]?.job, kind: .changed))
            }
        }
        return changes
    }

    private mutating func read(_ name: String, _ stamp: JobFileStamp) {
        var file = File(stamp: stamp, job: files[name]?.job)
        do throws(JobFileError) {
            let job = try Self.job(folder.appending(name), name: name)
            let others = files.filter { other in other.key != name }.values
            guard !others.contains(where: { other in other.job?.name == job.name }) else {
                throw JobFileError(
                    path: "jobs/\(name)", line: 1,
                    reason: "another file defines the job “\(job.name)” too")
            }
            file.job = job
        } catch {
            file.refusal = error
        }
        files[name] = file
    }

    private static func job(_ path: FilePath, name: String) throws(JobFileError) -> Job {
        guard let data = FileManager.default.contents(atPath: path.string) else {
            throw JobFileError(path: "jobs/\(name)", line: 1, reason: "the file cannot be read")
        }
        return try JobFile.parse(String(decoding: data, as: UTF8.self), path: "jobs/\(name)")
    }

    /// Tells which files were refused and why.
    func showRefused(on console: Console) {
        for error in refused { console.show(error) }
    }

    /// The job of this name, for a person who typed it.
    func job(_ name: String) throws -> Job {
        guard let job = jobs.first(where: { job in job.name == name }) else {
            let list = jobs.map { job in "\(job.name) (\(job.description))" }.joined(separator: ", ")
            throw UserError("no job is called “\(name)”; there are: \(list)", exit: .usage)
        }
        return job
    }
}
