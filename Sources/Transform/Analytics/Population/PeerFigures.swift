package import Guilds
import Statistics

/// What guilds are compared by.
package enum PeerFigure: String, Sendable, Hashable, CaseIterable, Codable {
    /// Members at the last look.
    case size
    /// Share of members who log in during a week, per cent, the mean of the last four weeks known.
    case activeShare
    /// Median item level of active members at the highest level.
    case itemLevel
    /// Median keystone rating of those who have one this season.
    case rating
    /// Share of the members of twelve weeks ago who are still there, per cent.
    case retention
    /// Bosses on a difficulty that at least five members have killed this season.
    case bosses

    /// The figure as people read it.
    package var label: String {
        switch self {
        case .size: "Members"
        case .activeShare: "Share of members who log in"
        case .itemLevel: "Median item level"
        case .rating: "Median keystone rating"
        case .retention: "Members still there after 12 weeks"
        case .bosses: "Bosses killed this season"
        }
    }

    /// The unit of its values.
    package var unit: String {
        switch self {
        case .size: "members"
        case .activeShare, .retention: "%"
        case .itemLevel: "item level"
        case .rating: "rating"
        case .bosses: "bosses"
        }
    }
}

/// The figures of one guild at one moment, small enough to be kept of every guild.
package struct PeerFigures: Sendable, Hashable, Codable {
    /// How large a guild is, in steps within which guilds are alike.
    package enum SizeBand: String, Sendable, Hashable, CaseIterable, Codable {
        case small
        case medium
        case large
        case huge

        /// The band of so many members.
        package init(members: Int) {
            self =
                switch members {
                case ..<25: .small
                case ..<75: .medium
                case ..<250: .large
                default: .huge
                }
        }

        /// `25 to 74 members`.
        package var label: String {
            switch self {
            case .small: "fewer than 25 members"
            case .medium: "25 to 74 members"
            case .large: "75 to 249 members"
            case .huge: "250 members and more"
            }
        }
    }

    /// The guild by identity, so that no guild is its own peer.
    package var guild: GuildKey
    /// By the members at the last look.
    package var band: SizeBand
    private var values: [String: Double]

    /// Figures from their parts; those that are not known are left out, never zero.
    package init(guild: GuildKey, members: Int, values: [PeerFigure: Double]) {
        self.guild = guild
        band = SizeBand(members: members)
        self.values = Dictionary(
            uniqueKeysWithValues: values.map { figure, value in (figure.rawValue, value) })
        self.values[PeerFigure.size.rawValue] = Double(members)
    }

    /// The figures of a guild; nil when its roster was not seen in the last two weeks, so that they would be stale.
    package init?(_ series: GuildSeries) {
        self.init(Study(series))
    }

    /// One figure; nil where it is not known, which is never zero.
    package subscript(figure: PeerFigure) -> Double? { values[figure.rawValue] }
}

extension PeerFigures {
    init?(_ study: Study) {
        guard let sight = study.series.rosterSeen.last?.until, study.series.asOf - sight <= .days(14) else {
            return nil
        }
        var values: [PeerFigure: Double] = [:]
        values[.activeShare] = study.recentActivity
        values[.itemLevel] = study.recentGear
        values[.rating] = study.seasonRatings.flatMap { ratings in ratings.count < 3 ? nil : ratings.median }
        values[.retention] = study.retention?.share
        values[.bosses] = study.seasonBosses.map(Double.init)
        self.init(guild: study.series.guild, members: study.members.count, values: values)
    }
}

extension Study {
    /// The mean share of members who log in, of those of the last four complete weeks that are known.
    var recentActivity: Double? {
        completeWeeks.suffix(4).compactMap { week in activity(in: week)?.share }.mean
    }

    /// The newest median item level of the last four complete weeks.
    var recentGear: Double? {
        completeWeeks.suffix(4).reversed().lazy.compactMap { week in gear(in: week)?.median }.first
    }

    /// Ratings of the season of those who have one; nil while no season is known.
    var seasonRatings: [Double]? {
        season.map { season in members.compactMap { member in member.rating(in: season, at: series.asOf) } }
    }

    /// How many of the members of twelve weeks ago are still there; nil when fewer than 5 were known then.
    var retention: (kept: Int, of: Int, share: Double)? {
        guard let then = completeWeeks.last.flatMap({ last in weeks.first { $0.step == last.step - 12 } }),
            let before = members(in: then), before.count >= 5
        else { return nil }
        let now = Set(members.map(\.character))
        let kept = before.count { member in now.contains(member.character) }
        return (kept, before.count, 100 * Double(kept) / Double(before.count))
    }

    /// Bosses of a difficulty that at least five members are seen to have killed since the season began; nil when
    /// hardly any raid document was seen in it.
    var seasonBosses: Int? {
        guard let season else { return nil }
        let seen = members.filter { member in member.killsSeen.last.map { $0.until >= season.start } ?? false
        }
        guard seen.count >= 5, 2 * seen.count >= members.count else { return nil }
        var killers: [BossKey: Int] = [:]
        for member in seen {
            for kill in member.kills where [.normal, .heroic, .mythic].contains(kill.boss.difficulty) {
                guard let last = kill.tally.newest?.lastKill, last >= season.start else { continue }
                killers[kill.boss, default: 0] += 1
            }
        }
        return killers.values.count { count in count >= FirstKills.smallestGroup }
    }
}
