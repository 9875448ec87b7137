/// What methods for sparse counts expect after each step of a history.
enum SparseLevels {
    /// Origins before the last so many are not asked for by `RollingSpread`.
    private static let origins = RollingSpread.mostOrigins

    /// Whether the history is mostly zero: known values are not negative, and demand comes at most every 1.32 steps on
    /// average, the boundary of J. E. Boylan, A. A. Syntetos and G. C. Karakostas, "Classification for Forecasting and
    /// Stock Control", Journal of the Operational Research Society 59 (2008).
    static func isSparse(_ history: History) -> Bool {
        guard !history.values.contains(where: { value in value < 0 }) else { return false }
        let zeros = history.values.count { value in value == 0 }
        return Double(history.known) >= 1.32 * Double(history.known - zeros)
    }

    /// The mean of the methods after t steps, for the origins that bands are made of and the end.
    static func levels(_ history: History, _ methods: [Forecaster.SparseMethod]) -> [Double] {
        var known: [Double] = []
        var levels: [Double] = [0]
        levels.reserveCapacity(history.values.count + 1)
        for (t, value) in history.values.enumerated() {
            if !value.isNaN { known.append(value) }
            guard t + 1 >= history.values.count - origins else {
                levels.append(0)
                continue
            }
            let demand = SparseDemand(known)
            let sum = methods.reduce(0) { sum, method in sum + level(demand, method) }
            levels.append(sum / Double(methods.count))
        }
        return levels
    }

    private static func level(_ demand: SparseDemand, _ method: Forecaster.SparseMethod) -> Double {
        switch method {
        case .croston: demand.croston(alpha: 0.1)
        case .correctedCroston: 0.95 * demand.croston(alpha: 0.1)
        case .optimisedCroston: demand.croston(alpha: nil)
        case .tsb: demand.tsb(sizeWeight: 0.2, chanceWeight: 0.2)
        case .adida: demand.adida()
        case .imapa: demand.imapa()
        }
    }
}
