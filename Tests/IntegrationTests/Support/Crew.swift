import Foundation

/// Two workers and two crawlers on one database, each with a peculiarity; one that ends too soon is replaced.
final class Crew {
    /// What a member of the crew runs.
    private enum Kind {
        /// Runs slots of a job until it is told to stop.
        case worker
        /// Crawls until nothing is due.
        case crawler
    }

    /// The limits that all members are told.
    struct Limits {
        var perSecond = 100
        /// Far more than a siege sends, which lasts minutes.
        var perHour = 100_000
        var answerSeconds = 3
    }

    private static let kinds = [Kind.worker, .worker, .crawler, .crawler]
    private let scene: Scene
    private var members: [Program?] = [nil, nil, nil, nil]
    /// The wall clock of the second worker.
    let clock: WrongClock
    private var limits = Limits()
    /// Members that were killed while they crawled.
    private(set) var kills = 0
    /// Those among them that were workers in the middle of a run.
    private(set) var workerKills = 0
    /// Crawlers that gave up because API or database were away.
    private(set) var retreats = 0

    /// Slots enough for each day: a run whose worker dies three times is given up, and the next one goes on.
    private static let jobs = ["left", "right"].map { name in
        (
            "\(name).yaml",
            """
            name: \(name)
            description: Crawls what is due.
            schedule: {every: 2h}
            catch_up: each
            overlap: queue
            stages: [crawl]
            """
        )
    }

    /// A crew whose jobs are known to the database, so that their slots count from now on.
    init(scene: Scene) async throws {
        self.scene = try scene.withJobs(Dictionary(uniqueKeysWithValues: Self.jobs))
        clock = try WrongClock(in: scene.folder)
        try await withWorker("the jobs are seen") { try await self.scene.hasSeen("left", "right") }
    }

    /// Whether somebody still finds something to do: the crawlers end when nothing is due and nobody holds anything.
    var isWorking: Bool {
        zip(members, Self.kinds).contains { member, kind in kind == .crawler && member?.isRunning == true }
    }

    /// Puts somebody in every empty place, and tells newcomers these limits.
    func start(_ limits: Limits) throws {
        self.limits = limits
        for place in members.indices where members[place] == nil { members[place] = try member(place) }
    }

    /// Kills all, so that nobody is left who was told other limits, and starts anew.
    func restart(_ limits: Limits) async throws {
        for place in members.indices { try await end(place) }
        try start(limits)
    }

    /// Kills a member in the middle of its work and puts another in its place; leaves alone who has nothing to do.
    func kill(_ place: Int) async throws {
        guard let member = members[place], try isAtWork(member, Self.kinds[place]) else { return }
        try await end(place)
        members[place] = try self.member(place)
    }

    private func end(_ place: Int) async throws {
        guard let member = members[place] else { return }
        member.signal(SIGKILL)
        let ended = try await member.ended()
        members[place] = nil
        let wasAtWork = try Self.kinds[place] == .crawler || isInRun(member)
        guard ended.wasKilled, ended.status == SIGKILL, wasAtWork else { return }
        kills += 1
        if Self.kinds[place] == .worker { workerKills += 1 }
    }

    private func isAtWork(_ member: Program, _ kind: Kind) throws -> Bool {
        guard member.isRunning else { return false }
        return try kind == .crawler || isInRun(member)
    }

    /// Whether the worker has begun a run that it has not ended.
    private func isInRun(_ worker: Program) throws -> Bool {
        let lines = try worker.logged.split(separator: "\n")
        let begun = lines.filter { line in line.contains(#""event":"run_started""#) }.count
        return begun > lines.filter { line in line.contains(#""event":"run_ended""#) }.count
    }

    /// Replaces those who retreated; whoever is done stays away. Throws when one ended in another way.
    func relieve() async throws {
        for place in members.indices {
            guard let member = members[place], !member.isRunning else { continue }
            let ended = try await member.ended()
            switch ended.status {
            case 0 where Self.kinds[place] == .crawler, 3 where Self.kinds[place] == .crawler:
                // Whoever is done says what was done.
                guard try !ended.events("summary").isEmpty else {
                    throw Fallen(status: ended.status, said: ended.output)
                }
                members[place] = nil
            case 75 where Self.kinds[place] == .crawler:
                retreats += 1
                members[place] = try self.member(place)
            // A worker waits for whatever is away.
            default: throw Fallen(status: ended.status, said: ended.errors)
            }
        }
    }

    /// Ends the day: the crawlers work until nothing is due, then the workers are told to stop.
    func finish() async throws {
        try await eventually("the crew finds nothing left to do", within: .seconds(900)) {
            try await relieve()
            return zip(members, Self.kinds).allSatisfy { member, kind in kind == .worker || member == nil }
        }
        let workers = members.compactMap(\.self)
        for worker in workers { try await dismiss(worker) }
        for worker in workers { try await expectObeyed(worker) }
        members = members.map { _ in nil }
    }

    /// Tells a worker to stop, as soon as it listens: who was only just put in place knows no signals yet.
    private func dismiss(_ worker: Program) async throws {
        try await eventually("the worker listens", within: .seconds(900)) {
            let isListening = try worker.logged.contains(#""event":"working""#)
            return isListening || !worker.isRunning
        }
        worker.signal(SIGTERM)
    }

    private func expectObeyed(_ worker: Program) async throws {
        let ended = try await worker.ended()
        guard ended.status == 0, !ended.wasKilled else {
            throw Fallen(status: ended.status, said: ended.errors)
        }
    }

    /// Whatever was killed, every slot comes to an end.
    func finishRuns() async throws {
        try await withWorker("every run has ended") {
            try await self.scene.lines("SELECT 'x' FROM run WHERE state <> 'ended'").isEmpty
        }
    }

    private func withWorker(_ what: String, _ condition: () async throws -> Bool) async throws {
        let worker = try member(0)
        do {
            try await eventually(what, within: .seconds(900), condition)
        } catch {
            worker.signal(SIGKILL)
            throw error
        }
        try await dismiss(worker)
        try await expectObeyed(worker)
    }

    private func member(_ place: Int) throws -> Program {
        var arguments =
            switch Self.kinds[place] {
            case .worker:
                ["worker", "--poll-seconds", "0.2", "--run-lease-seconds", "3", "--concurrency", "1"]
            case .crawler: ["crawl", "--concurrency", "12"]
            }
        arguments += ["--lease-seconds", "3"]
        var settings = [
            "GUILDSCOPE_REQUESTS_PER_SECOND": "\(limits.perSecond)",
            "GUILDSCOPE_REQUESTS_PER_HOUR": "\(limits.perHour)",
            "GUILDSCOPE_ANSWER_SECONDS": "\(limits.answerSeconds)",
        ]
        if place == 1 { settings.merge(clock.environment) { _, given in given } }
        if place == 2 { arguments += ["--decoder-version", "0"] }
        return try scene.start(arguments, settings)
    }

    private struct Fallen: Error {
        let status: Int32
        let said: String
    }
}
