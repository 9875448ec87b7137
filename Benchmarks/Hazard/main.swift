import Foundation
import Statistics

/// BenchHazard FILE: a chance per row that is told, as the judge of `scripts/peers/hazard.py` reads them.
///
/// A line of FILE: `learn` or `tell`, the group that is held out together, 1 where the event came, then the features.
struct Row {
    var teaches: Bool
    var group: Int
    var happened: Bool
    var features: [Double]

    init?(_ line: Substring) {
        let cells = line.split(separator: "\t")
        guard cells.count > 3, let group = Int(cells[1]) else { return nil }
        teaches = cells[0] == "learn"
        self.group = group
        happened = cells[2] == "1"
        features = cells.dropFirst(3).compactMap { cell in Double(cell) }
    }
}

func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

guard CommandLine.arguments.count == 2 else {
    print("usage: BenchHazard FILE")
    exit(64)
}
let text = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
let rows = text.split(separator: "\n").compactMap { line in Row(line) }
let known = rows.filter(\.teaches)
let started = cpuSeconds()
let splits = (0..<4).map { fold in
    TriedRegression.Split(
        learn: known.indices.filter { row in known[row].group % 4 != fold },
        tell: known.indices.filter { row in known[row].group % 4 == fold })
}
guard
    let model = TriedRegression(
        known.map(\.features), known.map(\.happened), splits: splits, penalties: TriedRegression.penalties)
else {
    print("the rows do not tell")
    exit(1)
}
print("model", model.penalty, model.intercept, model.slope, cpuSeconds() - started)
for row in rows where !row.teaches { print("chance", model.probability(row.features)) }
