import Testing

@testable import Statistics

/// Airline passengers in thousands by month, G. E. P. Box and G. M. Jenkins, "Time Series Analysis" (1970), the first
/// eleven years. Expected values come from statsforecast 2.1.1.
enum AirPassengers {
    static let months: [Double] = [
        112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170,
        158,
        133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183,
        218,
        230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188,
        235,
        227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237,
        278,
        284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467,
        404,
        347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420,
        472,
        548, 559, 463, 407, 362, 405,
    ]
    static let history = History(months, season: 12, isNonNegative: true)
}

struct ForecastGoldenTests {
    private static func worstError(of forecaster: Forecaster, _ history: History, _ expected: [Double]) throws
        -> Double
    {
        let mean = try forecaster.forecast(history, horizon: expected.count, levels: []).mean
        return zip(mean, expected).map { found, wanted in abs(found / wanted - 1) }.max() ?? .infinity
    }

    @Test func `seasonal naive repeats the last year`() throws {
        let expected: [Double] = [360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405]
        #expect(try Self.worstError(of: .seasonalNaive, AirPassengers.history, expected) == 0)
    }

    @Test func `simple smoothing matches the reference`() throws {
        let expected = Array(repeating: 404.574_557, count: 12)
        #expect(try Self.worstError(of: .simpleSmoothing, AirPassengers.history, expected) < 1e-6)
    }

    @Test func `the damped trend matches the reference`() throws {
        let expected: [Double] = [
            405.28188, 405.568031, 405.848436, 406.12321, 406.392467, 406.656317, 406.91487, 407.168231,
            407.416504, 407.659792, 407.898195, 408.131811,
        ]
        let damped = Forecaster.smoothing(SmoothingModel(trend: .damped))
        #expect(try Self.worstError(of: damped, History(AirPassengers.months), expected) < 0.005)
    }

    @Test func `dynamic theta matches the reference`() throws {
        let expected: [Double] = [
            412.697645, 404.638583, 466.829101, 449.643481, 454.122646, 517.984847, 572.572797, 571.621734,
            502.383263, 438.81978, 382.977955, 432.51774,
        ]
        #expect(try Self.worstError(of: .dynamicTheta, AirPassengers.history, expected) < 0.005)
        #expect(try Self.worstError(of: .theta, AirPassengers.history, expected) < 0.005)
    }

    @Test func `the standard theta matches the reference`() throws {
        let expected: [Double] = [
            411.370264, 402.274687, 462.882814, 444.674929, 447.932373, 509.595129, 561.839197, 559.458086,
            490.428899, 427.281306, 371.957371, 419.005811,
        ]
        let (calm, indices) = SeasonalIndices.split(AirPassengers.history)
        let theta = try #require(DynamicTheta(calm, isDynamic: false, theta: 2))
        var path = [Double](repeating: 0, count: 12)
        SeasonalPath(source: theta, indices: indices).forecast(from: 132, into: &path)
        for (found, wanted) in zip(path, expected) { #expect(abs(found / wanted - 1) < 0.005) }
    }

    /// The reference stops at an MNM model of criterion 1297.4665 whose likelihood is far from the greatest, so
    /// that the forecasts differ by up to 5 %; what can be held to it is the criterion.
    @Test func `the best smoothing model is at least as likely as the reference's`() throws {
        let fits = SmoothingSelection.fits(AirPassengers.history, effort: .thorough)
        let best = try #require(fits.map(\.aicc).min())
        #expect(best < 1297.4665)
        let same = try #require(
            fits.first { fit in
                fit.model == SmoothingModel(error: .multiplicative, season: .multiplicative)
            })
        #expect(same.criterion < 2 * 631.664_306_358_515_3)
    }

    @Test(arguments: [
        (Forecaster.SparseMethod.croston, 0.870_080_024_912_288_6, 1e-6),
        (.correctedCroston, 0.826_576_023_666_674_2, 1e-6), (.tsb, 0.833_490_367_737_622_5, 1e-6),
        (.optimisedCroston, 0.870_080_024_912_058_9, 1e-4), (.adida, 0.891_457_666_679_948_2, 1e-4),
        (.imapa, 0.831_573_827_208_832_8, 1e-4),
    ])
    func `sparse counts match the reference`(method: Forecaster.SparseMethod, expected: Double, near: Double)
        throws
    {
        let counts: [Double] = [
            0, 0, 3, 0, 0, 1, 0, 2, 0, 0, 0, 4, 0, 1, 0, 0, 0, 0, 2, 0, 0, 1, 0, 0, 5, 0,
        ]
        let history = History(counts, isNonNegative: true)
        let found = try Forecaster.sparse(method).forecast(history, horizon: 3, levels: []).mean
        #expect(found.allSatisfy { value in abs(value - expected) < near })
    }
}
