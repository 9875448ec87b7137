import Foundation
import Statistics

/// BenchForecast accuracy FILE: a line of forecasts per series, as the judge of `scripts/peers/forecast.py` reads it.
///
/// BenchForecast speed FILE KIND: CPU seconds per 1,000 series of the default forecaster with its bands.
struct Series {
    var name: String
    var type: String
    var season: Int
    var horizon: Int
    var past: [Double]
    var future: [Double]

    init?(_ line: String) {
        let cells = line.split(separator: "\t")
        guard cells.count > 6, let season = Int(cells[3]), let horizon = Int(cells[4]),
            let length = Int(cells[5])
        else { return nil }
        let values = cells.dropFirst(6).compactMap { cell in Double(cell) }
        name = String(cells[1])
        type = String(cells[2])
        self.season = season
        self.horizon = horizon
        past = Array(values.prefix(length))
        future = Array(values.dropFirst(length))
    }

    func forecast() throws -> Forecast {
        try Forecaster.combination.forecast(History(past, season: season), horizon: horizon)
    }
}

func series(_ path: String) throws -> [Series] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { line in
        Series(String(line))
    }
}

func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

let arguments = CommandLine.arguments
guard arguments.count >= 3 else { fatalError("usage: BenchForecast accuracy FILE | speed FILE KIND") }
switch arguments[1] {
case "accuracy":
    for one in try series(arguments[2]) {
        let forecast = try one.forecast()
        let rows = [forecast.mean] + forecast.bands.flatMap { band in [band.low, band.high] }
        let cells = rows.flatMap { row in row.map { value in "\(value)" } }
        print(([one.name, "guildscope"] + cells).joined(separator: "\t"))
    }
case "speed":
    let chosen = try series(arguments[2]).filter { one in one.type == arguments[3] }
    for one in chosen.prefix(2) { _ = try one.forecast() }
    let start = cpuSeconds()
    for one in chosen { _ = try one.forecast() }
    print(arguments[3], "guildscope", chosen.count, (cpuSeconds() - start) / Double(chosen.count) * 1000)
default: fatalError("usage: BenchForecast accuracy FILE | speed FILE KIND")
}
