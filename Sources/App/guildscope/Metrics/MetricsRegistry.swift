import CoreMetrics
import Synchronization

/// Keeps every measurement of the process and writes them down as Prometheus reads them.
///
/// A factory of swift-metrics, so that libraries may measure through it too. Labels come from fixed sets (kinds,
/// outcomes, guilds), so that the number of series stays small. Text format 0.0.4 of Prometheus.
final class MetricsRegistry: Sendable {
    private struct Series: Hashable {
        var name: String
        var labels: String
    }

    private struct State {
        var help: [String: String] = [:]
        var counters: [Series: CounterCell] = [:]
        var gauges: [Series: GaugeCell] = [:]
        var histograms: [Series: HistogramCell] = [:]
    }

    private let state = Mutex(State())

    /// What a metric tells, for the `HELP` line.
    func describe(_ name: String, _ help: String) {
        state.withLock { state in state.help[name] = help }
    }

    /// Everything measured so far, in order of name and labels.
    var text: String {
        let state = state.withLock { state in state }
        var families: [String: (type: String, lines: [String])] = [:]
        func add(_ type: String, _ name: String, _ lines: [String]) {
            families[name, default: (type, [])].lines += lines
        }
        for (series, cell) in state.counters.sorted(by: { left, right in left.key.labels < right.key.labels })
        {
            add("counter", series.name, ["\(series.name)\(series.labels.braced) \(cell.value)"])
        }
        for (series, cell) in state.gauges.sorted(by: { left, right in left.key.labels < right.key.labels }) {
            add("gauge", series.name, ["\(series.name)\(series.labels.braced) \(cell.value.plain)"])
        }
        for (series, cell) in state.histograms.sorted(by: { left, right in left.key.labels < right.key.labels
        }) {
            add("histogram", series.name, cell.lines(series.name, series.labels))
        }
        return families.sorted { left, right in left.key < right.key }.map { name, family in
            let help = state.help[name].map { help in "# HELP \(name) \(help)\n" } ?? ""
            return help + "# TYPE \(name) \(family.type)\n" + family.lines.joined(separator: "\n") + "\n"
        }.joined()
    }

    /// Forgets a gauge's series, so that what is not there any more is not reported for ever.
    func forgetGauges(_ name: String) {
        state.withLock { state in state.gauges = state.gauges.filter { series, _ in series.name != name } }
    }

    private func series(_ name: String, _ dimensions: [(String, String)]) -> Series {
        let labels = dimensions.sorted { left, right in left.0 < right.0 }
            .map { name, value in "\(name)=\"\(value.escaped)\"" }
        return Series(name: name, labels: labels.joined(separator: ","))
    }
}

extension MetricsRegistry: MetricsFactory {
    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let series = series(label, dimensions)
        return state.withLock { state in
            state.counters[series].orInsert(CounterCell()) { cell in state.counters[series] = cell }
        }
    }

    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        let series = series(label, dimensions)
        return state.withLock { state in
            state.gauges[series].orInsert(GaugeCell()) { cell in state.gauges[series] = cell }
        }
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        histogram(label, dimensions)
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions)
    }

    private func histogram(_ label: String, _ dimensions: [(String, String)]) -> HistogramCell {
        let series = series(label, dimensions)
        return state.withLock { state in
            state.histograms[series].orInsert(HistogramCell()) { cell in state.histograms[series] = cell }
        }
    }

    // A series lives as long as the process: handlers come and go with every measurement.
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
}

extension Optional {
    /// The value, or a new one that is kept.
    fileprivate func orInsert(_ new: @autoclosure () -> Wrapped, _ keep: (Wrapped) -> Void) -> Wrapped {
        if let self { return self }
        let made = new()
        keep(made)
        return made
    }
}

extension String {
    fileprivate var braced: String { isEmpty ? "" : "{\(self)}" }

    fileprivate var escaped: String {
        var text = ""
        for letter in self {
            switch letter {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.append(letter)
            }
        }
        return text
    }
}
