import Crawl
import Guilds
import Warehouse

/// What the request budget can promise; pure.
struct CapacityChecks: Sendable {
    let ages: RevalidationAges
    /// What is known of all targets, their learnt change rates among it.
    let census: Census
    /// The price that all processes plan with, and how long ago it was fitted; nil before the first.
    let price: (price: FreshnessPrice, age: Duration)?
    /// Requests an hour of all API clients together.
    let perHour: Int
    /// World time.
    let now: Timestamp

    /// Requests an hour of one API client.
    private static let perKey = 36_000

    private var perDay: Double { Double(perHour) * 24 * RevisitPolicy.usable }

    var all: [Check] { [promise, pricing, forecast].compactMap { check in check } }

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

    /// Whether requests are scarce, and what one must bring.
    private var pricing: Check {
        guard let price else {
            return Check("price", .ok, "no crawl has compared the targets with the budget yet")
        }
        let fitted = "as of \(Spell.text(price.age)) ago"
        guard !price.price.isFloor else {
            return Check("price", .ok, "the budget holds every visit that is wanted, \(fitted)")
        }
        let days = price.price.value
        return Check(
            "price", .ok,
            "more visits are wanted than the budget holds: a request is spent where it keeps an ordinary member "
                + "current for \(Spell.text(.fractionalDays(days))) more, or a raider for "
                + "\(Spell.text(.fractionalDays(days / Importance.core))), \(fitted)")
    }

    /// How fresh raiders and members are kept at this budget, by what was learnt of their play, and what it would
    /// take to have raiders fresher.
    private var forecast: Check? {
        let classes = RevisitPolicy().classes(of: census, now: now)
        guard !classes.isEmpty, perHour > 0 else { return nil }
        let forecast = CapacityForecast(
            classes: classes, requestsPerDay: perDay, promised: ages.characters,
            requestsPerKey: Double(Self.perKey) * 24 * RevisitPolicy.usable)
        let outlooks = zip(classes, forecast.outlooks).map { kind, outlook in
            "\(kind.count) \(kind.name) can be looked at every \(Spell.text(outlook.interval)) and are current for "
                + "\(percent(outlook.freshness)) of the time"
        }
        var finding = "at this budget " + outlooks.joined(separator: ", ")
        if let keys = forecast.keys(toVisit: RevisitPolicy.raiders, every: .hours(6)) {
            finding += "; to keep raiders fresher than 6 h you need \(keys.formattedKeys) API clients"
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
