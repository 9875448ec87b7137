import Guilds
import Testing

@Test(arguments: [
    ("1970-01-01", Int64(0)), ("2026-11-22", 1_795_305_600), ("2026-11-22T19:20:05Z", 1_795_375_205),
    ("2024-02-29", 1_709_164_800), ("2000-03-01T00:00:00Z", 951_868_800),
])
func `a typed time is read as UTC`(text: String, seconds: Int64) {
    #expect(Timestamp(iso: text) == Timestamp(seconds: seconds))
}

@Test(arguments: [
    "", "today", "2026-13-01", "2026-02-30", "2025-02-29", "2026-11-22T25:00:00Z", "2026-11-22T19:20:05",
    "2026-11-22T19:20Z", "2026-11-22T", "22.11.2026", "1969-12-31", "2026-11-22T19:20:05+01:00",
])
func `what is no time is refused`(text: String) {
    #expect(Timestamp(iso: text) == nil)
}

@Test func `what is printed is read back`() {
    for seconds in stride(from: Int64(0), to: 4_000_000_000, by: 86_399 * 37) {
        let moment = Timestamp(seconds: seconds)
        #expect(Timestamp(iso: moment.description) == moment)
    }
}
