import Guilds

extension Analysis {
    /// Where the guild stands among those of its realm, region, size and progress.
    static let peerComparison = Analysis(name: "peer-comparison", version: 1) { study in
        let standings = PeerStanding.all(study)
        let own = PeerFigures(study)
        let known = own.map { own in PeerFigure.allCases.count { figure in own[figure] != nil } } ?? 0
        var finding = Finding(
            metric: "comparison.peers", n: standings.map(\.standing.n).max() ?? 0, basis: "other guilds",
            coverage: Finding.share(Set(standings.map(\.figure)).count, of: PeerFigure.allCases.count),
            missing: Finding.reason(PeerFigure.allCases.count - Set(standings.map(\.figure)).count) { count in
                "\(Wording.count(count, "figure")) not known here, or of fewer than \(PeerTable.fewestPeers) peers"
            },
            figure: .table(
                columns: ["Figure", "Here", "Among", "Guilds", "Percentile", "From", "To"],
                rows: standings.map(\.row)),
            sentence: standings.isEmpty ? "" : PeerStanding.sentence(standings))
        guard standings.isEmpty else { return [finding] }
        finding.figure = .notEnough(needs: needs(study, known: known))
        finding.sentence =
            "Where the guild stands among others cannot be told yet: it \(needs(study, known: known))."
        return [finding]
    }

    private static func needs(_ study: Study, known: Int) -> String {
        if known == 0 { return "needs a look at the roster within two weeks" }
        let peers = study.peers?.peers(of: study.series.guild) ?? 0
        let more = PeerTable.fewestPeers - peers
        return more > 0
            ? "needs \(Wording.count(more, "more guild")) of the region"
            : "needs more guilds whose figures are known"
    }
}

/// One figure of the guild among one group of peers.
struct PeerStanding {
    let figure: PeerFigure
    let value: Double
    let standing: PeerTable.Standing
    /// `guilds of the same realm`.
    let among: String

    static func all(_ study: Study) -> [PeerStanding] {
        guard let peers = study.peers, let own = PeerFigures(study) else { return [] }
        return PeerFigure.allCases.flatMap { figure in
            PeerGroup.allCases.compactMap { group in
                PeerStanding(figure, among: group, of: own, in: peers)
            }
        }
    }

    /// Nil where the figure is what the group is made by, is not known, or has too few peers.
    private init?(_ figure: PeerFigure, among group: PeerGroup, of own: PeerFigures, in peers: PeerTable) {
        guard (figure, group) != (.size, .size), (figure, group) != (.bosses, .progress),
            let value = own[figure], let standing = peers.standing(of: own, in: figure, among: group)
        else { return nil }
        self.figure = figure
        self.value = value
        self.standing = standing
        among =
            switch group {
            case .realm: "guilds of the same realm"
            case .region: "guilds of the same region"
            case .size: "guilds of the region with \(own.band.label)"
            case .progress: "guilds of the region within one boss of the same progress"
            }
    }

    var row: [Insight.Cell] {
        [
            .text(figure.label), .number((value * 10).rounded() / 10), .text(among),
            .number(Double(standing.n)),
            .number(standing.percentile.rounded()), .number(standing.interval.lowerBound.rounded()),
            .number(standing.interval.upperBound.rounded()),
        ]
    }

    /// What is surely above or below the middle, of the narrowest group that tells it.
    static func sentence(_ standings: [PeerStanding]) -> String {
        let told = PeerFigure.allCases.compactMap { figure -> String? in
            let own = standings.filter { standing in standing.figure == figure }
            let clear = own.filter {
                $0.standing.interval.lowerBound > 50 || $0.standing.interval.upperBound < 50
            }
            return (clear.last { $0.standing.group == .size } ?? clear.last).map(\.words)
        }
        guard !told.isEmpty else {
            return "No figure is clearly above or below the middle of comparable guilds."
        }
        return told.map { words in words + "." }.joined(separator: " ")
    }

    private var words: String {
        let side = standing.percentile > 50 ? "above" : "below"
        let share = standing.percentile > 50 ? standing.percentile : 100 - standing.percentile
        return "\(figure.label): \(side) \(Wording.percent(share / 100)) of \(standing.n) \(among)"
    }
}
