import Guilds

/// A board may be a few hours behind: runs this much older than the board we held may still be new on it.
private let boardLag = Duration.hours(6)

// Leaderboards as sensors: one document tells of up to 500 groups at the cost of one request.
extension RevisitPolicy {
    /// The list of boards that can be entered, which knows the season's dungeons and the present period.
    func boards(of connectedRealm: RealmKey, now: Timestamp) -> Discovery {
        Discovery(
            document: DocumentID(.leaderboards, of: connectedRealm), address: .region, due: now, wakes: false)
    }

    func boards(in index: LeaderboardIndex, now: Timestamp) -> [Discovery] {
        index.entries.map { entry in
            Discovery(
                document: DocumentID(
                    leaderboardOf: index.connectedRealm, dungeon: entry.dungeonID, period: entry.period),
                address: .region, due: now, wakes: false)
        }
    }

    /// Asks for the summaries of known players whose run is newer than what is held of them.
    ///
    /// The summary, not the keystone profile: one request tells whether the character has logged out since,
    /// and only then are its other documents worth theirs. A run is told while it is new on the board,
    /// `since` being the board that was held, so that a player who stays online is not asked for at each
    /// change of the board.
    func players(on board: KeystoneLeaderboard, since: Timestamp?, now: Timestamp) -> [Discovery] {
        var latest: [CharacterKey: Timestamp] = [:]
        for group in board.groups {
            if let since, group.completedAt < since - boardLag { continue }
            for member in group.members {
                latest[member.character] = max(
                    latest[member.character] ?? group.completedAt, group.completedAt)
            }
        }
        return latest.sorted { left, right in left.key < right.key }.map { character, completedAt in
            Discovery(
                document: DocumentID(.summary, of: character), address: nil, due: now, wakes: false,
                presence: .knownOnly, happenedAt: completedAt)
        }
    }

    /// How long a board is left alone that can be entered until `end`: less towards the end, when the most is
    /// played. Once the week is over it is asked for once more, and then never again.
    func boardInterval(until end: Timestamp, now: Timestamp) -> Duration {
        let closing = end + intervals.boardClosing
        guard now < closing else { return Timestamp.never - now }
        let interval = end - now < intervals.boardRush ? intervals.rushedBoard : intervals.board
        return now + interval > end ? closing - now : interval
    }

    /// A board that is listed and not there may not have been entered yet; after its week it will never be.
    func missingBoard(_ lease: Lease, now: Timestamp) -> Duration? {
        guard let since = lease.failingSince, now - since > .days(8) else { return nil }
        return Timestamp.never - now
    }
}

extension Observation.Outcome {
    /// After when the received document cannot change any more; nil where it does not say.
    var settlesAt: Timestamp? {
        guard case .received(.leaderboard(let board)) = self else { return nil }
        return board.end
    }
}
