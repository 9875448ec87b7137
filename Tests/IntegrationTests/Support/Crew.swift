import Foundation

/// Four crawlers on one database, each with a peculiarity; one that ends too soon is replaced.
final class Crew {
    private let scene: Scene
    private var members: [Program?] = [nil, nil, nil, nil]
    /// The wall clock of the second crawler.
    let clock: WrongClock
    private var answerSeconds = 3
    private var perSecond = 100
    /// Crawls that were killed while they ran.
    private(set) var kills = 0
    /// Crawls that gave up because API or database were away.
    private(set) var retreats = 0

    init(scene: Scene) throws {
        self.scene = scene
        clock = try WrongClock(in: scene.folder)
    }

    /// Whether somebody still works.
    var isWorking: Bool { members.contains { member in member?.isRunning == true } }

    /// Whether somebody has ended.
    var hasRest: Bool { members.contains { member in member?.isRunning != true } }

    /// Puts a crawler in every empty place; `perSecond` is the budget that all of them are told.
    func start(answerSeconds: Int, perSecond: Int) throws {
        self.answerSeconds = answerSeconds
        self.perSecond = perSecond
        for place in members.indices where members[place] == nil { members[place] = try crawler(place) }
    }

    /// Kills a member in the middle of its work and puts another in its place.
    func kill(_ place: Int) async throws {
        guard let member = members[place], member.isRunning else { return }
        member.signal(SIGKILL)
        let ended = try await member.ended()
        if ended.wasKilled && ended.status == SIGKILL { kills += 1 }
        members[place] = try crawler(place)
    }

    /// Replaces those who retreated; whoever is done stays away. Throws when one ended in another way.
    func relieve() async throws {
        for place in members.indices {
            guard let member = members[place], !member.isRunning else { continue }
            let ended = try await member.ended()
            switch ended.status {
            case 0, 3:
                // Whoever is done says what was done.
                guard try !ended.events("summary").isEmpty else {
                    throw Fallen(status: ended.status, said: ended.output)
                }
                members[place] = nil
            case 75:
                retreats += 1
                members[place] = try crawler(place)
            default: throw Fallen(status: ended.status, said: ended.errors)
            }
        }
    }

    /// Ends the day: everybody works until nothing is due.
    func finish() async throws {
        try await eventually("the crew finds nothing left to do", within: .seconds(900)) {
            try await relieve()
            return members.allSatisfy { member in member == nil }
        }
    }

    private func crawler(_ place: Int) throws -> Program {
        var arguments = ["crawl", "--lease-seconds", "3", "--concurrency", "12"]
        var settings = [
            "GUILDSCOPE_REQUESTS_PER_SECOND": "\(perSecond)",
            "GUILDSCOPE_REQUESTS_PER_HOUR": "\(Self.perHour)",
            "GUILDSCOPE_ANSWER_SECONDS": "\(answerSeconds)",
        ]
        if place == 1 { settings.merge(clock.environment) { _, given in given } }
        if place == 2 { arguments += ["--decoder-version", "0"] }
        return try scene.start(arguments, settings)
    }

    /// Requests in any hour; far more than a siege sends, which lasts minutes.
    static let perHour = 100_000

    private struct Fallen: Error {
        let status: Int32
        let said: String
    }
}
