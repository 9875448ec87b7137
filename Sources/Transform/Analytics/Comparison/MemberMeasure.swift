import Guilds

/// What members are compared by.
struct MemberMeasure: Sendable {
    /// As in "wear about 5 item levels more": the figure's name and its unit.
    let name: String
    let unit: String
    let digits: Int
    /// Nil where it is not known, which is never zero.
    let value: @Sendable (MemberSeries, Study) -> Double?

    static let all = [itemLevel, rating, activity]

    /// The newest item level of members at the highest level who played in the last four weeks: gear that lies
    /// in a bank says nothing of a group.
    static let itemLevel = MemberMeasure(name: "Item level", unit: "item levels", digits: 0) {
        member, study in
        guard member.level.newest == study.cap, study.playedRecently(member) else { return nil }
        return member.itemLevel.newest.map(Double.init)
    }

    /// Ratings of the season; who has none is left out.
    static let rating = MemberMeasure(name: "Keystone rating", unit: "points", digits: 0) { member, study in
        study.season.flatMap { season in member.rating(in: season, at: study.series.asOf) }
    }

    /// The share of the last eight weeks in which the member logged in, where at least four are known.
    static let activity = MemberMeasure(name: "Weeks active", unit: "percentage points", digits: 0) {
        member, study in
        let known = study.completeWeeks.suffix(8).map { week in member.activity(in: week) }
            .filter { activity in activity != .unknown }
        guard known.count >= 4 else { return nil }
        return 100 * Double(known.count { activity in activity == .active }) / Double(known.count)
    }
}

extension Study {
    /// Whether a login of the last four weeks is known.
    func playedRecently(_ member: MemberSeries) -> Bool {
        guard let login = member.lastLogin.newest else { return false }
        return login >= recently
    }
}
