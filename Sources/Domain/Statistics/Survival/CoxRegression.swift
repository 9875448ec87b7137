import Foundation

/// How features multiply the hazard, whatever the hazard is at each age.
///
/// D. R. Cox, "Regression Models and Life-Tables", Journal of the Royal Statistical Society B 34 (1972), with
/// B. Efron's treatment of ties (Journal of the American Statistical Association 72, 1977), by Newton's method.
/// O(n · features²) for each step.
package struct CoxRegression: Sendable, Hashable {
    /// Change of the log hazard per unit of each feature.
    package let coefficients: [Double]
    /// Their standard errors.
    package let errors: [Double]
    /// The logarithm of the partial likelihood at the coefficients.
    package let logLikelihood: Double

    /// Learns from lifetimes watched from the beginning and their features.
    ///
    /// Nil without an event, with ragged rows, or where the data do not hold the coefficients.
    package init?(_ lifetimes: [Lifetime], features rows: [[Double]]) {
        guard let width = rows.first?.count, rows.count == lifetimes.count,
            rows.allSatisfy({ row in row.count == width }), lifetimes.contains(where: \.isEnded)
        else { return nil }
        let centre = Scaling(rows, width: width).means
        let subjects = zip(lifetimes, rows).map { lifetime, row in
            (lifetime: lifetime, row: row.indices.map { index in row[index] - centre[index] })
        }.sorted { left, right in left.lifetime.end > right.lifetime.end }
        var beta = [Double](repeating: 0, count: width)
        var likelihood = PartialLikelihood(subjects, at: beta)
        for _ in 0..<100 {
            guard let change = likelihood.information.cholesky()?.solve(likelihood.gradient) else {
                return nil
            }
            var scale = 1.0
            var next = likelihood
            repeat {
                next = PartialLikelihood(
                    subjects, at: zip(beta, change).map { value, step in value + scale * step })
                scale /= 2
            } while next.value < likelihood.value - 1e-12 && scale > 1e-4
            for index in beta.indices { beta[index] += 2 * scale * change[index] }
            let gain = next.value - likelihood.value
            likelihood = next
            if abs(gain) < 1e-12 { break }
        }
        guard let covariance = likelihood.information.cholesky()?.inverse() else { return nil }
        coefficients = beta
        errors = (0..<width).map { index in covariance[index, index].squareRoot() }
        logLikelihood = likelihood.value
    }

    /// The factor of the hazard between two rows of features.
    package func hazardRatio(_ features: [Double], to others: [Double]) -> Double {
        exp(
            coefficients.indices.reduce(0) { sum, index in
                sum + coefficients[index] * (features[index] - others[index])
            })
    }
}

/// The partial likelihood, its slope and its curvature at some coefficients.
private struct PartialLikelihood {
    var value = 0.0
    var gradient: [Double]
    var information: SymmetricMatrix

    /// Sums over those at risk, weighted by their hazard.
    private struct Sums {
        var weight = 0.0
        var first: [Double]
        var second: SymmetricMatrix

        init(width: Int) {
            first = [Double](repeating: 0, count: width)
            second = SymmetricMatrix(size: width)
        }

        mutating func add(_ row: [Double], weight: Double) {
            self.weight += weight
            for index in row.indices { first[index] += weight * row[index] }
            second.add(row, weight: weight)
        }
    }

    /// The subjects come by descending time.
    init(_ subjects: [(lifetime: Lifetime, row: [Double])], at beta: [Double]) {
        let width = beta.count
        gradient = [Double](repeating: 0, count: width)
        information = SymmetricMatrix(size: width)
        var risk = Sums(width: width)
        var index = 0
        while index < subjects.count {
            let time = subjects[index].lifetime.end
            var tied = Sums(width: width)
            var events = 0
            while index < subjects.count, subjects[index].lifetime.end == time {
                let row = subjects[index].row
                let score = zip(beta, row).reduce(0) { sum, pair in sum + pair.0 * pair.1 }
                risk.add(row, weight: exp(score))
                if subjects[index].lifetime.isEnded {
                    events += 1
                    value += score
                    for place in 0..<width { gradient[place] += row[place] }
                    tied.add(row, weight: exp(score))
                }
                index += 1
            }
            leave(events, of: tied, from: risk)
        }
    }

    /// Efron: of the tied events the earlier ones are taken out of the risk set bit by bit.
    private mutating func leave(_ events: Int, of tied: Sums, from risk: Sums) {
        let width = gradient.count
        for event in 0..<events {
            let share = Double(event) / Double(events)
            let weight = risk.weight - share * tied.weight
            value -= log(weight)
            let mean = (0..<width).map { place in (risk.first[place] - share * tied.first[place]) / weight }
            for row in 0..<width {
                gradient[row] -= mean[row]
                for column in 0..<width {
                    let second = (risk.second[row, column] - share * tied.second[row, column]) / weight
                    information[row, column] += second - mean[row] * mean[column]
                }
            }
        }
    }
}
