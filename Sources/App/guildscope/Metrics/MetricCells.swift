import CoreMetrics
import Synchronization

/// A number that only grows.
final class CounterCell: CounterHandler {
    private let count = Atomic<Int64>(0)

    var value: Int64 { count.load(ordering: .relaxed) }

    func increment(by amount: Int64) { count.add(amount, ordering: .relaxed) }
    func reset() { count.store(0, ordering: .relaxed) }
}

/// A number as it is now.
final class GaugeCell: MeterHandler {
    private let number = Mutex(0.0)

    var value: Double { number.withLock { number in number } }

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { number.withLock { number in number = value } }
    func increment(by amount: Double) { number.withLock { number in number += amount } }
    func decrement(by amount: Double) { increment(by: -amount) }
}

/// Seconds, counted by buckets from a millisecond to half a minute.
final class HistogramCell: TimerHandler, RecorderHandler {
    private struct State {
        var buckets = [Int64](repeating: 0, count: HistogramCell.bounds.count)
        var count: Int64 = 0
        var sum = 0.0
    }

    /// Upper bounds in seconds; 30 s is when a request is given up.
    private static let bounds = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
    ]

    private let state = Mutex(State())

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        state.withLock { state in
            state.count += 1
            state.sum += value
            if let first = Self.bounds.firstIndex(where: { bound in value <= bound }) {
                state.buckets[first] += 1
            }
        }
    }

    /// The lines of this histogram; a bucket counts those below it too.
    func lines(_ name: String, _ labels: String) -> [String] {
        let state = state.withLock { state in state }
        let comma = labels.isEmpty ? "" : ","
        var below: Int64 = 0
        var lines = zip(Self.bounds, state.buckets).map { bound, count in
            below += count
            return "\(name)_bucket{\(labels)\(comma)le=\"\(bound.plain)\"} \(below)"
        }
        lines.append("\(name)_bucket{\(labels)\(comma)le=\"+Inf\"} \(state.count)")
        let braces = labels.isEmpty ? "" : "{\(labels)}"
        return lines + ["\(name)_sum\(braces) \(state.sum.plain)", "\(name)_count\(braces) \(state.count)"]
    }
}

extension Double {
    /// As Prometheus reads it, without a needless fraction.
    var plain: String {
        if isNaN { return "NaN" }
        if isInfinite { return self > 0 ? "+Inf" : "-Inf" }
        return rounded() == self && magnitude < 1e15 ? String(Int64(self)) : String(self)
    }
}
