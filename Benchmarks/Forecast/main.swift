import Foundation
import Statistics

let args = Array(CommandLine.arguments.dropFirst())
struct Line { var set: String; var type: String; var m: Int; var h: Int; var x: [Double]; var xx: [Double] }
let lines = try String(contentsOfFile: args[0], encoding: .utf8).split(separator: "\n").map { l -> Line in
    let f = l.split(separator: "\t")
    let n = Int(f[5])!
    let v = f.dropFirst(6).map { Double($0)! }
    return Line(set: String(f[0]), type: String(f[2]), m: Int(f[3])!, h: Int(f[4])!, x: Array(v.prefix(n)), xx: Array(v.dropFirst(n)))
}
func cpu() -> Double { var t = timespec(); clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return Double(t.tv_sec) + Double(t.tv_nsec) / 1e9 }
if args[1] == "air" {
    let l = lines.first { $0.type == "air" }!
    for n in args.dropFirst(2) {
        let r = experiment(n, History(l.x, season: 12), 12)!
        print(n, r.mean.map { ($0 * 1000).rounded() / 1000 }, r.note)
    }
    exit(0)
}
for set in args[1].split(separator: ",") {
    for name in args.dropFirst(2) {
        var out = "\(set) \(name)"
        var all: [(Double, Double)] = []
        let c = cpu()
        for type in ["yearly", "quarterly", "monthly", "other"] {
            var s = 0.0, q = 0.0, k = 0.0
            for l in lines where l.set == set && l.type == type {
                guard let r = experiment(name, History(l.x, season: l.m), l.h) else { continue }
                var sm = 0.0, ae = 0.0
                for i in 0..<l.h { sm += 200 * abs(r.mean[i] - l.xx[i]) / (abs(r.mean[i]) + abs(l.xx[i])); ae += abs(r.mean[i] - l.xx[i]) }
                var d = 0.0
                for t in l.m..<l.x.count { d += abs(l.x[t] - l.x[t - l.m]) }
                d /= Double(l.x.count - l.m)
                if d == 0 { continue }
                let a = sm / Double(l.h), b = ae / Double(l.h) / d
                s += a; q += b; k += 1
                all.append((a, b))
            }
            if k > 0 { out += String(format: "  %@ %.3f %.3f", type, s / k, q / k) }
        }
        let n = Double(all.count)
        out += String(format: "  ALL %.3f %.3f n=%d  cpu %.2f", all.map(\.0).reduce(0, +) / n, all.map(\.1).reduce(0, +) / n, all.count, cpu() - c)
        print(out)
    }
}
