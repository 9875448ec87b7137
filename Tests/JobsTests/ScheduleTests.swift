import Guilds
import Jobs
import Testing

private func moment(_ iso: String) throws -> Timestamp { try #require(Timestamp(iso: iso)) }

@Test func `an interval counts from 1970, so that all workers see the same slots`() throws {
    let slots = Schedule.every(.seconds(900)).slots(
        after: try moment("2026-03-01T10:07:30Z"), through: try moment("2026-03-01T10:45:00Z"))
    #expect(
        slots.map(\.description) == [
            "2026-03-01T10:15:00Z", "2026-03-01T10:30:00Z", "2026-03-01T10:45:00Z",
        ])
    #expect(
        Schedule.every(.seconds(900)).slots(
            after: try moment("2026-03-01T10:15:00Z"), through: try moment("2026-03-01T10:29:59Z")
        ).isEmpty)
}

@Test func `slots around the reset come from the known weeks and the end of the newest`() throws {
    let weeks = try [("2026-02-25T04:00:00Z", Int32(1)), ("2026-03-04T04:00:00Z", 2)].map { start, id in
        let start = try moment(start)
        return Period(region: .eu, id: id, start: start, end: start + .days(7) - .seconds(1))
    }
    let resets = Period.resets(of: weeks)
    let (start, end) = (try moment("2026-02-26"), try moment("2026-04-01"))
    let before = Schedule.reset(.eu, offset: .hours(-2)).slots(after: start, through: end, resets: resets)
    #expect(before.map(\.description) == ["2026-03-04T02:00:00Z", "2026-03-11T02:00:00Z"])
    let after = Schedule.reset(.eu, offset: .seconds(1800)).slots(after: start, through: end, resets: resets)
    #expect(after.map(\.description) == ["2026-03-04T04:30:00Z", "2026-03-11T04:30:00Z"])
    #expect(Schedule.reset(.eu, offset: .zero).slots(after: start, through: end).isEmpty)
}

@Test func `the next slots are found near and far`() throws {
    let now = try moment("2026-03-01")
    #expect(Schedule.every(.seconds(60)).next(3, after: now).count == 3)
    let leap = try Schedule.cron(Cron("0 0 29 2 *"), .utc).next(1, after: now)
    #expect(leap.map(\.description) == ["2028-02-29T00:00:00Z"])
}

struct DueSlotsTests {
    private let slots = (1...4).map { hour in Timestamp(seconds: hour * 3600) }

    private func decided(
        late: Int64, _ catchUp: CatchUp, _ overlap: Overlap = .skip, open: Bool = false
    ) -> [DueSlots.Skip?] {
        DueSlots(
            slots, now: slots[3] + .seconds(late), grace: .seconds(60), catchUp: catchUp, overlap: overlap,
            isOpen: open
        ).decisions.map(\.skip)
    }

    @Test func `missed slots are skipped, made up for by one, or each`() {
        #expect(decided(late: 5, .skip) == [.missed, .missed, .missed, nil])
        #expect(decided(late: 600, .skip) == [.missed, .missed, .missed, .missed])
        #expect(decided(late: 5, .once) == [.missed, .missed, .missed, nil])
        #expect(decided(late: 600, .once) == [.missed, .missed, .missed, nil])
        #expect(decided(late: 5, .each) == [nil, nil, nil, nil])
        #expect(decided(late: 600, .each) == [nil, nil, nil, nil])
    }

    @Test func `a slot whose job is still at work is skipped or queued`() {
        #expect(decided(late: 5, .skip, open: true) == [.missed, .missed, .missed, .overlap])
        #expect(decided(late: 600, .once, open: true) == [.missed, .missed, .missed, .overlap])
        #expect(decided(late: 5, .each, open: true) == [nil, nil, nil, .overlap])
        #expect(decided(late: 600, .once, .queue, open: true) == [.missed, .missed, .missed, nil])
        #expect(decided(late: 5, .each, .queue, open: true) == [nil, nil, nil, nil])
    }

    @Test func `every slot gets exactly one decision`() {
        for catchUp in CatchUp.allCases {
            for overlap in Overlap.allCases {
                for open in [false, true] {
                    for late: Int64 in [0, 60, 61, 4000] {
                        let due = DueSlots(
                            slots, now: slots[3] + .seconds(late), grace: .seconds(60), catchUp: catchUp,
                            overlap: overlap, isOpen: open)
                        let parts = due.run + due.skipped(.missed) + due.skipped(.overlap)
                        #expect(parts.sorted() == slots)
                    }
                }
            }
        }
    }

    @Test func `nothing due needs no decision`() {
        let due = DueSlots(
            [], now: slots[0], grace: .zero, catchUp: .each, overlap: .queue, isOpen: false)
        #expect(due.decisions.isEmpty)
    }
}
