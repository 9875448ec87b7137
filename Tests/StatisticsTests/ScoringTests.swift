import Foundation
import Statistics
import Testing

/// Expected values come from scikit-learn 1.7, statsmodels 0.14 and DeLong's formula in NumPy.
struct ProbabilityScoresTests {
    @Test func `scores match the reference`() throws {
        let scores = try #require(ProbabilityScores(Toy.predictions))
        #expect(abs(scores.brier - 0.207_791_175) < 1e-9)
        #expect(abs(scores.logLoss - 0.602_318_224_927) < 1e-9)
        #expect(try abs(#require(scores.auc) - 0.726_817_042_606) < 1e-9)
        #expect(try abs(#require(scores.aucError) - 0.082_069_730_488) < 1e-9)
    }

    @Test func `the interval holds the area and stays within 0 and 1`() throws {
        let scores = try #require(ProbabilityScores(Toy.predictions))
        let interval = try #require(scores.aucInterval(level: 0.999_999))
        #expect(interval.contains(0.7268) && interval.lowerBound > 0 && interval.upperBound < 1)
    }

    @Test func `always telling the base rate has no skill, the truth has all`() throws {
        let naive = Toy.predictions.map { one in Prediction(0.475, happened: one.happened) }
        #expect(try abs(#require(ProbabilityScores(naive)).brierSkill) < 0.02)
        let perfect = Toy.predictions.map { one in Prediction(one.happened ? 1 : 0, happened: one.happened) }
        #expect(try #require(ProbabilityScores(perfect)).brierSkill == 1)
    }

    @Test func `without non-events there is no area`() throws {
        let scores = try #require(ProbabilityScores([Prediction(0.9, happened: true)]))
        #expect(scores.auc == nil)
        #expect(ProbabilityScores([]) == nil)
    }
}

struct CalibrationTests {
    /// Predictions whose events come with the probability that `truth` makes of what is told.
    private func predictions(_ count: Int, seed: UInt64, truth: (Double) -> Double) -> [Prediction] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            let told = random.uniform()
            return Prediction(told, happened: random.uniform() < truth(told))
        }
    }

    @Test func `the interval of a share matches the reference`() {
        let interval = wilson(7, of: 20)
        #expect(abs(interval.lowerBound - 0.181_191_824_101) < 1e-9)
        #expect(abs(interval.upperBound - 0.567_145_723_315) < 1e-9)
        #expect(wilson(0, of: 0) == 0...1)
    }

    @Test func `bins hold everyone once, in order, and ties together`() {
        let table = Toy.predictions.reliability(bins: 7)
        #expect(table.reduce(0) { sum, bin in sum + bin.count } == 40)
        #expect(table.map(\.told) == table.map(\.told).sorted())
        #expect(table.count == 7)
        let tied = (0..<30).map { index in Prediction(0.4, happened: index % 3 == 0) }.reliability(bins: 5)
        #expect(tied.count == 1)
        #expect(abs(tied[0].observed - 1 / 3) < 1e-12)
    }

    @Test func `right probabilities have slope 1, bold ones less`() throws {
        let honest = try #require(predictions(20_000, seed: 3) { told in told }.calibrationLine)
        #expect(abs(honest.slope - 1) < 0.05 && abs(honest.intercept) < 0.05)
        let bold = try #require(predictions(20_000, seed: 4) { told in 0.25 + told / 2 }.calibrationLine)
        #expect(bold.slope < 0.6)
    }

    @Test(arguments: [400, 20_000])
    func `a calibrator repairs probabilities that are too bold`(count: Int) throws {
        let truth = { (told: Double) in 0.25 + told / 2 }
        let calibrator = try #require(Calibrator(predictions(count, seed: 9, truth: truth)))
        let fresh = predictions(20_000, seed: 10, truth: truth)
        let repaired = fresh.map { one in Prediction(calibrator(one.probability), happened: one.happened) }
        let before = try #require(ProbabilityScores(fresh)).brier
        let after = try #require(ProbabilityScores(repaired)).brier
        #expect(after < before - 0.015)
        for told in stride(from: 0.1, through: 0.9, by: 0.1) {
            #expect(abs(calibrator(told) - truth(told)) < (count > 1000 ? 0.06 : 0.13))
        }
    }

    @Test func `rising steps match the reference and never fall`() {
        guard case .steps(let steps) = Calibrator.isotonic(Toy.predictions) else {
            Issue.record("no steps")
            return
        }
        let levels = [0, 0.25, 4.0 / 9, 0.5, 0.6, 2.0 / 3, 0.75, 1]
        #expect(steps.count == levels.count)
        for (step, level) in zip(steps, levels) { #expect(abs(step.probability - level) < 1e-12) }
        #expect(steps.map(\.told) == steps.map(\.told).sorted())
    }

    @Test func `one outcome alone teaches no calibrator`() {
        #expect(Calibrator([Prediction(0.2, happened: true)]) == nil)
    }
}
