import FoundationEssentials
import Jobs
import SystemPackage

/// The job files of a folder: the jobs they define, and the refusals of those that cannot be read.
struct JobFolder: Sendable {
    let jobs: [Job]
    let refused: [JobFileError]

    /// Reads every `.yaml` file, by name; a bad one never hides the others.
    init(_ folder: FilePath) throws {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.string) else {
            throw UserError(
                "the folder of jobs cannot be read: \(folder); set GUILDSCOPE_JOBS to one that can",
                exit: .usage)
        }
        var jobs: [Job] = []
        var refused: [JobFileError] = []
        for name in names.sorted() where name.hasSuffix(".yaml") {
            do throws(JobFileError) {
                let job = try Self.job(folder.appending(name), name: name)
                guard !jobs.contains(where: { other in other.name == job.name }) else {
                    throw JobFileError(
                        path: "jobs/\(name)", line: 1,
                        reason: "another file defines the job “\(job.name)” too")
                }
                jobs.append(job)
            } catch {
                refused.append(error)
            }
        }
        self.jobs = jobs
        self.refused = refused
    }

    private static func job(_ path: FilePath, name: String) throws(JobFileError) -> Job {
        guard let data = FileManager.default.contents(atPath: path.string) else {
            throw JobFileError(path: "jobs/\(name)", line: 1, reason: "the file cannot be read")
        }
        return try JobFile.parse(String(decoding: data, as: UTF8.self), path: "jobs/\(name)")
    }

    /// Tells which files were refused and why.
    func showRefused(on console: Console) {
        for error in refused {
            console.say("refused: \(error)")
            console.event(
                "refused",
                [
                    ("file", .text(error.path)), ("line", .integer(error.line)),
                    ("reason", .text(error.reason)),
                ])
        }
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
