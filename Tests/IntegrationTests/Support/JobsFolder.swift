import Foundation
import Postgres

/// A folder of job files for a scene, and what its database tells of their runs.
extension Scene {
    /// The same scene with these job files, by name, in place of the ones that come with the program.
    func withJobs(_ files: [String: String]) throws -> Scene {
        let jobs = folder.appending(path: "jobs")
        try FileManager.default.createDirectory(at: jobs, withIntermediateDirectories: true)
        for (name, text) in files {
            try Data(text.utf8).write(to: jobs.appending(path: name))
        }
        var scene = self
        scene.environment["GUILDSCOPE_JOBS"] = jobs.path(percentEncoded: false)
        return scene
    }

    /// A home of the program like this checkout, but with one chart so many times; its path.
    func homeWithCharts(_ count: Int) throws -> String {
        let files = FileManager.default
        let home = folder.appending(path: "home")
        let reports = home.appending(path: "reports")
        try files.createDirectory(at: home, withIntermediateDirectories: true)
        try files.copyItem(at: Program.checkout.appending(path: "reports"), to: reports)
        try files.createSymbolicLink(
            at: home.appending(path: "migrations"),
            withDestinationURL: Program.checkout.appending(path: "migrations"))
        let charts = (1...count).map { number in
            """
              - {name: c\(number), file: c\(number).png, kind: trend, title: Who plays, metric: activity.active,
                 measure: Members}
            """
        }
        let text = "charts:\n" + charts.joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: reports.appending(path: "many.yaml"))
        return home.path(percentEncoded: false)
    }

    /// Starts a worker that looks often and whose leases end soon.
    func startWorker(_ options: String...) throws -> Program {
        try start(["worker", "--poll-seconds", "0.1"] + options)
    }

    /// Each run as `outcome or state/attempt`, by slot.
    func runs(of job: String) async throws -> [String] {
        try await lines(
            """
            SELECT coalesce(outcome, state) || '/' || attempt FROM run WHERE job = '\(job)' ORDER BY slot
            """)
    }

    /// Whether the jobs have been seen, so that their slots count from now on.
    func hasSeen(_ jobs: String...) async throws -> Bool {
        try await Set(jobs).isSubset(of: lines("SELECT name FROM job"))
    }

    /// Whether the job's only run has succeeded, and not at the first try.
    func wasTakenOver(_ job: String) async throws -> Bool {
        let runs = try await runs(of: job)
        return runs.count == 1 && runs[0].hasPrefix("succeeded/") && runs != ["succeeded/1"]
    }

    /// Targets that somebody has leased.
    var heldTargets: Int {
        get async throws { try await lines("SELECT 'x' FROM target WHERE lease_until > now()").count }
    }
}
