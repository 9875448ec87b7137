import Guilds

extension GuildSeries {
    /// A digest of every input that some number rests on, in canonical order.
    ///
    /// Names are left out: they stand in the directory, and blanking one changes no figure.
    var fingerprint: Fingerprint {
        var print = Fingerprint()
        print.combine(guild.description)
        print.combine(faction?.rawValue ?? "")
        print.combine(asOf.milliseconds)
        print.combine(periods.count)
        for period in periods { print.combine(period) }
        print.combine(seasons.count)
        for season in seasons { print.combine(season) }
        print.combine(rosterSeen)
        print.combine(members.count)
        for member in members { print.combine(member) }
        print.combine(runs.count)
        for run in runs { print.combine(run) }
        print.combine(bosses.count)
        for boss in bosses { print.combine(boss) }
        print.combine(dungeons.count)
        for (id, name) in dungeons.sorted(by: { $0.key < $1.key }) {
            print.combine(id)
            print.combine(name)
        }
        return print
    }
}

extension Fingerprint {
    fileprivate mutating func combine(_ period: Period) {
        combine(period.id)
        combine(period.start.milliseconds)
        combine(period.end.milliseconds)
    }

    fileprivate mutating func combine(_ season: KeystoneSeason) {
        combine(season.id)
        combine(season.start.milliseconds)
        combine(season.end?.milliseconds ?? .min)
        combine(season.periods.count)
        for period in season.periods { combine(period) }
    }

    fileprivate mutating func combine(_ member: MemberSeries) {
        combine(member.character.description)
        combine(member.characterClass?.id ?? 0)
        combine(member.rank) { rank in Int64(rank) }
        combine(member.level) { level in Int64(level) }
        combine(member.itemLevel) { level in Int64(level) }
        combine(member.rating) { rating in Int64(bitPattern: rating.bitPattern) }
        combine(member.specialization) { specialization in Int64(specialization.id) }
        combine(member.lastLogin) { login in login.milliseconds }
        combine(member.person ?? 0)
        combine(member.slots.count)
        for slot in member.slots {
            combine(slot.slot.rawValue)
            combine(slot.item) { item in Int64(bitPattern: item.digest) }
        }
        combine(member.gearSeen)
        combine(member.kills.count)
        for kill in member.kills {
            combine(kill.boss)
            combine(kill.tally) { tally in Int64(bitPattern: tally.digest) }
        }
        combine(member.killsSeen)
    }

    private mutating func combine(_ boss: BossKey) {
        combine(boss.encounterID)
        combine(boss.difficulty.number)
    }

    fileprivate mutating func combine(_ boss: RaidBoss) {
        combine(boss.encounterID)
        combine(boss.name)
        combine(boss.instanceID)
        combine(boss.instanceName)
    }

    fileprivate mutating func combine(_ run: GuildRun) {
        combine(run.dungeonID)
        combine(run.completedAt.milliseconds)
        combine(run.recordedAt.milliseconds)
        combine(run.duration.components.seconds)
        combine(run.duration.components.attoseconds)
        combine(run.level)
        combine(run.isTimed ? 1 : 0)
        combine(run.members.count)
        for member in run.members { combine(member.description) }
    }

    fileprivate mutating func combine<Value>(_ series: Series<Value>, _ number: (Value) -> Int64) {
        combine(series.changes.count)
        for change in series.changes {
            combine(change.validFrom.milliseconds)
            combine(change.recordedAt.milliseconds)
            combine(change.unchangedUntil?.milliseconds ?? .min)
            combine(change.value == nil ? 0 : 1)
            if let value = change.value { combine(number(value)) }
        }
        combine(series.seen)
    }

    fileprivate mutating func combine(_ spans: [Span]) {
        combine(spans.count)
        for span in spans {
            combine(span.since.milliseconds)
            combine(span.until.milliseconds)
        }
    }
}

extension WornItem {
    fileprivate var digest: UInt64 {
        var print = Fingerprint()
        print.combine(itemID)
        print.combine(itemLevel)
        print.combine(enchantments)
        print.combine(sockets)
        print.combine(emptySockets)
        print.combine(setID ?? 0)
        print.combine(isEmbellished ? 1 : 0)
        return print.value
    }
}

extension KillTally {
    fileprivate var digest: UInt64 {
        var print = Fingerprint()
        print.combine(count)
        print.combine(lastKill?.milliseconds ?? .min)
        return print.value
    }
}
