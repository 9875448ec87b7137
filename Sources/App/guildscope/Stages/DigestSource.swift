import Guilds
import Jobs
import Reports
import Warehouse

/// Where a week's digest comes from: kept with its snapshot, else rendered from it. Never from series or the API.
struct DigestSource: Sendable {
    let warehouse: Warehouse
    let reader: GuildReader
    let report: Report

    /// The digest of a week, with its chart where it has one.
    func digest(
        of address: GuildAddress, week: String, as form: DigestForm, for audience: Artifact.Audience,
        hasChart: Bool
    ) async throws -> (text: Artifact, chart: Artifact?) {
        guard let guild = try await chosenGuilds(address, from: warehouse).first,
            let newest = try await warehouse.newestSnapshot(of: guild)
        else {
            throw UserError(
                "\(address) has no snapshot yet: run guildscope analyze --guild \(address)", exit: .notFound)
        }
        let watched = try await warehouse.watchedGuilds().first { one in one.key == guild }
        let snapshot =
            week == "last"
            ? newest : try await self.snapshot(of: guild, week, newest, reader.zone(of: watched), address)
        if hasChart, reader.zone == nil,
            let kept = try await kept(snapshot, form, audience, reader.language(of: watched))
        {
            return kept
        }
        guard
            let digest = try report.digest(
                of: snapshot, as: form, for: audience,
                reader: reader.reader(of: watched, asOf: snapshot.asOf),
                hasChart: hasChart)
        else {
            throw UserError(
                "the reports folder defines no digest for \(audience.rawValue): see reports/digest.yaml",
                exit: .usage)
        }
        return digest
    }

    /// As the report of the snapshot was stored; nil where it was not, or has gone since.
    private func kept(
        _ snapshot: GuildSnapshot, _ form: DigestForm, _ audience: Artifact.Audience,
        _ language: ReportLanguage
    ) async throws -> (text: Artifact, chart: Artifact?)? {
        guard let files = report.digestFiles(as: form, for: audience) else { return nil }
        func read(_ name: String) async throws -> Artifact? {
            let stored = try await warehouse.artifact(name, of: snapshot, language: language.rawValue)
            // What only officers may read never comes out of the members' edition, whatever its name.
            guard let stored, stored.edition == .members || audience == .officers else { return nil }
            return Artifact(
                name: stored.name, mediaType: stored.mediaType,
                audience: stored.edition == .officers ? .officers : .members, bytes: stored.bytes,
                altText: stored.altText)
        }
        guard let text = try await read(files.text) else { return nil }
        return (text, try await read(files.chart))
    }

    /// The snapshot that tells the week of a day: the newest as of the week after it.
    private func snapshot(
        of guild: GuildKey, _ day: String, _ newest: GuildSnapshot, _ zone: Zone, _ address: GuildAddress
    ) async throws -> GuildSnapshot {
        guard day.count == 10, let midnight = Timestamp(iso: day) else {
            throw UserError("“\(day)” is no day: write it like 2026-11-18, or last", exit: .usage)
        }
        // The day of a reset belongs to the week that begins on it, so that the day's end counts.
        let end = midnight.seconds + 86_399
        let moment = Timestamp(seconds: end - zone.offset(at: end))
        let periods = try await warehouse.periods(of: guild.region)
        guard let period = periods.first(where: { period in period.contains(moment) }) else {
            let known = periods.first.flatMap { first in periods.last.map { last in (first, last) } }
            let range = known.map { first, last in
                ": those from \(CalendarDate(first.start).iso) to \(CalendarDate(last.end).iso) are"
            }
            throw UserError(
                "the week of \(day) is not known of \(guild.region)\(range ?? "")", exit: .notFound)
        }
        let over = period.end + .seconds(1)
        guard over <= newest.asOf else {
            throw UserError(
                "the week of \(day) ends on \(CalendarDate(over).iso), after the newest snapshot: leave --week "
                    + "out for the last week", exit: .notFound)
        }
        guard let found = try await warehouse.snapshot(of: guild, from: over, until: over + .days(7)) else {
            throw UserError(
                "there is no snapshot as of the week after \(day): guildscope analyze --only-missing --guild "
                    + "\(address) makes those of past resets", exit: .notFound)
        }
        return found
    }
}
