package import Guilds
import Statistics

/// Whom a guild is set beside.
package enum PeerGroup: String, Sendable, Hashable, CaseIterable, Codable {
    /// Guilds of the same realm.
    case realm
    /// Guilds of the same region.
    case region
    /// Guilds of the same region in the same band of size.
    case size
    /// Guilds of the same region that have killed as many bosses this season, or one more or less.
    case progress
}

/// The figures of all guilds that are known, to tell where one of them stands.
package struct PeerTable: Sendable, Hashable, Codable {
    /// With fewer peers than this no percentile is told: it would speak of single guilds.
    package static let fewestPeers = 10

    private let guilds: [PeerFigures]

    /// Learns from figures of guilds; the order in which they come does not matter.
    ///
    /// Of a guild that comes twice, the figures of the larger size count.
    package static func learn(_ figures: [PeerFigures]) -> PeerTable {
        let sorted = figures.sorted { left, right in
            left.guild != right.guild
                ? left.guild < right.guild : left.order.lexicographicallyPrecedes(right.order)
        }
        let newest = sorted.indices.filter { index in
            index + 1 == sorted.count || sorted[index + 1].guild != sorted[index].guild
        }
        return PeerTable(guilds: newest.map { index in sorted[index] })
    }

    /// Where a value stands among peers.
    package struct Standing: Sendable, Hashable {
        /// Whom it is set beside.
        package let group: PeerGroup
        /// The peers of which the figure is known, at least `fewestPeers`.
        package let n: Int
        /// The share of peers below, those level with it half, per cent.
        package let percentile: Double
        /// The interval of that share, at 95 %, if the peers are a sample of all such guilds.
        package let interval: ClosedRange<Double>
    }

    /// Where a guild's figure stands; nil when it is not known or too few peers are.
    ///
    /// The interval is H. Jeffreys' for a share; see L. D. Brown, T. T. Cai, A. DasGupta, "Interval Estimation for a
    /// Binomial Proportion", Statistical Science 16 (2001).
    package func standing(of own: PeerFigures, in figure: PeerFigure, among group: PeerGroup) -> Standing? {
        guard let value = own[figure] else { return nil }
        let peers = guilds.filter { guild in guild.isPeer(of: own, in: group) }.compactMap { $0[figure] }
        guard peers.count >= Self.fewestPeers else { return nil }
        let level = Double(peers.count { peer in peer == value })
        let below = Double(peers.count { peer in peer < value }) + level / 2
        let n = Double(peers.count)
        let belief = BetaDistribution(successes: below + 0.5, failures: n - below + 0.5)
        let low = below == 0 ? 0 : belief.quantile(0.025)
        let high = below == n ? 1 : belief.quantile(0.975)
        return Standing(
            group: group, n: peers.count, percentile: 100 * below / n, interval: (100 * low)...(100 * high))
    }

    /// How many peers of any kind a guild has in its region.
    package func peers(of guild: GuildKey) -> Int {
        guilds.count { other in other.guild != guild && other.guild.region == guild.region }
    }
}

extension PeerFigures {
    /// For an order that does not depend on the order of arrival.
    fileprivate var order: [Double] {
        PeerFigure.allCases.map { figure in self[figure] ?? -.infinity }
    }

    fileprivate func isPeer(of own: PeerFigures, in group: PeerGroup) -> Bool {
        guard guild != own.guild, guild.region == own.guild.region else { return false }
        switch group {
        case .realm: return guild.realm == own.guild.realm
        case .region: return true
        case .size: return band == own.band
        case .progress:
            guard let bosses = self[.bosses], let target = own[.bosses] else { return false }
            return abs(bosses - target) <= 1
        }
    }
}
