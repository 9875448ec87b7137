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
