import Guilds
import Jobs
import Testing

@Test func `a job file names its stages in order`() throws {
    let job = try JobFile.parse(
        """
        name: refresh
        description: Everything.
        stages: [crawl, analyze]
        """, path: "jobs/refresh.yaml")
    #expect(
        job == Job(name: "refresh", description: "Everything.", stages: [.init(.crawl), .init(.analyze)]))
    #expect(job.schedule == nil)
}

@Test func `a job file says when, what and how`() throws {
    let job = try JobFile.parse(
        """
        name: digest-eu
        description: The week.
        schedule:
          before_reset: 2h
          region: eu
        stages:
          - {stage: crawl, guild: eu/stormrage/my-guild, limit: 500}
          - {stage: report, region: eu}
        catch_up: each
        overlap: queue
        timeout: 90s
        importance: 2.5
        """, path: "jobs/digest.yaml")
    #expect(job.schedule == .reset(.eu, offset: .hours(-2)))
    let guild = GuildAddress(region: .eu, realmSlug: "stormrage", nameSlug: "my-guild")
    #expect(job.stages == [.init(.crawl, guild: guild, limit: 500), .init(.report, region: .eu)])
    #expect(job.catchUp == .each)
    #expect(job.overlap == .queue)
    #expect(job.timeout == .seconds(90))
    #expect(job.importance == 2.5)
}

private let head = "name: a\ndescription: b\nstages: [crawl]\n"

@Test(arguments: [
    ("{every: 15m}", "every 15m"), ("{after_reset: 30m, region: us}", "30m after the us reset"),
    ("{cron: '0  4 * * tue'}", "0 4 * * tue UTC"),
    ("{cron: '0 4 * * *', time_zone: Europe/Berlin}", "0 4 * * * Europe/Berlin"),
])
func `each kind of schedule is read`(text: String, description: String) throws {
    let job = try JobFile.parse(head + "schedule: \(text)\n", path: "jobs/a.yaml")
    #expect(job.schedule?.description == description)
}

@Test(arguments: [
    ("name: a\ndescription: b\nstages:\n  - crawl\n  - brew\n", 5, "“brew” is not a stage"),
    ("name: a\ndescription: b\n", 1, "“stages” must be a list"),
    ("name: a\ndescription: b\nstages: [crawl]\nshedule: daily\n", 4, "“shedule” is not known"),
    ("description: b\nstages: [crawl]\n", 1, "“name” is missing"),
    ("name: a b\ndescription: b\nstages: [crawl]\n", 1, "“name” consists of"),
    ("name: [a\n", 2, "not YAML"),
    ("", 1, "the file is empty"),
    (head + "schedule: daily\n", 4, "a schedule is a mapping"),
    (head + "schedule: {}\n", 4, "a schedule has cron, every"),
    (head + "schedule:\n  every: soon\n", 5, "“soon” is not a length of time"),
    (head + "schedule:\n  every: 5s\n", 5, "“every” is 10s at least"),
    (head + "schedule:\n  every: 5m\n  region: eu\n", 6, "“region” is not known"),
    (head + "schedule:\n  before_reset: 2h\n", 5, "“region” is missing"),
    (head + "schedule:\n  before_reset: 2h\n  region: mars\n", 6, "“mars” is not a region"),
    (head + "schedule:\n  before_reset: 9d\n  region: eu\n", 5, "the time to a weekly reset"),
    (head + "schedule:\n  cron: 0 4 * *\n", 5, "a cron schedule has 5 fields"),
    (head + "schedule:\n  cron: 0 4 31 2 *\n", 5, "no month has such a day"),
    (head + "schedule:\n  cron: 0 4 * * *\n  time_zone: Mars/Olympus\n", 6, "“Mars/Olympus” is not a time"),
    (head + "schedule:\n  cron: 0 4 * * *\n  time_zone: EST\n", 6, "“EST” is not a time zone"),
    (head + "catch_up: always\n", 4, "“always” is not one of skip, once, each"),
    (head + "overlap: kill\n", 4, "“kill” is not one of skip, queue"),
    (head + "timeout: 0m\n", 4, "“0m” is not a length of time"),
    (head + "importance: -1\n", 4, "“-1” is not a number above 0"),
    ("name: a\ndescription: b\nstages:\n  - {stage: crawl, region: eu}\n", 4, "“region” is not known"),
    ("name: a\ndescription: b\nstages:\n  - {stage: crawl, guild: here}\n", 4, "“here” is not a guild"),
    ("name: a\ndescription: b\nstages:\n  - {stage: crawl, limit: 0}\n", 4, "“0” is not a whole number"),
])
func `a bad file is refused with file, line and reason`(text: String, line: Int, reason: String) {
    let error = #expect(throws: JobFileError.self) { try JobFile.parse(text, path: "jobs/bad.yaml") }
    #expect(error?.line == line)
    #expect(
        error?.description.hasPrefix("jobs/bad.yaml:\(line): \(reason)") == true, "\(error?.reason ?? "")")
}
