import Guilds
import Statistics

extension Analysis {
    /// How people move through the ranks, and how many newcomers are promoted.
    ///
    /// The API tells the numbers of ranks, not their names: which of them is for trials is inferred from where
    /// newcomers begin.
    static let rankFlow = Analysis(name: "rank-flow", version: 2) { study in
        [moves(study), trials(study)]
    }

    private struct Move: Hashable {
        let from: Int16
        let to: Int16
    }

    private static func moves(_ study: Study) -> Finding {
        var days: [Move: [Double]] = [:]
        var counts: [Move: Int] = [:]
        var held: Timestamp?
        for event in study.events {
            switch event.kind {
            case .moved(let from, let to):
                let move = Move(from: from, to: to)
                if event.seenAt >= study.from {
                    counts[move, default: 0] += 1
                    if let held { days[move, default: []].append((event.stretch.middle - held).days) }
                }
                held = event.stretch.middle
            case .joined, .returned, .replacing: held = event.stretch.middle
            case .present, .left, .replaced: held = nil
            }
        }
        let ranked = counts.sorted {
            ($1.value, $0.key.from, $0.key.to) < ($0.value, $1.key.from, $1.key.to)
        }
        let up = ranked.filter { $0.key.to < $0.key.from }.map(\.value).reduce(0, +)
        let down = ranked.map(\.value).reduce(0, +) - up
        return Finding(
            metric: "roster.ranks", n: up + down, basis: "changes of rank",
            figure: .table(
                columns: ["From rank", "To rank", "Members", "Days before, middle"],
                rows: ranked.map { move, count in
                    [
                        .number(Double(move.from)), .number(Double(move.to)), .number(Double(count)),
                        .number(known: days[move]?.median.map(tenths)),
                    ]
                }),
            sentence: up + down == 0
                ? "Nobody's rank has changed since \(CalendarDate(study.from).long)."
                : "\(Wording.count(up, "promotion")) and \(Wording.count(down, "demotion")) since "
                    + "\(CalendarDate(study.from).long).")
    }

    /// Whether newcomers of the usual first rank are promoted within eight weeks.
    private static func trials(_ study: Study) -> Finding {
        var finding = Finding(
            metric: "roster.trials", n: 0, basis: "newcomers whose first 8 weeks are over",
            figure: .notEnough(needs: "needs \(Trials.fewest) newcomers watched for 8 weeks"),
            sentence: "Too few newcomers were watched for 8 weeks to tell how trials end.")
        let trials = Trials(study)
        finding.n = trials.followed
        guard let entry = trials.entry, trials.followed >= Trials.fewest else {
            if trials.entry == nil, trials.newcomers >= Trials.fewest {
                finding.figure = .notEnough(needs: "needs one rank at which most newcomers begin")
                finding.sentence =
                    "Newcomers begin at different ranks, so no rank can be told to be for trials."
            }
            return finding
        }
        finding.figure = .number(
            100 * Double(trials.promoted) / Double(trials.followed), unit: "%",
            interval: .share(trials.promoted, of: trials.followed))
        let target = trials.target.map { rank in ", most of them to rank \(rank)" } ?? ""
        finding.sentence =
            "\(trials.promoted) of \(trials.followed) newcomers were promoted within 8 weeks\(target), and "
            + "\(trials.gone) left before. Rank \(entry) is taken for trials because most newcomers begin there: "
            + "only the numbers of ranks are known."
        return finding
    }
}

/// What became of newcomers at the rank where most of them begin.
private struct Trials {
    static let fewest = 5
    static let span = Duration.days(56)

    let newcomers: Int
    /// The rank where at least half begin.
    let entry: Int16?
    let followed: Int
    let promoted: Int
    let gone: Int
    /// Where most of the promoted went.
    let target: Int16?

    init(_ study: Study) {
        let joined = study.stays.filter { stay in stay.arrival == .joined && stay.rank != nil }
        newcomers = joined.count
        let counts = Dictionary(grouping: joined.compactMap(\.rank), by: \.self).mapValues(\.count)
        let first = counts.max { left, right in (left.value, right.key) < (right.value, left.key) }
        let entry = first.flatMap { rank, count in
            count >= Self.fewest && 2 * count >= joined.count ? rank : nil
        }
        self.entry = entry
        let sight = study.lastSight ?? study.series.asOf
        let trials = joined.filter { stay in
            let end = stay.came.middle + Self.span
            // What became of whom another character replaced is told of nobody.
            return stay.rank == entry && end <= sight && stay.replaced.map { $0.since > end } ?? true
        }
        let ends = trials.map { stay in Self.end(of: stay, from: entry ?? 0) }
        followed = trials.count
        let targets = ends.compactMap(\.promotedTo)
        promoted = targets.count
        gone = ends.count { end in end.hasLeft }
        target =
            Dictionary(grouping: targets, by: \.self).max { left, right in
                (left.value.count, right.key) < (right.value.count, left.key)
            }?.key
    }

    private static func end(of stay: Stay, from entry: Int16) -> (promotedTo: Int16?, hasLeft: Bool) {
        let until = stay.came.middle + span
        for change in stay.member.rank.changes where change.recordedAt > stay.came.until {
            guard change.recordedAt <= until else { break }
            guard let rank = change.value else { return (nil, true) }
            if rank < entry { return (rank, false) }
        }
        return (nil, false)
    }
}
