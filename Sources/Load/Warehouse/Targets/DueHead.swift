import Postgres

/// The low watermark of one queue, kept true while claims, looks and loads go on side by side.
///
/// A reader raises it by what it saw when it began, and may not have seen what was written since. So the newest writes
/// are remembered: a raise goes no further than the earliest of those that came after its beginning.
struct DueHead: Sendable {
    /// No free target is due before.
    private(set) var due = Microseconds.negativeInfinity
    /// How many due targets the next claim may well find.
    var expected = 16
    /// How many due times were written so far; a reader remembers it when it begins.
    private(set) var writes = 0
    /// Of the newest writes those that no later one undercut, so their due times ascend.
    private var recent: [(number: Int, due: Microseconds)] = []
    /// Up to this number writes may be forgotten.
    private var forgotten = 0

    /// Enough for the loads that end while one statement runs.
    private static let remembered = 64

    /// Notes that a free target is due at `moment`, or may be.
    mutating func write(_ moment: Microseconds) {
        writes += 1
        while let last = recent.last, last.due >= moment { recent.removeLast() }
        recent.append((writes, moment))
        if recent.count > Self.remembered { forgotten = recent.removeFirst().number }
        due = min(due, moment)
    }

    /// Notes that a reader, who began when `writes` was `beginning`, saw nothing free before `moment`.
    mutating func raise(to moment: Microseconds, since beginning: Int) {
        guard beginning >= forgotten else { return }
        let unseen = recent.first { write in write.number > beginning }?.due ?? .infinity
        due = max(due, min(moment, unseen))
    }
}
