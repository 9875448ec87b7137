import Guilds
import Jobs
import Reports
import Warehouse

/// In what language and by which clock a guild's digest is written: as asked, else as the guild has it, else in
/// English and UTC. Neither the process's locale nor its zone is looked at.
struct GuildReader: Sendable {
    /// As asked for in this call; nil leaves it to the guild.
    var language: ReportLanguage?
    var zone: Zone?

    /// Reads what a person typed.
    init(language: String? = nil, timeZone: String? = nil) throws {
        self.language = try language.map(Self.language)
        zone = try timeZone.map(Self.zone)
    }

    static func language(_ text: String) throws -> ReportLanguage {
        guard let language = ReportLanguage(rawValue: text) else {
            let known = ReportLanguage.allCases.map(\.rawValue).joined(separator: ", ")
            throw UserError("“\(text)” is no language of the digest: \(known)", exit: .usage)
        }
        return language
    }

    static func zone(_ text: String) throws -> Zone {
        guard let zone = Zone(text) else {
            throw UserError("“\(text)” is no time zone: write one like Europe/Berlin", exit: .usage)
        }
        return zone
    }

    /// The language for a guild.
    func language(of guild: WatchedGuild?) -> ReportLanguage {
        language ?? guild?.language.flatMap(ReportLanguage.init) ?? .english
    }

    /// The clock for a guild.
    func zone(of guild: WatchedGuild?) -> Zone { zone ?? guild?.timeZone.flatMap { Zone($0) } ?? .utc }

    /// The reader of a snapshot of a guild.
    func reader(of guild: WatchedGuild?, asOf: Timestamp) -> ReportReader {
        ReportReader(language(of: guild), clock: zone(of: guild).clock(around: asOf.seconds))
    }
}

extension Zone {
    /// Every change of the zone's clocks from three years before a moment to one after it, the first as of the start.
    fileprivate func clock(around moment: Int64) -> [ReportReader.ClockChange] {
        let day: Int64 = 86_400
        let start = moment - 3 * 366 * day
        var changes = [ReportReader.ClockChange(since: start, seconds: Int(offset(at: start)))]
        for step in stride(from: start, to: moment + 366 * day, by: Int(day)) {
            let (before, after) = (offset(at: step), offset(at: step + day))
            guard before != after else { continue }
            var (low, high) = (step, step + day)
            while high - low > 1 {
                let middle = (low + high) / 2
                if offset(at: middle) == before { low = middle } else { high = middle }
            }
            changes.append(ReportReader.ClockChange(since: high, seconds: Int(after)))
        }
        return changes
    }
}
