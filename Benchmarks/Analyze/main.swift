import Analytics
import Foundation
import Guilds
import InventedGuild

/// BenchAnalyze MODE GUILDS MEMBERS WEEKS: all analyses of invented guilds, one after the other on one core.
///
/// `run` prints GUILDS MEMBERS WEEKS CPU-SECONDS PEAK-MB; `parts` a line per part with its milliseconds a guild.
/// Guilds are made one at a time, and making them is not counted.
func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func peakMegabytes() -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { line in line.hasPrefix("VmHWM:") } ?? ""
    let kilobytes = line.split(separator: " ").compactMap { word in Double(word) }.first
    return (kilobytes ?? .nan) / 1024
}

func guild(_ seed: Int, _ members: Int, _ weeks: Int) -> GuildSeries {
    var guild = InventedGuild(seed: seed, members: members, weeks: weeks)
    return guild.series()
}

let numbers = CommandLine.arguments.dropFirst(2).compactMap { argument in Int(argument) }
guard numbers.count == 3 else {
    print("usage: BenchAnalyze run|parts GUILDS MEMBERS WEEKS")
    exit(64)
}
let (guilds, members, weeks) = (numbers[0], numbers[1], numbers[2])
_ = GuildAnalysis.run(guild(0, members, weeks), renderer: "bench")

switch CommandLine.arguments[1] {
case "run":
    var seconds = 0.0
    var insights = 0
    for seed in 1...guilds {
        let series = guild(seed, members, weeks)
        let start = cpuSeconds()
        let snapshot = GuildAnalysis.run(series, renderer: "bench")
        seconds += cpuSeconds() - start
        insights += snapshot.memberPart.count + snapshot.officerPart.count
    }
    precondition(insights > 0, "a snapshot has insights")
    print(guilds, members, weeks, seconds, peakMegabytes())
case "parts":
    var totals: [(part: String, cost: Double)] = []
    for seed in 1...guilds {
        let costs = GuildAnalysis.costs(of: guild(seed, members, weeks), clock: cpuSeconds)
        totals =
            totals.isEmpty
            ? costs : zip(totals, costs).map { total, one in (total.part, total.cost + one.cost) }
    }
    for (part, cost) in totals { print(part, cost / Double(guilds) * 1000) }
default:
    print("usage: BenchAnalyze run|parts GUILDS MEMBERS WEEKS")
    exit(64)
}
