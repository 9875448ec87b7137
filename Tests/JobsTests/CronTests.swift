import Foundation
import Guilds
import Testing

@testable import Jobs

struct CronTests {
    private func slots(_ cron: String, _ zone: String, _ start: String, _ end: String) throws -> [String] {
        let zone = try #require(Zone(zone))
        let (start, end) = try (#require(Timestamp(iso: start)), #require(Timestamp(iso: end)))
        return try Cron(cron).slots(after: start, through: end, in: zone, limit: 1000).map(\.description)
    }

    @Test(arguments: [
        // Berlin puts its clocks forward on 2026-03-29 at 01:00 UTC, from 02:00 to 03:00.
        (
            "30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z",
            ["2026-03-29T01:00:00Z"]
        ),
        (
            "0,15,30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z",
            ["2026-03-29T01:00:00Z"]
        ),
        (
            "0 2,3 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z",
            ["2026-03-29T01:00:00Z"]
        ),
        (
            "30 * * * *", "Europe/Berlin", "2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z",
            ["2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"]
        ),
        // And back on 2026-10-25 at 01:00 UTC, from 03:00 to 02:00.
        (
            "30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z",
            ["2026-10-25T00:30:00Z"]
        ),
        (
            "30 * * * *", "Europe/Berlin", "2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z",
            ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]
        ),
        (
            "0 3 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z",
            ["2026-10-25T02:00:00Z"]
        ),
        // New York on 2026-03-08 at 07:00 UTC forward, on 2026-11-01 at 06:00 UTC back.
        (
            "15 2 * * sun", "America/New_York", "2026-03-07T12:00:00Z", "2026-03-09T12:00:00Z",
            ["2026-03-08T07:00:00Z"]
        ),
        (
            "15 1 * * sun", "America/New_York", "2026-10-31T12:00:00Z", "2026-11-02T12:00:00Z",
            ["2026-11-01T05:15:00Z"]
        ),
        (
            "15 */1 * * *", "America/New_York", "2026-11-01T05:00:00Z", "2026-11-01T07:00:00Z",
            ["2026-11-01T05:15:00Z", "2026-11-01T06:15:00Z"]
        ),
        // Cuba changes its clocks at midnight: the day has no 00:30.
        (
            "30 0 * * *", "America/Havana", "2026-03-07T12:00:00Z", "2026-03-08T12:00:00Z",
            ["2026-03-08T05:00:00Z"]
        ),
        (
            "0 0 1 jan *", "Asia/Tokyo", "2025-06-01", "2027-06-01",
            ["2025-12-31T15:00:00Z", "2026-12-31T15:00:00Z"]
        ),
        ("59 23 31 12 *", "UTC", "2026-12-31", "2027-01-02", ["2026-12-31T23:59:00Z"]),
        (
            "0 12 29 2 *", "UTC", "2095-01-01", "2106-01-01",
            ["2096-02-29T12:00:00Z", "2104-02-29T12:00:00Z"]
        ),
        // Either day field where both are restricted; both where one begins with a star.
        (
            "0 0 13 * fri", "UTC", "2026-03-01", "2026-03-14",
            ["2026-03-06T00:00:00Z", "2026-03-13T00:00:00Z"]
        ),
        ("0 0 */13 * sat", "UTC", "2026-03-01", "2026-03-31", ["2026-03-14T00:00:00Z"]),
        (
            "0 0 * * fri-sun", "UTC", "2026-03-01", "2026-03-08",
            ["2026-03-06T00:00:00Z", "2026-03-07T00:00:00Z", "2026-03-08T00:00:00Z"]
        ),
        ("0 0 * * 7", "UTC", "2026-03-01", "2026-03-08", ["2026-03-08T00:00:00Z"]),
    ])
    func `slots of a cron line`(
        cron: String, zone: String, start: String, end: String, expected: [String]
    ) throws {
        #expect(try slots(cron, zone, start, end) == expected)
    }

    @Test(arguments: [
        ("* * * *", "here are 4"), ("60 * * * *", "“60” cannot be the minute"),
        ("* 24 * * *", "“24” cannot be the hour"),
        ("* * 0 * *", "“0” cannot be the day"),
        ("* * * 13 *", "“13” cannot be the month: 1 to 12 or jan to dec"),
        ("* * * * 8", "“8” cannot be the weekday"), ("5/10 * * * *", "write 5-59/10"),
        ("*/0 * * * *", "not a step"),
        ("5-1 * * * *", "“5-1” runs backwards"), ("1,,2 * * * *", "cannot be the minute"),
        ("-1 * * * *", "cannot be the minute"),
        ("1-2-3 * * * *", "cannot be the minute"), ("*/2/3 * * * *", "cannot be the minute"),
        ("@daily", "here are 1"),
        ("0 0 30 2 *", "no month has such a day"), ("0 0 31 4,6,9,11 *", "no month has such a day"),
    ])
    func `a line that cannot be read says why`(text: String, reason: String) {
        let error = #expect(throws: CronError.self) { try Cron(text) }
        #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
    }

    /// The slots by looking at what the clock shows at every minute; good far from changes of the clocks and
    /// for lines that follow the clock.
    private func scanned(_ cron: Cron, _ zone: Zone, _ start: Int64, _ end: Int64) -> [Int64] {
        stride(from: (start / 60 + 1) * 60, through: end, by: 60).filter { moment in
            let local = moment + zone.offset(at: moment)
            let date = CalendarDate(Timestamp(seconds: local))
            let (minute, weekday) = (Int(local / 60 % 1440), Int((local / 86_400 + 4) % 7))
            return cron.fits(date, weekday: weekday) && cron.hours.contains(minute / 60)
                && cron.minutes.contains(minute % 60)
        }
    }

    @Test(arguments: ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"])
    func `lines that follow the clock give what a look at every minute gives`(zone: String) throws {
        let zone = try #require(Zone(zone))
        var random = Lehmer(state: 77)
        for _ in 0..<40 {
            let cron = try Cron(randomLine(hours: "*", &random))
            // Eight days somewhere in two years, so that every change of the clocks is met.
            let start = 1_767_225_600 + Int64.random(in: 0..<63_000_000, using: &random)
            let end = start + 8 * 86_400
            let slots = cron.slots(
                after: Timestamp(seconds: start), through: Timestamp(seconds: end), in: zone, limit: .max)
            #expect(slots.map(\.seconds) == scanned(cron, zone, start, end), "\(cron.text) from \(start)")
        }
    }

    @Test func `lines that name their hours give what a look at every minute gives`() throws {
        var random = Lehmer(state: 5)
        for _ in 0..<60 {
            let hours = "\(Int.random(in: 0...9, using: &random))-\(Int.random(in: 10...23, using: &random))"
            let cron = try Cron(randomLine(hours: hours, &random))
            let start = 1_767_225_600 + Int64.random(in: 0..<63_000_000, using: &random)
            let end = start + 20 * 86_400
            let slots = cron.slots(
                after: Timestamp(seconds: start), through: Timestamp(seconds: end), in: .utc, limit: .max)
            #expect(slots.map(\.seconds) == scanned(cron, .utc, start, end), "\(cron.text) from \(start)")
        }
    }

    @Test(arguments: ["Europe/Berlin", "America/New_York"])
    func `a daily time comes once on every day of four years`(zone: String) throws {
        let zone = try #require(Zone(zone))
        for time in ["30 2", "0 1", "59 2", "0 3"] {
            let start = try #require(Timestamp(iso: "2024-01-01T12:00:00Z"))
            let slots = try Cron("\(time) * * *").slots(
                after: start, through: start + .days(1461), in: zone, limit: .max)
            #expect(slots.count == 1461)
            let days = Set(slots.map { slot in (slot.seconds + zone.offset(at: slot.seconds)) / 86_400 })
            #expect(days.count == 1461)
        }
    }

    @Test func `cutting a stretch of time in two loses no slot and doubles none`() throws {
        var random = Lehmer(state: 99)
        let zone = try #require(Zone("Europe/Berlin"))
        for _ in 0..<60 {
            let cron = try Cron(randomLine(hours: Bool.random(using: &random) ? "*" : "1-3", &random))
            let start = Timestamp(seconds: 1_774_000_000 + Int64.random(in: 0..<1_000_000, using: &random))
            let (middle, end) = (
                start + .seconds(Int64.random(in: 0..<800_000, using: &random)), start + .days(10)
            )
            let whole = cron.slots(after: start, through: end, in: zone, limit: .max)
            let parts =
                cron.slots(after: start, through: middle, in: zone, limit: .max)
                + cron.slots(after: middle, through: end, in: zone, limit: .max)
            #expect(whole == parts)
            #expect(cron.slots(after: start, through: end, in: zone, limit: 7) == Array(whole.prefix(7)))
        }
    }

    @Test func `another cron sees the same moments`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Data/croniter.csv")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(rows.count >= 200)
        for row in rows {
            let columns = row.split(separator: ";").map(String.init)
            let start = Timestamp(seconds: try #require(Int64(columns[2])))
            let schedule = Schedule.cron(try Cron(columns[0]), try #require(Zone(columns[1])))
            let expected = columns[3].split(separator: " ").compactMap { number in Int64(number) }
            #expect(schedule.next(5, after: start).map(\.seconds) == expected, "\(row)")
        }
    }

    private func randomLine(hours: String, _ random: inout Lehmer) -> String {
        let minutes = ["*/7", "0,30", "5-50/9", "17", "*"].randomElement(using: &random) ?? "*"
        let days = ["*", "1-15", "31", "*/3", "10,20"].randomElement(using: &random) ?? "*"
        let months = ["*", "mar,oct,nov", "*/2"].randomElement(using: &random) ?? "*"
        let weekdays = ["*", "mon-fri", "sun", "*/2", "fri-sun"].randomElement(using: &random) ?? "*"
        return "\(minutes) \(hours) \(days) \(months) \(weekdays)"
    }
}

/// The generator of Park and Miller: the same seed gives the same choices.
struct Lehmer: RandomNumberGenerator {
    var state: UInt64

    private mutating func step() -> UInt64 {
        state = state * 48_271 % 2_147_483_647
        return state
    }

    mutating func next() -> UInt64 { step() << 42 ^ step() << 21 ^ step() }
}
