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
    }

    private mutating func combine<Value>(_ series: Series<Value>, _ number: (Value) -> Int64) {
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
