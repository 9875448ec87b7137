import BattleNet
import Foundation
import Guilds

/// Decodes one document over and over and prints the seconds and the CPU seconds that it took.
///
/// Usage: BenchDecode roster|season FILE TIMES
@main
struct BenchDecode {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let times = Int(arguments[3]), times > 0 else {
            FileHandle.standardError.write(Data("usage: BenchDecode roster|season FILE TIMES\n".utf8))
            exit(2)
        }
        let kind: DocumentKind = arguments[1] == "roster" ? .roster : .keystoneSeasonProfile
        let document = DocumentID(kind: kind, realm: RealmKey(region: .eu, id: 0), subject: 0)
        let bytes = Array(try Data(contentsOf: URL(filePath: arguments[2])))
        let decoder = DocumentDecoder()
        let clock = ContinuousClock()
        let (start, startCPU) = (clock.now, cpuSeconds())
        var parts = 0
        for _ in 0..<times { parts += count(try decoder.decode(bytes, as: document).facts) }
        let (seconds, cpu) = (clock.now - start, cpuSeconds() - startCPU)
        guard parts > 0 else { exit(1) }
        print(seconds / .seconds(1), cpu)
    }

    /// So that the work cannot be left out.
    private static func count(_ facts: Facts) -> Int {
        switch facts {
        case .roster(let roster): roster.members.count
        case .keystoneSeasonProfile(let season): season.bestRuns?.count ?? 0
        default: 0
        }
    }

    /// CPU seconds of this process.
    private static func cpuSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
