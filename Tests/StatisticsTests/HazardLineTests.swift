import Foundation
import Testing

@testable import Statistics

struct HazardLineTests {
    /// Events drawn with a cumulative hazard of `exp(intercept) * told^slope`.
    private func drawn(intercept: Double, slope: Double, count: Int = 20_000) -> [Prediction] {
        var random = SplitMix64(seed: 71)
        return (0..<count).map { _ in
            let told = exp(4 * random.uniform() - 3)
            let hazard = HazardLine(intercept: intercept, slope: slope)(told)
            return Prediction(1 - exp(-told), happened: random.uniform() < 1 - exp(-hazard))
        }
    }

    @Test func `the line that made the events is found again`() throws {
        for (intercept, slope) in [(0.0, 1.0), (-0.6, 0.5), (0.4, 1.3)] {
            let line = try #require(HazardLine(drawn(intercept: intercept, slope: slope)))
            #expect(abs(line.intercept - intercept) < 0.06, "\(line)")
            #expect(abs(line.slope - slope) < 0.06, "\(line)")
        }
    }

    @Test func `few events hardly move it`() throws {
        let few = [Prediction(0.9, happened: false), Prediction(0.8, happened: true)]
        let (doubted, sure) = (
            try #require(HazardLine(few, doubt: 1)), try #require(HazardLine(few, doubt: 0.05))
        )
        #expect(abs(sure.intercept) < 0.02 && abs(sure.slope - 1) < 0.02)
        #expect(doubted.intercept < sure.intercept)
    }

    @Test func `without both outcomes nothing is known`() {
        #expect(HazardLine([Prediction(0.3, happened: true), Prediction(0.9, happened: true)]) == nil)
        #expect(HazardLine([]) == nil)
    }

    @Test func `what rises with time still does`() {
        let line = HazardLine(intercept: -0.3, slope: 0.4)
        let hazards = [0, 0.001, 0.1, 1, 5, 40].map { line($0) }
        #expect(hazards.first == 0)
        #expect(zip(hazards, hazards.dropFirst()).allSatisfy { $0 < $1 })
    }
}
