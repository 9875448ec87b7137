import BattleNetSimulator
import Foundation
import TestDatabase
import Testing

/// Workers on one database, as processes; the simulator's clock is stepped so that slots come due.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct WorkerTests {
    private static func job(
        _ name: String, _ stages: String, every: String = "1h", _ rest: String = ""
    ) -> String {
        """
        name: \(name)
        description: A test.
        schedule: {every: \(every)}
        stages: [\(stages)]
        \(rest)
        """
    }

    private static let bad = "name: bad\ndescription: Bad.\nstages: [brew]\n"
    private static let each = "catch_up: each\noverlap: queue"

    @Test func `two workers run each slot exactly once, and a bad file stops neither`() async throws {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                let scene = try scene.withJobs([
                    "bad.yaml": Self.bad, "often.yaml": Self.job("often", "analyze", Self.each),
                    "seldom.yaml": Self.job("seldom", "analyze", every: "4h", Self.each),
                ])
                let workers = [try scene.startWorker(), try scene.startWorker()]
                try await eventually("the jobs are seen") {
                    try await scene.hasSeen("often", "seldom")
                }
                for _ in 0..<3 { try await simulator.step(hours: 4) }
                try await eventually("all slots are run") {
                    let runs = try await scene.runs(of: "often") + scene.runs(of: "seldom")
                    return runs.count == 15 && runs.allSatisfy { run in run.hasPrefix("succeeded") }
                }
                for worker in workers { worker.signal(SIGTERM) }
                var started: [String] = []
                for worker in workers {
                    let ended = try await worker.ended()
                    #expect(ended.status == 0 && !ended.wasKilled, "\(ended.errors)")
                    started += try ended.events("run_started").map { event in
                        event["job"].line + event["slot"].line
                    }
                    let refused = try ended.events("refused")
                    #expect(refused.map { event in event["file"].line } == ["jobs/bad.yaml"])
                    #expect(refused.first?["line"].integer == 3)
                }
                #expect(started.count == 15)
                #expect(Set(started).count == 15)
                #expect(try await scene.runs(of: "often") == Array(repeating: "succeeded/1", count: 12))
            }
        }
    }

    @Test func `after an outage the slots that passed are skipped, made up for once, or each run`()
        async throws
    {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                let scene = try scene.withJobs([
                    "skip.yaml": Self.job("skip", "analyze", "catch_up: skip"),
                    "once.yaml": Self.job("once", "analyze", "catch_up: once"),
                    "each.yaml": Self.job("each", "analyze", "catch_up: each"),
                ])
                let first = try scene.startWorker()
                try await eventually("the jobs are seen") { try await scene.hasSeen("skip") }
                first.signal(SIGTERM)
                #expect(try await first.ended().status == 0)
                try await simulator.step(hours: 3)
                let early = try scene.start(["worker", "--poll-seconds", "0.1"])
                try await eventually("the slots are run") { try await scene.runs(of: "each").count == 3 }
                try await eventually("all have ended") {
                    try await scene.lines("SELECT job FROM run WHERE state <> 'ended'").isEmpty
                }
                early.signal(SIGINT)
                #expect(try await early.ended().status == 0)
                #expect(try await scene.runs(of: "once") == ["missed/0", "missed/0", "succeeded/1"])
                #expect(try await scene.runs(of: "each") == ["succeeded/1", "succeeded/1", "succeeded/1"])
                #expect(try await scene.runs(of: "skip").prefix(2) == ["missed/0", "missed/0"])
            }
        }
    }

    @Test(.timeLimit(.minutes(20)))
    func `another worker takes over the run of one that is killed`() async throws {
        try await withWatchedWorld { simulator, scene in
            let scene = try scene.withJobs(["crawl.yaml": Self.job("crawl", "crawl, analyze")])
            try await simulator.commit([Fault(.hang, after: 30)])
            let dead = try scene.startWorker("--run-lease-seconds", "5", "--lease-seconds", "2")
            try await eventually("the job is seen") { try await scene.hasSeen("crawl") }
            try await simulator.step(hours: 1)
            try await eventually("a crawl is in the middle") {
                guard try await scene.runs(of: "crawl") == ["running/1"] else { return false }
                return try await scene.heldTargets > 0
            }
            dead.signal(SIGKILL)
            #expect(try await dead.ended().wasKilled)
            try await simulator.commit([])
            let heir = try scene.startWorker("--run-lease-seconds", "30", "--lease-seconds", "2")
            try await eventually("the run is taken over and ends") {
                try await scene.wasTakenOver("crawl")
            }
            heir.signal(SIGTERM)
            #expect(try await heir.ended().status == 0)
            #expect(try await scene.lines("SELECT 'x' FROM snapshot").count == simulator.guilds().count)
        }
    }

    @Test(.timeLimit(.minutes(20)))
    func `a frozen worker that wakes up late cannot end the run that another has done`() async throws {
        try await withWatchedWorld { simulator, scene in
            let scene = try scene.withJobs(["crawl.yaml": Self.job("crawl", "crawl")])
            try await simulator.commit([Fault(.hang, after: 30)])
            let frozen = try scene.startWorker("--run-lease-seconds", "5", "--lease-seconds", "2")
            try await eventually("the job is seen") { try await scene.hasSeen("crawl") }
            try await simulator.step(hours: 1)
            try await eventually("a crawl is in the middle") {
                guard try await scene.runs(of: "crawl") == ["running/1"] else { return false }
                return try await scene.heldTargets > 0
            }
            frozen.signal(SIGSTOP)
            try await simulator.commit([])
            let heir = try scene.startWorker("--run-lease-seconds", "30", "--lease-seconds", "2")
            try await eventually("the run is taken over and ends") {
                try await scene.wasTakenOver("crawl")
            }
            frozen.signal(SIGCONT)
            try await eventually("the frozen worker has noticed") { try frozen.logged.contains("run_ended") }
            for worker in [frozen, heir] {
                worker.signal(SIGTERM)
                #expect(try await worker.ended().status == 0)
            }
            #expect(try frozen.logged.contains(#""outcome":"lost""#))
            #expect(try await scene.wasTakenOver("crawl"))
        }
    }

    @Test(.timeLimit(.minutes(20)))
    func `a worker told to stop gives its run back, and the next one goes on`() async throws {
        try await withWatchedWorld { simulator, scene in
            let scene = try scene.withJobs(["crawl.yaml": Self.job("crawl", "crawl")])
            try await simulator.commit([Fault(.latency, seconds: 0.2)])
            let first = try scene.startWorker()
            try await eventually("the job is seen") { try await scene.hasSeen("crawl") }
            let before = try await simulator.requests()
            try await simulator.step(hours: 1)
            try await eventually("the crawl is under way") { try await simulator.requests() > before + 20 }
            first.signal(SIGTERM)
            let ended = try await first.ended()
            #expect(ended.status == 0 && !ended.wasKilled, "\(ended.errors)")
            #expect(try ended.events("run_ended").map { event in event["outcome"].line } == ["given_back"])
            #expect(try await scene.runs(of: "crawl") == ["queued/0"])
            #expect(try await scene.heldTargets == 0)
            try await simulator.commit([])
            let second = try scene.startWorker()
            try await eventually("the run is done") {
                try await scene.runs(of: "crawl") == ["succeeded/1"]
            }
            second.signal(SIGTERM)
            #expect(try await second.ended().status == 0)
            // Both parts count: each target that was dealt with took a request at least.
            let counted = try await scene.lines(
                "SELECT 'x' FROM run WHERE requests >= (counts->>'changed')::int AND requests > 20")
            #expect(counted.count == 1)
        }
    }

    @Test func `a worker follows changed job files, and keeps what it had where one is refused`() async throws
    {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                let scene = try scene.withJobs([
                    "kept.yaml": Self.job("kept", "analyze", Self.each),
                    "gone.yaml": Self.job("gone", "analyze", Self.each),
                ])
                let worker = try scene.startWorker()
                try await eventually("the jobs are seen") { try await scene.hasSeen("kept", "gone") }
                _ = try scene.withJobs([
                    "kept.yaml": Self.bad, "new.yaml": Self.job("new", "analyze", every: "2h", Self.each),
                ])
                try FileManager.default.removeItem(at: scene.folder.appending(path: "jobs/gone.yaml"))
                try await eventually("the worker has noticed all three") {
                    let logged = try worker.logged
                    return try await scene.hasSeen("new") && logged.contains(#""kept":"kept""#)
                        && logged.contains(#""job_removed""#)
                }
                try await simulator.step(hours: 4)
                try await eventually("the slots are run") {
                    let runs = try await scene.runs(of: "kept") + scene.runs(of: "new")
                    return runs.count == 6 && runs.allSatisfy { run in run.hasPrefix("succeeded") }
                }
                #expect(try await scene.runs(of: "gone").isEmpty)
                // A file that is put right again is taken as it is now.
                _ = try scene.withJobs(["kept.yaml": Self.job("kept", "analyze", every: "3h", Self.each)])
                try await eventually("the new definition is taken") {
                    try worker.logged.split(separator: "\n").contains { line in
                        line.contains(#""job_changed""#) && line.contains(#""job":"kept""#)
                    }
                }
                worker.signal(SIGTERM)
                let ended = try await worker.ended()
                #expect(ended.status == 0 && !ended.wasKilled, "\(ended.errors)")
                let refused = try ended.events("refused")
                #expect(refused.map { event in event["file"].line } == ["jobs/kept.yaml"])
                #expect(refused.first?["line"].integer == 3)
            }
        }
    }

    @Test(.timeLimit(.minutes(20)))
    func `a worker told to stop while it draws gives the run back`() async throws {
        try await withWatchedWorld { simulator, scene in
            try #require(try await scene.run("crawl").status == 0)
            try #require(try await scene.run("analyze").status == 0)
            var scene = try scene.withJobs(["draw.yaml": Self.job("draw", "report")])
            // Charts enough for minutes.
            scene.environment["GUILDSCOPE_HOME"] = try scene.homeWithCharts(3000)
            let worker = try scene.startWorker("--run-lease-seconds", "600")
            try await eventually("the job is seen") { try await scene.hasSeen("draw") }
            try await simulator.step(hours: 1)
            try await eventually("it draws") { try worker.logged.contains(#""stage":"report""#) }
            worker.signal(SIGTERM)
            let ended = try await worker.ended()
            #expect(ended.status == 0 && !ended.wasKilled, "\(ended.errors)")
            // A worker that has to be broken off leaves the run to its lease.
            #expect(try ended.events("run_ended").map { event in event["outcome"].line } == ["given_back"])
            #expect(try await scene.runs(of: "draw") == ["queued/0"])
        }
    }

    @Test func `a worker waits for a database that is away, and stops when told`() async throws {
        try await withScene("http://127.0.0.1:1") { scene in
            var scene = try scene.withJobs(["a.yaml": Self.job("a", "analyze")])
            scene.environment["DATABASE_URL"] = "postgresql://somebody:hunter2-secret@127.0.0.1:1/nowhere"
            let worker = try scene.startWorker()
            try await eventually("it waits") { try worker.logged.contains("\"waiting\"") }
            worker.signal(SIGTERM)
            let ended = try await worker.ended()
            #expect(ended.status == 0 && !ended.wasKilled)
            #expect(!ended.output.contains("hunter2-secret"))
        }
    }

    @Test func `a worker outlives a database that ends its connections`() async throws {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                let scene = try scene.withJobs(["a.yaml": Self.job("a", "analyze", Self.each)])
                let worker = try scene.startWorker()
                try await eventually("the job is seen") { try await scene.hasSeen("a") }
                for round in 1...3 {
                    try await scene.execute(
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()
                        """)
                    try await simulator.step(hours: 1)
                    try await eventually("the slot is run") {
                        try await scene.runs(of: "a").filter { run in run.hasPrefix("succeeded") }.count
                            == round
                    }
                }
                worker.signal(SIGTERM)
                #expect(try await worker.ended().status == 0)
            }
        }
    }
}

/// `guildscope run` and `guildscope jobs`.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct JobCommandTests {
    private static func job(_ name: String, _ stages: String, _ rest: String = "") -> String {
        "name: \(name)\ndescription: A test.\nstages: [\(stages)]\n\(rest)\n"
    }

    @Test func `a run is recorded, listed and tells its outcome by its exit code`() async throws {
        try await withWatchedWorld { simulator, scene in
            let scene = try scene.withJobs([
                "all.yaml": Self.job("all", "crawl, analyze", "schedule: {after_reset: 30m, region: eu}"),
                "bad.yaml": "name: bad\n", "slow.yaml": Self.job("slow", "crawl", "timeout: 1s"),
                "wrong.yaml": Self.job("wrong", "{stage: analyze, guild: eu/nowhere/nobody}"),
            ])
            let all = try await scene.run("run", "all")
            #expect(all.status == 0, "\(all.errors)")
            #expect(try await scene.runs(of: "all") == ["succeeded/1"])
            #expect(
                try await scene.lines("SELECT code_version FROM run WHERE requests > 100 AND asked").count
                    == 1)
            let wrong = try await scene.run("run", "wrong")
            #expect(wrong.status == 66)
            #expect(wrong.errors.contains("nothing is known of eu/nowhere/nobody"))
            #expect(try await scene.lines("SELECT error FROM run WHERE outcome = 'failed'").count == 1)

            try await simulator.step(hours: 48)
            try await simulator.commit([Fault(.hang)])
            let slow = try await scene.run("run", "slow")
            #expect(slow.status == 75, "\(slow.errors)")
            #expect(try await scene.runs(of: "slow") == ["timed_out/1"])
            #expect(try await scene.heldTargets == 0)

            let listed = try await scene.run("jobs")
            #expect(listed.status == 0)
            let jobs = try listed.events("job")
            #expect(jobs.map { job in job["job"].line } == ["all", "slow", "wrong"])
            #expect(jobs.map { job in job["last_outcome"].line } == ["succeeded", "timed_out", "failed"])
            // The weeks are known from the crawl.
            #expect(jobs.first?["next"].exists == true)
            #expect(try listed.events("refused").map { event in event["file"].line } == ["jobs/bad.yaml"])
        }
    }

    @Test func `a job that is at work is refused, or waited for, as its file says`() async throws {
        try await withWatchedWorld { simulator, scene in
            let scene = try scene.withJobs([
                "once.yaml": Self.job("once", "crawl", "overlap: skip"),
                "queue.yaml": Self.job("queue", "crawl", "overlap: queue"),
            ])
            try await simulator.commit([Fault(.latency, seconds: 0.2)])
            let running = [try scene.start(["run", "once"]), try scene.start(["run", "queue"])]
            try await eventually("both are at work") {
                try await scene.lines("SELECT job FROM run WHERE state = 'running'").count == 2
            }
            let refused = try await scene.run("run", "once")
            #expect(refused.status == 75)
            #expect(refused.errors.contains("once is being run already"))
            let waiting = try scene.start(["run", "queue"])
            try await eventually("the second waits") {
                try await scene.runs(of: "queue") == ["running/1", "queued/0"]
            }
            try await simulator.commit([])
            for program in running + [waiting] {
                let ended = try await program.ended()
                #expect(ended.status == 0, "\(ended.errors)")
            }
            #expect(try await scene.runs(of: "queue") == ["succeeded/1", "succeeded/1"])
            #expect(try await scene.runs(of: "once") == ["succeeded/1"])
        }
    }

    @Test func `a person who stops a run ends it`() async throws {
        try await withWatchedWorld { simulator, scene in
            let scene = try scene.withJobs(["all.yaml": Self.job("all", "crawl")])
            try await simulator.commit([Fault(.hang, after: 30)])
            let run = try scene.start(["run", "all"])
            try await eventually("it is at work") { try await scene.heldTargets > 0 }
            run.signal(SIGINT)
            #expect(try await run.ended().status == 130)
            #expect(try await scene.runs(of: "all") == ["stopped/1"])
            #expect(try await scene.heldTargets == 0)
        }
    }

    @Test func `every job that comes with the program can be read`() async throws {
        try await withScene("http://127.0.0.1:1") { scene in
            let ended = try await scene.run("jobs", settings: ["GUILDSCOPE_BASE_URL": ""])
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(try ended.events("refused").isEmpty)
            let jobs = try ended.events("job")
            #expect(jobs.count == 12)
            #expect(jobs.first { job in job["job"].line == "crawl" }?["next"].exists == true)
        }
    }
}
