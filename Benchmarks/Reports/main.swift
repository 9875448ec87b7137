import Analytics
import Glibc
import InventedGuild
import Reports

/// BenchReports FOLDER ROUNDS: one snapshot of an invented guild of 100 members and 52 weeks, told again and again.
///
/// Prints `digest MS P99-MS` for a digest with its chart, `report MS P99-MS FILES PICTURES` for everything that the
/// folder's report holds; milliseconds are those of this process's CPU.
func cpuMilliseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}

func measure(_ rounds: Int, _ work: () throws -> Void) rethrows -> String {
    var times: [Double] = []
    for round in 0...rounds {
        let before = cpuMilliseconds()
        try work()
        if round > 0 { times.append(cpuMilliseconds() - before) }
    }
    times.sort()
    return "\(times[times.count / 2]) \(times[min(times.count - 1, times.count * 99 / 100)])"
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let rounds = Int(arguments[2]), rounds > 0 else {
    fatalError("usage: BenchReports FOLDER ROUNDS")
}
var guild = InventedGuild(seed: 7, members: 100, weeks: 52)
let snapshot = GuildAnalysis.run(guild.series(), renderer: "bench")
let report = try Report(folder: arguments[1])
print(
    "digest",
    try measure(rounds * 4) {
        let digest = try report.digest(of: snapshot, as: .email, for: .members)
        precondition(digest?.chart != nil, "the digest has a chart")
    })
let files = try report.render(snapshot)
// A page holds its charts as data, for light and dark and for wide and narrow screens.
let pictures = files.filter { file in file.mediaType == "text/html; charset=utf-8" }.map { file in
    String(decoding: file.bytes, as: UTF8.self).ranges(of: "data:image/").count
}.reduce(0, +)
print("report", try measure(rounds) { _ = try report.render(snapshot) }, files.count, pictures)
