import Guilds
import Testing

struct WordingTests {
    @Test(arguments: [
        (0.0, 0, "0"), (1234.5, 0, "1,235"), (-1234.56, 1, "−1,234.6"), (0.04, 1, "0.0"), (-0.04, 1, "0.0"),
        (999.96, 1, "1,000.0"), (12.05, 2, "12.05"), (1_000_000, 0, "1,000,000"),
        (.infinity, 0, "out of range"),
    ])
    func `a number in a sentence`(value: Double, digits: Int, expected: String) {
        #expect(Wording.number(value, digits: digits) == expected)
    }

    @Test(arguments: [(2.0, "+2.0"), (-2.0, "−2.0"), (0.04, "0.0"), (-0.04, "0.0")])
    func `a change says its direction, unless it is none`(value: Double, expected: String) {
        #expect(Wording.change(value, digits: 1) == expected)
    }

    @Test(arguments: [(0.0, "0%"), (0.004, "under 1%"), (0.5, "50%"), (0.999, "over 99%"), (1.0, "100%")])
    func `a share is never rounded to all or nothing`(share: Double, expected: String) {
        #expect(Wording.percent(share) == expected)
    }

    @Test func `one is singular`() {
        #expect(Wording.count(1, "member") == "1 member")
        #expect(Wording.count(1000, "member") == "1,000 members")
        #expect(Wording.count(2, "more week", "more weeks") == "2 more weeks")
    }
}
