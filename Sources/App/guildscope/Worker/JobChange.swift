import FoundationEssentials
import Jobs
import SystemPackage

/// What became of a job file that changed while a worker runs.
struct JobChange: Sendable {
    enum Kind: Sendable {
        /// It defines this job from now on.
        case changed
        /// Its job is not scheduled any more.
        case removed
        /// It cannot be understood; its job, if it had one, goes on as it was.
        case refused(JobFileError)
    }

    let file: String
    let job: Job?
    let kind: Kind
}

/// What tells whether a file has changed: its size, when it was written, and which file it is, since many editors put
/// a new one in its place.
struct JobFileStamp: Hashable, Sendable {
    private let size: Int
    private let modified: Date
    private let number: Int

    /// The stamps of the `.yaml` files of a folder, by name; nil when it cannot be read.
    static func all(in folder: FilePath) -> [String: JobFileStamp]? {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.string) else {
            return nil
        }
        var stamps: [String: JobFileStamp] = [:]
        for name in names where name.hasSuffix(".yaml") {
            // A file that vanishes meanwhile is not there.
            let attributes = try? FileManager.default.attributesOfItem(
                atPath: folder.appending(name).string)
            guard let attributes else { continue }
            stamps[name] = JobFileStamp(
                size: attributes[.size] as? Int ?? 0,
                modified: attributes[.modificationDate] as? Date ?? .distantPast,
                number: attributes[.systemFileNumber] as? Int ?? 0)
        }
        return stamps
    }
}

extension Console {
    /// Tells why a file was refused.
    func show(_ error: JobFileError, keeping job: Job? = nil) {
        say("refused: \(error)" + (job.map { job in "; \(job.name) goes on as it was" } ?? ""))
        event(
            "refused",
            [("file", .text(error.path)), ("line", .integer(error.line)), ("reason", .text(error.reason))]
                + (job.map { job in [("kept", .text(job.name))] } ?? []))
    }

    /// Tells what became of a changed job file.
    func show(_ change: JobChange) {
        switch change.kind {
        case .refused(let error): show(error, keeping: change.job)
        case .changed:
            let when = change.job?.schedule?.description ?? "by hand"
            say("\(change.file) has changed: \(change.job?.name ?? "no job") runs \(when)")
            event("job_changed", fields(change) + [("schedule", .text(when))])
        case .removed:
            say("\(change.file) is gone: \(change.job?.name ?? "no job") is not scheduled any more")
            event("job_removed", fields(change))
        }
    }

    private func fields(_ change: JobChange) -> [(String, JSONScalar)] {
        [("file", .text(change.file)), ("job", .optional(change.job?.name))]
    }
}
