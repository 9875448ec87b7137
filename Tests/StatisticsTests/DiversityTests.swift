import Statistics
import Testing

/// Expected values come from NumPy and SciPy.
struct DiversityTests {
    @Test func `inequality matches the reference`() throws {
        let gini = try #require([0.0, 0, 1, 2, 2, 3, 5, 8, 13, 40].gini)
        #expect(abs(gini - 0.744_744_744_744_744_5) < 1e-12)
    }

    @Test func `equal shares have none, one owner all of it`() throws {
        #expect(try abs(#require([3.0, 3, 3, 3].gini)) < 1e-12)
        #expect(try abs(#require([0.0, 0, 0, 7].gini) - 1) < 1e-12)
        #expect([1.0].gini == nil && [0.0, 0].gini == nil && [1.0, -1].gini == nil)
    }

    @Test func `diversity matches the reference`() throws {
        let classes = try #require(Diversity(counts: [4, 3, 3, 2, 2, 1, 1, 1, 1, 2, 0, 0, 0]))
        #expect(abs(classes.shannon - 2.180_945_560_561_597) < 1e-12)
        #expect(abs(classes.effectiveKinds - 8.854_674_932_956) < 1e-9)
        #expect(try abs(#require(classes.simpson) - 0.921_052_631_578_947) < 1e-12)
    }

    @Test func `one kind is one kind, nobody is none`() throws {
        let alone = try #require(Diversity(counts: [1]))
        #expect(alone.effectiveKinds == 1 && alone.simpson == nil)
        #expect(Diversity(counts: [0, 0]) == nil)
    }
}

struct SpreadTests {
    @Test func `one wild value does not move the median deviation far`() throws {
        #expect(try abs(#require([1.0, 2, 3, 4, 1000].medianDeviation) - 1.482_602_218_505_602) < 1e-12)
        #expect([Double]().medianDeviation == nil)
    }

    @Test func `mean and variance match the definition`() {
        #expect([1.0, 2, 4].mean == 7.0 / 3)
        #expect([2.0, 4].variance == 2)
        #expect([2.0].variance == nil)
    }
}
