import Analytics
import Guilds
import Testing

extension Village {
    var snapshot: GuildSnapshot { GuildAnalysis.run(series, renderer: "test") }

    func insight(_ metric: String) throws -> Insight {
        let snapshot = snapshot
        return try #require((snapshot.memberPart + snapshot.officerPart).first { $0.metric == metric })
    }

    /// The values of a curve, week by week.
    func curve(_ metric: String) throws -> [Double?] {
        guard case .curve(let points, _) = try insight(metric).figure else {
            Issue.record("\(metric) is no curve")
            return []
        }
        return points.map(\.value)
    }

    func table(_ metric: String) throws -> [[Insight.Cell]] {
        guard case .table(_, let rows) = try insight(metric).figure else {
            Issue.record("\(metric) is no table")
            return []
        }
        return rows
    }

    func shares(_ metric: String) throws -> [String: Int] {
        guard case .distribution(let shares) = try insight(metric).figure else {
            Issue.record("\(metric) is no distribution")
            return [:]
        }
        return Dictionary(uniqueKeysWithValues: shares.map { ($0.key, $0.count) })
    }
}

func member(_ id: Int64) -> Insight.Cell { .member(realm: Village.realm.id, id: id) }
