import Guilds
import Postgres

/// What is read of the members' week, answer by answer.
struct WeekPlay {
    let region: Region
    private(set) var sights: [CharacterKey: (name: String, sight: WeekSight)] = [:]
    /// The levels of each character's runs.
    private(set) var runs: [CharacterKey: [Run: Int16]] = [:]

    /// A run by what all who took part in it tell alike.
    struct Run: Hashable {
        let completedAt: Microseconds
        let dungeon: Int32
    }

    init(region: Region) {
        self.region = region
    }

    /// Takes in what was asked of some buckets: states and runs in turn.
    mutating func add(_ answers: [Rows]) throws {
        for (place, answer) in answers.enumerated() {
            for row in answer {
                if place.isMultiple(of: 2) { try addState(row) } else { try addRun(row) }
            }
        }
    }

    private mutating func addState(_ row: Row) throws {
        sights[try row.character(in: region, from: 0)] = (try row.textOrNil(at: 2) ?? "", try WeekSight(row))
    }

    /// Counts a run for the one who told it and for everybody who took part.
    private mutating func addRun(_ row: Row) throws {
        let run = Run(
            completedAt: try row.timestamp(at: 2), dungeon: try row.int32(at: 3))
        let level = try row.int16(at: 4)
        runs[try row.character(in: region, from: 0), default: [:]][run] = level
        guard try row.int32OrNil(at: 5) != nil else { return }
        runs[try row.character(in: region, from: 5), default: [:]][run] = level
    }
}

extension WeekSight {
    fileprivate init(_ row: Row) throws {
        level = try row.int16OrNil(at: 3)
        if let validFrom = try row.timestampOrNil(at: 4), let recordedAt = try row.timestampOrNil(at: 5) {
            state = (Timestamp(validFrom), Timestamp(recordedAt))
        }
        next = (try row.boolOrNil(at: 7) ?? false, try row.timestampOrNil(at: 8).map { Timestamp($0) })
        confirmedAt = try row.timestampOrNil(at: 9).map { Timestamp($0) }
        lastOutcome = try row.textOrNil(at: 10)
        logins = Int(try row.int64OrNil(at: 11) ?? 0)
        kills = Int(try row.int64OrNil(at: 12) ?? 0)
        ratings = (try row.doubleOrNil(at: 13), try row.doubleOrNil(at: 14))
        reads = (try row.boolOrNil(at: 15) ?? false, try row.boolOrNil(at: 16) ?? false)
    }
}
