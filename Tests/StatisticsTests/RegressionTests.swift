import Statistics
import Testing

/// Forty rows of two features, an outcome, and a rough prediction of it.
enum Toy {
    static let rows: [[Double]] = [
        [-0.6, 3.38], [0.5, 12.1], [3.27, 10.55], [-0.11, 6.08], [2.5, 18.17], [1.55, 3.83],
        [-0.92, 18.0], [1.41, 1.34], [0.83, 4.18], [-0.26, 7.56], [-0.43, 12.77], [0.87, 7.05],
        [1.82, 14.15], [-2.29, 8.72], [-0.96, 9.13], [-1.58, 10.1], [0.92, 8.48], [-1.1, 8.02],
        [-1.18, 3.22], [1.45, 4.45], [3.34, 13.58], [-3.0, 11.36], [-1.2, 10.17], [1.09, 0.06],
        [0.53, 8.72], [2.92, 4.09], [2.48, 4.51], [0.34, 5.8], [3.9, 12.84], [5.86, 13.21],
        [2.69, 14.2], [-0.21, 9.65], [3.7, 8.02], [1.38, 9.89], [2.22, 8.18], [0.7, 11.21],
        [1.21, 5.68], [2.79, 3.51], [-1.4, 3.59], [2.93, 8.2],
    ]
    static let outcomes: [Bool] = [
        0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1,
        0, 0, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 1,
    ].map { number in number == 1 }
    static let predictions: [Prediction] = zip(
        [
            0.31, 0.438, 0.757, 0.365, 0.679, 0.568, 0.277, 0.551, 0.479, 0.348, 0.328, 0.484,
            0.601, 0.162, 0.273, 0.216, 0.49, 0.259, 0.252, 0.556, 0.763, 0.119, 0.25, 0.511,
            0.442, 0.723, 0.677, 0.418, 0.81, 0.919, 0.7, 0.353, 0.794, 0.547, 0.648, 0.463,
            0.526, 0.71, 0.231, 0.724,
        ], outcomes
    ).map { probability, happened in Prediction(probability, happened: happened) }
}

/// Expected values come from scikit-learn 1.7 and statsmodels 0.14.
struct LogisticRegressionTests {
    @Test func `a ridge of 1 matches the reference`() throws {
        let fit = try #require(LogisticRegression(Toy.rows, Toy.outcomes, penalty: 1))
        #expect(abs(fit.coefficients[0] - 0.514_960_362_784) < 1e-6)
        #expect(abs(fit.coefficients[1] - -0.169_953_688_105) < 1e-6)
        #expect(abs(fit.intercept - 0.795_521_720_866) < 1e-6)
    }

    @Test func `without a penalty coefficients and errors match the reference`() throws {
        let fit = try #require(LogisticRegression(Toy.rows, Toy.outcomes, penalty: 0))
        #expect(abs(fit.coefficients[0] - 0.631_679_419_675) < 1e-6)
        #expect(abs(fit.intercept - 1.006_651_471_266) < 1e-6)
        #expect(abs(fit.errors[0] - 0.240_238_334_957) < 1e-6)
        #expect(abs(fit.errors[1] - 0.100_165_340_979) < 1e-6)
    }

    @Test func `contributions add up to the distance from the average row`() throws {
        let fit = try #require(LogisticRegression(Toy.rows, Toy.outcomes))
        let row = [2.0, 3.0]
        let sum = fit.contributions(row).reduce(0, +)
        #expect(abs(sum - (fit.logOdds(row) - fit.logOdds(fit.means))) < 1e-12)
        #expect(fit.contributions(fit.means).allSatisfy { part in part == 0 })
    }

    @Test func `features that separate the outcomes stay finite by the penalty`() throws {
        let fit = try #require(
            LogisticRegression(
                (0..<20).map { index in [Double(index)] }, (0..<20).map { index in index >= 10 }))
        #expect(fit.coefficients[0] > 0 && fit.coefficients[0] < 10)
        #expect(fit.probability([100]) > 0.99)
    }

    @Test func `a feature that never varies says nothing`() throws {
        let fit = try #require(LogisticRegression(Toy.rows.map { row in row + [7] }, Toy.outcomes))
        #expect(abs(fit.coefficients[2]) < 1e-12)
    }

    @Test func `one outcome alone, ragged rows or none teach nothing`() {
        #expect(LogisticRegression([[1], [2]], [true, true]) == nil)
        #expect(LogisticRegression([[1], [2, 3]], [true, false]) == nil)
        #expect(LogisticRegression([], []) == nil)
    }
}

struct TriedRegressionTests {
    /// Rows of one telling and nine idle features; the event hangs on the first by `weight`.
    private func rows(_ count: Int, weight: Double, seed: UInt64) -> (features: [[Double]], events: [Bool]) {
        var random = SplitMix64(seed: seed)
        var (features, events) = ([[Double]](), [Bool]())
        for _ in 0..<count {
            let row = (0..<10).map { _ in StandardNormal.quantile(0.001 + 0.998 * random.uniform()) }
            features.append(row)
            events.append(random.uniform() < logistic(-2 + weight * row[0]))
        }
        return (features, events)
    }

    private func folds(_ count: Int) -> [TriedRegression.Split] {
        (0..<4).map { fold in
            TriedRegression.Split(
                learn: (0..<count).filter { row in row % 4 != fold },
                tell: (0..<count).filter { row in row % 4 == fold })
        }
    }

    @Test func `what few events teach is told less boldly than without a trial`() throws {
        var (plain, tried) = ([Prediction](), [Prediction]())
        for seed in 1...12 {
            let known = rows(200, weight: 0.5, seed: UInt64(seed))
            let model = try #require(
                TriedRegression(
                    known.features, known.events, splits: folds(200), penalties: TriedRegression.penalties))
            let bold = try #require(LogisticRegression(known.features, known.events, penalty: 1))
            let new = rows(400, weight: 0.5, seed: UInt64(1000 + seed))
            for (row, event) in zip(new.features, new.events) {
                plain.append(Prediction(bold.probability(row), happened: event))
                tried.append(Prediction(model.probability(row), happened: event))
            }
        }
        func spread(_ told: [Prediction]) -> Double? {
            told.map { one in logit(one.probability) }.variance
        }
        #expect(try #require(spread(tried)) < 0.5 * #require(spread(plain)))
        #expect(
            try #require(ProbabilityScores(tried)?.logLoss) < #require(ProbabilityScores(plain)?.logLoss))
    }

    @Test func `what many events teach holds for rows that did not`() throws {
        let known = rows(2000, weight: 1, seed: 21)
        let model = try #require(
            TriedRegression(
                known.features, known.events, splits: folds(2000), penalties: TriedRegression.penalties))
        let new = rows(4000, weight: 1, seed: 22)
        let told = zip(new.features, new.events).map { row, event in
            Prediction(model.probability(row), happened: event)
        }
        let slope = try #require(told.calibrationLine?.slope)
        #expect((0.85...1.15).contains(slope), "\(slope)")
    }

    @Test func `where nothing tells hardly more than the base rate is told`() throws {
        let known = rows(2000, weight: 0, seed: 5)
        let model = try #require(
            TriedRegression(
                known.features, known.events, splits: folds(2000), penalties: TriedRegression.penalties))
        #expect(model.penalty >= 300)
        let spread = known.features.map { row in model.probability(row) }
        #expect(try #require(spread.max()) - #require(spread.min()) < 0.08)
    }

    @Test func `each row is told of once by a model that has not seen it`() throws {
        let known = rows(100, weight: 1, seed: 3)
        let model = try #require(
            TriedRegression(known.features, known.events, splits: folds(100), penalties: [1, 10]))
        let others = (0..<100).filter { row in row % 4 != 0 }
        let fit = try #require(
            LogisticRegression(
                others.map { row in known.features[row] }, others.map { row in known.events[row] },
                penalty: model.penalty))
        #expect(model.told.count == 100)
        #expect(model.told[0] == Prediction(fit.probability(known.features[0]), happened: known.events[0]))
    }

    @Test func `without a split the strongest penalty is taken and nothing is corrected`() throws {
        let known = rows(100, weight: 1, seed: 3)
        let model = try #require(
            TriedRegression(known.features, known.events, splits: [], penalties: [1, 10]))
        #expect(model.penalty == 10 && model.intercept == 0 && model.slope == 1 && model.told.isEmpty)
    }
}
