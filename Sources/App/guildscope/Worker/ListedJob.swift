import Guilds
import Jobs
import Warehouse

/// A job with what is known of its runs.
struct ListedJob: Sendable {
    let job: Job
    /// The newest that was not passed over.
    let last: RunRecord?
    let runs: [RunRecord]
    let next: [Timestamp]

    /// One line for the job and one for each listed run.
    func tell(_ console: Console) {
        var fields: [(String, JSONScalar)] = [
            ("job", .text(job.name)), ("description", .text(job.description)),
            ("schedule", .text(job.schedule?.description ?? "by hand")),
            ("catch_up", .text(job.catchUp.rawValue)), ("overlap", .text(job.overlap.rawValue)),
            ("timeout", .text(job.timeout.short)), ("importance", .real(job.importance)),
        ]
        fields += zip(["next", "next_2", "next_3"], next).map { name, slot in (name, .text(slot.description))
        }
        fields +=
            last.map { run in [("last", .text(run.key.slot.description)), ("last_outcome", .text(run.word))] }
            ?? []
        console.result("job", fields)
        for run in runs { console.result("run", run.fields) }
    }
}

extension RunRecord {
    /// How it ended, or that it has not.
    var word: String { outcome?.rawValue ?? state.rawValue }

    fileprivate var fields: [(String, JSONScalar)] {
        var fields: [(String, JSONScalar)] = [
            ("job", .text(key.job)), ("slot", .text(key.slot.description)), ("outcome", .text(word)),
            ("attempt", .integer(Int(attempt))), ("requests", .integer(counts.requests)),
        ]
        if let startedAt { fields.append(("started", .text(startedAt.description))) }
        if let duration { fields.append(("seconds", .real(Double(duration.milliseconds) / 1000))) }
        fields += counts.others.sorted { left, right in left.key < right.key }
            .map { name, count in (name, .integer(count)) }
        if let error { fields.append(("error", .text(error))) }
        if let codeVersion { fields.append(("version", .text(codeVersion))) }
        return fields
    }
}

/// Jobs as a table for people.
enum JobTable {
    static func text(of jobs: [ListedJob], withRuns: Bool) -> String {
        var table = TextTable(["JOB", "WHEN", "LAST RUN", "OUTCOME", "TOOK", "REQUESTS", "NEXT (UTC)"])
        for one in jobs {
            table.add(
                [one.job.name, one.job.schedule?.description ?? "by hand"] + cells(one.last)
                    + [one.next.first.map(short) ?? "-"])
        }
        guard withRuns else { return table.text }
        var runs = TextTable(["JOB", "SLOT (UTC)", "OUTCOME", "TOOK", "REQUESTS", "ERROR"])
        for run in jobs.flatMap(\.runs) { runs.add([run.key.job] + cells(run) + [run.error ?? ""]) }
        return table.text + "\n\n" + runs.text
    }

    private static func cells(_ run: RunRecord?) -> [String] {
        guard let run else { return ["never", "", "", ""] }
        let took = run.duration.map { duration in Duration.seconds(duration.milliseconds / 1000).short }
        return [short(run.key.slot), run.word, took ?? "", String(run.counts.requests)]
    }

    /// `2026-11-22 23:20`.
    private static func short(_ moment: Timestamp) -> String {
        moment.description.prefix(16).map { letter in letter == "T" ? " " : String(letter) }.joined()
    }
}
