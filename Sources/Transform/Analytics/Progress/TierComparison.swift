import Guilds
import Statistics

/// This tier beside the last one and beside other guilds, week by week.
struct TierComparison {
    /// Fewer guilds than this are no company.
    static let fewestGuilds = 5

    let rows: [[Insight.Cell]]
    /// Weeks of which the guild's own progress is known.
    let known: Int
    /// Guilds of which the newest compared week is known.
    let guilds: Int
    let sentence: String

    init(_ raids: RaidStudy, _ tier: RaidTier) {
        let own = raids.history.curve(of: tier)
        let before = raids.tiers.dropLast().last.map { last in raids.history.curve(of: last) } ?? []
        let others =
            raids.study.population?.content.raids.tiers.first { lore in lore.season == tier.season }?
            .curves ?? []
        func known(_ week: Int) -> [Double] {
            others.compactMap { curve in week < curve.count ? curve[week] : nil }
        }
        rows = own.indices.map { week in
            let company = known(week)
            let isCompany = company.count >= Self.fewestGuilds
            let last = week < before.count ? before[week] : nil
            let ahead = own[week].map { share in Self.share(of: company, below: share) }
            return [
                .number(Double(week + 1)), Self.percent(own[week]), Self.percent(last),
                Self.percent(isCompany ? company.median : nil), Self.percent(isCompany ? ahead : nil),
            ]
        }
        self.known = own.compactMap(\.self).count
        let newest = own.lastIndex { share in share != nil }
        guilds = newest.map { week in known(week).count } ?? 0
        sentence = Self.sentence(own, before, newest, newest.map(known) ?? [], others)
    }

    private static func percent(_ share: Double?) -> Insight.Cell {
        .number(known: share.map { share in (share * 1000).rounded() / 10 })
    }

    /// Ties count half.
    private static func share(of values: [Double], below value: Double) -> Double {
        let below = values.count { other in other < value }
        let tied = values.count { other in other == value }
        return values.isEmpty ? 0 : (Double(below) + Double(tied) / 2) / Double(values.count)
    }

    private static func sentence(
        _ own: [Double?], _ before: [Double?], _ newest: Int?, _ company: [Double], _ others: [[Double?]]
    ) -> String {
        guard let newest, let share = own[newest] else {
            return "No week of this tier has been watched to its end."
        }
        var told = ["After week \(newest + 1) \(Wording.percent(share)) of the tier has fallen"]
        if newest < before.count, let last = before[newest] {
            told.append("\(Wording.percent(last)) at this point of the tier before")
        }
        if company.count >= fewestGuilds {
            let ahead = Self.share(of: company, below: share)
            told.append("further than \(Wording.percent(ahead)) of \(company.count) guilds")
        }
        return told.joined(separator: "; ") + "." + future(share, newest, others)
    }

    /// How far guilds got within four weeks that were as far in a week of the tier.
    private static func future(_ share: Double, _ week: Int, _ others: [[Double?]]) -> String {
        let alike = others.filter { curve in
            week + 4 < curve.count && curve[week + 4] != nil
                && curve[week].map { other in abs(other - share) <= 0.07 } ?? false
        }
        guard alike.count >= fewestGuilds, let then = alike.compactMap({ curve in curve[week + 4] }).median
        else {
            return ""
        }
        return
            " Half of \(alike.count) guilds that were as far by then had reached \(Wording.percent(then)) four "
            + "weeks later."
    }
}
