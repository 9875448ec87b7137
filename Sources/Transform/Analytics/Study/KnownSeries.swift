import Guilds

extension GuildSeries {
    /// What was known at `asOf`, in canonical order.
    var known: GuildSeries {
        var known = self
        known.periods = periods.filter { period in period.start <= asOf }.sorted { $0.start < $1.start }
        known.seasons = seasons.sorted { $0.start < $1.start }
        known.rosterSeen = rosterSeen.cut(at: asOf)
        known.members = members.sorted { $0.character < $1.character }.map { member in member.known(at: asOf)
        }
        known.runs = runs.filter { run in run.recordedAt <= asOf }.sorted { left, right in
            (left.completedAt, left.dungeonID, left.duration) < (
                right.completedAt, right.dungeonID, right.duration
            )
        }
        known.bosses = bosses.sorted { $0.encounterID < $1.encounterID }
        return known
    }
}

extension MemberSeries {
    fileprivate func known(at moment: Timestamp) -> MemberSeries {
        var known = self
        known.rank = rank.known(at: moment)
        known.level = level.known(at: moment)
        known.itemLevel = itemLevel.known(at: moment)
        known.rating = rating.known(at: moment)
        known.specialization = specialization.known(at: moment)
        known.lastLogin = lastLogin.known(at: moment)
        known.slots = slots.map { slot in SlotSeries(slot: slot.slot, item: slot.item.known(at: moment)) }
            .sorted { $0.slot.rawValue < $1.slot.rawValue }
        known.gearSeen = gearSeen.cut(at: moment)
        known.kills = kills.map { kill in KillSeries(boss: kill.boss, tally: kill.tally.known(at: moment)) }
            .sorted { $0.boss < $1.boss }
        known.killsSeen = killsSeen.cut(at: moment)
        return known
    }

    /// Whether the roster last seen by a moment held the member.
    func isMember(at moment: Timestamp) -> Bool {
        rank.change(recordedBy: moment)?.value != nil
    }
}

extension Series {
    fileprivate func known(at moment: Timestamp) -> Series {
        guard let last = changes.last, last.recordedAt > moment else {
            return Series(changes: changes, seen: seen.cut(at: moment))
        }
        let known = changes.partitioningIndex { change in change.recordedAt > moment }
        return Series(changes: Array(changes.prefix(known)), seen: seen.cut(at: moment))
    }

    /// The change that held in the world at a moment, by the source's own time, however late it was seen.
    ///
    /// A source is not seen before it is written, so the search begins at what had been seen by the moment. O(log n).
    func change(validAt moment: Timestamp) -> Change? {
        var index = changes.partitioningIndex { change in change.recordedAt > moment }
        while index < changes.count, changes[index].validFrom <= moment { index += 1 }
        while index > 0, changes[index - 1].validFrom > moment { index -= 1 }
        return index > 0 ? changes[index - 1] : nil
    }

    /// The newest change of all.
    var newest: Value? { changes.last?.value }
}

extension [Span] {
    fileprivate func cut(at moment: Timestamp) -> [Span] {
        guard let last, last.until > moment else { return self }
        return filter { span in span.since <= moment }
            .map { span in Span(since: span.since, until: Swift.min(span.until, moment)) }
    }
}
