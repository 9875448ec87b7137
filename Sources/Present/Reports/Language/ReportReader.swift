import Charts

/// A language that digests are written in.
package enum ReportLanguage: String, Sendable, Hashable, CaseIterable {
    case english = "en"
    case german = "de"
}

/// Whom a digest is written for: language and clock, passed in, so that no process-wide setting shows.
package struct ReportReader: Sendable, Hashable {
    /// From this moment on the reader's clock is this far ahead of UTC.
    package struct ClockChange: Sendable, Hashable {
        /// Seconds since 1970, UTC.
        package var since: Int64
        /// Seconds east of Greenwich.
        package var seconds: Int

        /// A change of the clock.
        package init(since: Int64, seconds: Int) {
            self.since = since
            self.seconds = seconds
        }
    }

    /// Of words, numbers and dates.
    package let language: ReportLanguage
    let locale: ChartLocale

    /// A reader; the clock shows UTC unless told, and the first change holds before it too.
    package init(_ language: ReportLanguage = .english, clock: [ClockChange] = []) {
        self.language = language
        let zone = ChartZone(
            seconds: clock.first?.seconds ?? 0,
            changes: clock.map { change in ChartZone.Change(since: change.since, seconds: change.seconds) })
        locale = ChartLocale(language == .german ? .german : .english, zone: zone)
    }
}

extension ReportReader {
    func number(_ value: Double) -> DigestText { DigestText(locale.number(value)) }

    /// Never 0 % or 100 % of what is neither.
    func percent(_ share: Double) -> DigestText {
        let held = share <= 0 || share >= 1 ? share : min(0.99, max(0.01, share))
        return DigestText(locale.percent(held))
    }

    /// `14 Nov`.
    func day(_ seconds: Int64) -> DigestText { DigestText(locale.day(at: Double(seconds))) }

    /// `14 Nov 2026`.
    func date(_ seconds: Int64) -> DigestText { DigestText(locale.date(at: Double(seconds))) }
}
