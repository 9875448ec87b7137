import Crawl
import Guilds
import Warehouse

/// What the request budget can promise; pure.
struct CapacityChecks: Sendable {
    let ages: RevalidationAges
    /// Members of watched guilds who have a profile.
    let members: Int
    /// Requests an hour of all API clients together.
    let perHour: Int

    /// How much of the budget is planned with; the rest is repeats and the reserve for what is asked for.
    private static let usable = 0.9
    /// Requests an hour of one API client.
    private static let perKey = 36_000

    private var perDay: Double { Double(perHour) * 24 * Self.usable }

    var all: [Check] { [promise, forecast].compactMap { check in check } }

    /// Whether everything stored is looked at within 30 days, now and with what falls due from here on.
    private var promise: Check {
        let finding = "\(ages.characters) characters are stored"
        if ages.late > 0 {
            return Check(
                "promise", .problem,
                finding + "; \(ages.late) were not re-validated within \(RevalidationAges.days) days",
                advice: "the terms of the API ask for it: "
                    + (keysNeeded > 1 ? keyAdvice : "let a worker run"))
        }
        return Check(
            "promise", load > 1 ? .problem : load > 0.7 ? .warning : .ok,
            finding + "; re-validating each within \(RevalidationAges.days) days takes "
                + "\(percent(load)) of the budget",
            advice: keyAdvice)
    }

    private var keyAdvice: String {
        "the promise needs \(keysNeeded.formattedKeys) API clients of \(Self.perKey) requests an hour"
    }

    /// The largest share of the budget that characters due within d days take of those d days, over all d.
    private var load: Double {
        var due = 0
        var worst = 0.0
        for day in 1...RevalidationAges.days {
            due += ages.byDay[RevalidationAges.days - day]
            worst = max(worst, Double(due) / (perDay * Double(day)))
        }
        return worst
    }

    private var keysNeeded: Double { load * Double(perHour) / Double(Self.perKey) }

    /// How fresh members are kept at this budget, and what it would take to be fresher.
    private var forecast: Check? {
        guard members > 0, perHour > 0 else { return nil }
        let forecast = CapacityForecast(
            classes: [
                CapacityForecast.Class(
                    name: "members", count: members, importance: 1, rate: 1, requestsPerVisit: 2.5),
                CapacityForecast.Class(
                    name: "others", count: max(0, ages.characters - members), importance: 0.1, rate: 0.1,
                    requestsPerVisit: 1.5),
            ], requestsPerDay: perDay, promised: ages.characters,
            requestsPerKey: Double(Self.perKey) * 24 * Self.usable)
        guard let outlook = forecast.outlooks.first else { return nil }
        let interval = Spell.text(max(outlook.interval, .hours(1)))
        var finding =
            "at this budget \(members) members can be looked at every \(interval) and are current for "
            + percent(outlook.freshness) + " of the time"
        if let keys = forecast.keys(toVisit: "members", every: .hours(6)) {
            finding += "; to keep them fresher than 6 h takes \(keys.formattedKeys) API clients"
        }
        return Check("forecast", .ok, finding)
    }

    private func percent(_ share: Double) -> String {
        share > 0 && share < 0.001 ? "less than 0.1 %" : "\((share * 1000).rounded() / 10) %"
    }
}

extension Double {
    /// As `1.4`, at least `0.1`.
    fileprivate var formattedKeys: String { "\(Swift.max((self * 10).rounded(.up) / 10, 0.1))" }
}
