import Canvas
import Charts
import Glibc

/// BenchCharts line|stack|heatmap|tall COUNT: kind, guildscope, count, CPU seconds, bytes of the file, peak MB, MB that
/// no other process shares, and the p99 of one chart in milliseconds.

let week: Int64 = 604_800
let start: Int64 = 1_746_590_400
let source = "As of 29 Apr 2026 · Battle.net API"

func line() -> TrendChart {
    let samples = (0..<52).map { index in
        let value = 680 - 62 / (1 + Double(index) / 6)
        let band = (value - 14 + Double(index) / 8)...(value + 9)
        return TrendChart.Sample(time: start + Int64(index) * week, value: value, band: band)
    }
    return TrendChart(
        title: "Item level still climbs", footnote: source, measure: "Item level", bandLabel: "80 %",
        series: [TrendChart.Series(name: "Median", samples: samples)])
}

func stack() -> StackChart {
    let columns = (0..<12).map { index in
        let values = (0..<4).map { part in Double(5 + (index * (part + 2)) % 7) }
        return StackChart.Column(label: "\(index + 1)", values: values)
    }
    return StackChart(
        title: "Two thirds open all three", footnote: source, measure: "Raiders",
        parts: (0..<4).map { part in StackChart.Part("\(part) slots") }, columns: columns)
}

func heatMap(rows: Int) -> HeatMapChart {
    let cells = (0..<rows).map { row in
        let values = (0..<26).map { column in
            Optional(Double((row * 7 + column * column * 3 + row * column) % 11))
        }
        return HeatMapChart.Row(label: "Member \(row + 1)", values: values)
    }
    return HeatMapChart(
        title: "Wednesdays are full", footnote: source, measure: "Runs",
        columns: (0..<26).map { column in "\(column + 1)" }, rows: cells)
}

func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func peakMegabytes() -> Double {
    var usage = rusage()
    // The constant has another type than the parameter: this process.
    getrusage(0, &usage)
    return Double(usage.ru_maxrss) / 1024
}

/// What the process alone holds at the end, without the pages of programs, libraries and fonts.
func privateMegabytes() -> Double {
    guard let file = fopen("/proc/self/status", "r") else { return .nan }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
        let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard text.hasPrefix("RssAnon:") else { continue }
        return text.split { !$0.isNumber }.first.flatMap { Double($0) }.map { $0 / 1024 } ?? .nan
    }
    return .nan
}

func measure(_ kind: String, _ count: Int, _ style: ChartStyle, _ chart: () -> any Chart) throws {
    let typesetter = Typesetter()
    var size = try png(of: chart(), style: style, typesetter: typesetter).count
    var times: [Double] = []
    for _ in 0..<count {
        let before = cpuSeconds()
        size = try png(of: chart(), style: style, typesetter: typesetter).count
        times.append(cpuSeconds() - before)
    }
    let p99 = times.sorted()[min(times.count - 1, times.count * 99 / 100)] * 1000
    print(kind, "guildscope", count, times.reduce(0, +), size, peakMegabytes(), privateMegabytes(), p99)
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let count = Int(arguments[2]), count > 0 else {
    fatalError("usage: BenchCharts line|stack|heatmap|tall COUNT")
}
switch arguments[1] {
case "line": try measure("line", count, ChartStyle()) { line() }
case "stack": try measure("stack", count, ChartStyle()) { stack() }
case "heatmap": try measure("heatmap", count, ChartStyle()) { heatMap(rows: 8) }
case "tall":
    var format = ChartFormat.dashboard.showingAllRows()
    format.pixelRatio = 1
    try measure("tall", count, ChartStyle(format: format)) { heatMap(rows: 500) }
default: fatalError("usage: BenchCharts line|stack|heatmap|tall COUNT")
}
