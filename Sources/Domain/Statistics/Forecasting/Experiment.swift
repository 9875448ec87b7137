import Foundation
let env: [String: Double] = ProcessInfo.processInfo.environment.compactMapValues { Double($0) }
func knob(_ k: String, _ d: Double) -> Double { env[k] ?? d }
let kLL = knob("LL", 0), kLP = knob("LP", 1), kLW = knob("LW", 0), kWP = knob("WP", 0.5), kLA = knob("LA", 0), kAP = knob("AP", 0.5)
let kB = knob("KB", 0), kS = knob("KS", 0), kL = knob("KL", 0), kBP = knob("KBP", -2), kG = knob("KG", 0), kGP = knob("KGP", -3), kE = knob("KE", 0), kA = knob("KA", 0), kAP2 = knob("KAP", 0), kF = knob("KF", 0), kFP = knob("KFP", 1)
package func experiment(_ name: String, _ history: History, _ horizon: Int) -> (mean: [Double], note: String)? {
    var path = [Double](repeating: 0, count: horizon)
    let n = history.values.count
    var note = ""
    func adjusted() -> (History, SeasonalIndices?) {
        guard SeasonalIndices.isSeasonal(history) else { return (history, nil) }
        let i = SeasonalIndices(history, isMultiplicative: true) ?? SeasonalIndices(history, isMultiplicative: false)
        return (i?.adjust(history) ?? history, i)
    }
    func source(_ name: String) -> (any PathSource)? {
        if name.contains("+") {
            let parts = name.split(separator: "+").compactMap { source(String($0)) }
            return parts.isEmpty ? nil : MeanPath(sources: parts)
        }
        let (calm, indices) = adjusted()
        switch name {
        case "naive": return NaivePath(history, period: 1)
        case "snaive": return NaivePath(history, period: history.season)
        case "dot", "otm", "stm":
            guard let d = DynamicTheta(calm, isDynamic: name == "dot", theta: name == "stm" ? 2 : nil) else { return nil }
            note = "\(d.alpha) \(d.pull) \(d.firstLevel) \(d.meanSquare)"
            return SeasonalPath(source: d, indices: indices)
        case "ets", "etsq", "etsf", "etsA", "etsNM":
            let start = SmoothingStart(history)
            var models = SmoothingSelection.candidates(history, start: start)
            if name == "etsA" { models = models.filter { $0.error == .additive } }
            var effort = name == "ets" ? SmoothingFit.Effort.thorough : .quick
            if name == "etsf" { effort.fitsSeason = false }
            let f = SmoothingSelection.best(of: models, history, start: start, effort: effort)
            note = f.map { "\($0.model) \($0.criterion) \($0.aicc) \($0.weights)" } ?? ""
            return f
        case "etsw", "setsw", "etswf":
            let hist = name == "setsw" ? calm : history
            let start = SmoothingStart(hist)
            var models = SmoothingSelection.candidates(hist, start: start)
            if name == "setsw" { models = models.filter { $0.season == .none } }
            var ef = SmoothingFit.Effort.quick
            if name == "etswf" { ef.fitsSeason = false }
            let fits = models.compactMap { SmoothingFit($0, hist, start: start, effort: ef) }
            guard let least = fits.map(\.aicc).min() else { return nil }
            let s = WeightedPath(sources: fits, weights: fits.map { exp(-($0.aicc - least) / 2 * knob("AW", 1)) })
            return name == "setsw" ? SeasonalPath(source: s, indices: indices) : s
        case "sets", "setsA", "setsAl":
            let start = SmoothingStart(calm)
            var models = SmoothingSelection.candidates(calm, start: start).filter { $0.season == .none }
            if name != "sets" { models = models.filter { $0.error == .additive } }
            if name == "setsAl" { models = models.filter { $0.trend != .additive } }
            guard let f = SmoothingSelection.best(of: models, calm, start: start, effort: .quick) else { return nil }
            return SeasonalPath(source: f, indices: indices)
        case "ses", "damped", "holt", "dampedM", "sesM":
            let start = SmoothingStart(calm)
            let m = SmoothingModel(error: name.hasSuffix("M") && calm.isPositive ? .multiplicative : .additive, trend: name.hasPrefix("ses") ? .none : name == "holt" ? .additive : .damped)
            guard let f = SmoothingFit(m, calm, start: start, effort: .quick) else { return nil }
            note = "\(f.criterion) \(f.weights) \(f.tape.level[0]) \(f.tape.slope[0])"
            return SeasonalPath(source: f, indices: indices)
        default:
            let start = SmoothingStart(history)
            let models: [String: SmoothingModel] = ["MNM": .init(error: .multiplicative, season: .multiplicative), "MAdM": .init(error: .multiplicative, trend: .damped, season: .multiplicative), "AAdA": .init(trend: .damped, season: .additive), "MAdA": .init(error: .multiplicative, trend: .damped, season: .additive), "AAdN": .init(trend: .damped), "AAA": .init(trend: .additive, season: .additive),
            "ANA": .init(season: .additive),"MAM": .init(error: .multiplicative, trend: .additive, season: .multiplicative)]
            guard var model = models[name.replacingOccurrences(of: "q", with: "").replacingOccurrences(of: "f", with: "")] else { return nil }
            if history.season == 1 { model.season = .none }
            if !start.knows(model.season) { model.season = .none }
            var ef = name.hasSuffix("q") || name.hasSuffix("f") ? SmoothingFit.Effort.quick : .thorough
            if name.hasSuffix("f") { ef.fitsSeason = false }
            let f = SmoothingFit(model, history, start: start, effort: ef)
            note = f.map { "\($0.model) \($0.criterion) \($0.aicc) \($0.weights) \($0.tape.level[0]) \($0.tape.slope[0]) \($0.tape.season.prefix(12))" } ?? ""
            return f
        }
    }
    guard let s = source(name) else { return nil }
    s.forecast(from: n, into: &path)
    return (path, note)
}

struct WeightedPath: PathSource {
    let sources: [SmoothingFit]
    let weights: [Double]
    func forecast(from origin: Int, into path: inout [Double]) {
        var sum = [Double](repeating: 0, count: path.count)
        let total = weights.reduce(0, +)
        for (source, w) in zip(sources, weights) where w > 0.02 * total {
            source.forecast(from: origin, into: &path)
            for k in path.indices { sum[k] += w * path[k] }
        }
        let t2 = weights.filter { $0 > 0.02 * total }.reduce(0, +)
        for k in path.indices { path[k] = sum[k] / t2 }
    }
}
