import Guilds
import Testing

struct TimeTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1_583_628_800, "2020-03-08T00:53:20Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_582_934_400, "2020-02-29T00:00:00Z"), (4_107_542_399, "2100-02-28T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
            (-86_400, "1969-12-31T00:00:00Z"),
            (-2_203_977_600, "1900-02-28T00:00:00Z"), (1_795_375_200, "2026-11-22T19:20:00Z"),
        ] as [(Int64, String)])
    func `a moment in the calendar`(_ seconds: Int64, _ text: String) {
        #expect(Timestamp(seconds: seconds).description == text)
    }

    @Test(arguments: [(1999, 1), (-1, -1), (-1000, -1), (-1001, -2), (0, 0)] as [(Int64, Int64)])
    func `seconds are rounded down`(_ milliseconds: Int64, _ seconds: Int64) {
        #expect(Timestamp(milliseconds: milliseconds).seconds == seconds)
    }

    @Test func `adding and taking away durations`() {
        let moment = Timestamp(seconds: 1000)
        #expect(moment + .hours(1) == Timestamp(seconds: 4600))
        #expect(moment - .milliseconds(1) == Timestamp(milliseconds: 999_999))
        #expect(Timestamp(seconds: 4600) - moment == .hours(1))
        #expect(moment < moment + .milliseconds(1))
    }

    @Test func `a date in words`() {
        let date = CalendarDate(Timestamp(seconds: 1_795_375_200))
        #expect(date.long == "22 Nov 2026")
        #expect(date.short == "22 Nov")
        #expect(date.iso == "2026-11-22")
    }

    @Test func `every day of four centuries follows the one before`() {
        var (last, seconds) = (CalendarDate(Timestamp(seconds: -12_622_780_800)), Int64(-12_622_780_800))
        #expect(last.iso == "1570-01-01")
        for _ in 0..<146_097 {
            seconds += 86_400
            let next = CalendarDate(Timestamp(seconds: seconds))
            let follows =
                next.day == last.day + 1 && next.month == last.month && next.year == last.year
                || next.day == 1 && next.month == last.month + 1 && next.year == last.year
                || next.day == 1 && next.month == 1 && next.year == last.year + 1
            guard follows else {
                Issue.record("\(next.iso) after \(last.iso)")
                return
            }
            last = next
        }
        #expect(last.iso == "1970-01-01")
    }

    @Test func `a period ends with its closing second`() {
        let period = Period(
            region: .eu, id: 682, start: Timestamp(seconds: 1_548_226_800),
            end: Timestamp(seconds: 1_548_831_599))
        #expect(period.contains(period.start))
        #expect(period.contains(period.end + .milliseconds(999)))
        #expect(!period.contains(period.end + .seconds(1)))
        #expect(!period.contains(period.start - .milliseconds(1)))
    }
}
