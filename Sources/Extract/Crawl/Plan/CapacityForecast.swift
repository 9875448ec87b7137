import Foundation
import Guilds

/// How fresh a request budget can keep a population: what `doctor` says before the budget is too small.
///
/// Each class stands for targets of one importance and a mean change rate; the spread of rates within a class is
/// that of the prior, so that the forecast is a little pessimistic about classes that are well learnt.
package struct CapacityForecast: Sendable, Hashable {
    /// Targets that are planned alike.
    package struct Class: Sendable, Hashable {
        /// What people call the class.
        package var name: String
        /// Targets in the class.
        package var count: Int
        /// Their importance, relative to that of other classes.
        package var importance: Double
        /// Changes per day and target.
        package var rate: Double
        /// Requests that a visit which finds a change leads to, beside itself.
        package var woken: Double
        /// The target is left alone at least so long, whatever the budget.
        package var shortest: Duration

        /// A class; a visit costs one request and may come every hour unless told.
        package init(
            name: String, count: Int, importance: Double, rate: Double, woken: Double = 0,
            shortest: Duration = .hours(1)
        ) {
            self.name = name
            self.count = count
            self.importance = importance
            self.rate = rate
            self.woken = woken
            self.shortest = shortest
        }

        fileprivate var bounds: ClosedRange<Double> {
            shortest.days...max(shortest.days, CapacityForecast.longest)
        }

        fileprivate var value: RevisitValue {
            let shape = ChangePrior.character.events
            let prior = ChangePrior(events: shape, days: shape / max(rate, 1e-4))
            return RevisitValue(importance: importance, rate: ChangeRate(ChangeEvidence(), prior: prior))
        }
    }

    /// What one class can expect.
    package struct Outlook: Sendable, Hashable {
        /// The class's name.
        package var name: String
        /// Time between two visits of one target.
        package var interval: Duration
        /// Probability that what is held is current, averaged over time.
        package var freshness: Double
        /// Requests that the whole class takes in a day.
        package var requestsPerDay: Double
    }

    /// How rarely anything is asked, in days.
    private static let longest = 30.0
    /// Days within which every stored character is looked at: the promise is 30, planned are 25.
    package static let promise = 25.0

    /// What competes for the requests.
    package let classes: [Class]
    /// Requests that may be spent in a day.
    package let requestsPerDay: Double
    /// Characters stored, leavers included: each costs a request in every pass of the promise.
    package let promised: Int
    /// Requests of one API client in a day.
    package let requestsPerKey: Double

    /// `promised` characters are stored; nil stands for all targets of the classes.
    package init(
        classes: [Class], requestsPerDay: Double, promised: Int? = nil, requestsPerKey: Double = 864_000
    ) {
        self.classes = classes.filter { kind in kind.count > 0 }
        self.requestsPerDay = requestsPerDay
        self.promised = promised ?? classes.reduce(0) { sum, kind in sum + kind.count }
        self.requestsPerKey = requestsPerKey
    }

    /// Requests a day that the promise of looking at everything costs.
    package var promiseRequestsPerDay: Double { Double(promised) / Self.promise }

    /// Days that one pass over everything stored takes when the whole budget goes into it.
    package var daysPerPass: Double {
        requestsPerDay > 0 ? Double(promised) / requestsPerDay : .infinity
    }

    /// Whether everything stored can be looked at within 30 days.
    package var keepsPromise: Bool { daysPerPass <= 30 }

    /// API clients needed to look at everything stored within 30 days, with fractions.
    package var keysForPromise: Double { Double(promised) / 30 / requestsPerKey }

    /// Per class, at the price at which the routine requests just fit what the promise leaves.
    package var outlooks: [Outlook] { outlooks(at: price) }

    /// Importance-weighted freshness of all classes; 1 when there are none.
    package var freshness: Double {
        let weight = classes.reduce(0) { sum, kind in sum + kind.importance * Double(kind.count) }
        guard weight > 0 else { return 1 }
        return zip(classes, outlooks).reduce(0) { sum, pair in
            sum + pair.0.importance * Double(pair.0.count) * pair.1.freshness
        } / weight
    }

    /// API clients needed so that the class is visited every `goal`, the others being planned at the same price;
    /// with fractions, nil for a class that is not there. "To keep raiders fresher than 6 h you need 1.4 keys."
    package func keys(toVisit name: String, every goal: Duration) -> Double? {
        guard let kind = classes.first(where: { kind in kind.name == name }) else { return nil }
        let price = kind.value.gain(after: max(goal.days, kind.bounds.lowerBound))
        return (promiseRequestsPerDay + demand(at: price)) / requestsPerKey
    }

    // The demand falls with the price, so that halving in its logarithm finds where the budget holds it.
    private var price: Double {
        let routine = max(requestsPerDay - promiseRequestsPerDay, 0)
        guard demand(at: FreshnessPrice.floor.value) > routine else { return FreshnessPrice.floor.value }
        var (low, high) = (log(FreshnessPrice.floor.value), log(1e6))
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if demand(at: exp(middle)) > routine { low = middle } else { high = middle }
        }
        return exp(high)
    }

    private func demand(at price: Double) -> Double {
        outlooks(at: price).reduce(0) { sum, outlook in sum + outlook.requestsPerDay }
    }

    // A class that is not worth the price at any interval is visited by the promise alone.
    private func outlooks(at price: Double) -> [Outlook] {
        classes.map { kind in
            let value = kind.value
            let days = value.interval(at: price, within: kind.bounds)
            let isPromiseOnly = days >= Self.promise
            let interval = isPromiseOnly ? Self.promise : days
            return Outlook(
                name: kind.name, interval: .fractionalDays(interval),
                freshness: value.freshness(every: interval),
                requestsPerDay: isPromiseOnly
                    ? 0 : Double(kind.count) / days * value.requests(after: days, woken: kind.woken))
        }
    }
}

extension RevisitValue {
    /// Probability, averaged over time, that what was seen at visits `days` apart is current.
    fileprivate func freshness(every days: Double) -> Double {
        (gain(after: days) / importance + days * rate.survival(days)) / days
    }
}
