/// Everything that a picture's look depends on beside its description.
package struct ChartStyle: Hashable, Sendable {
    /// Size and type scale.
    package var format: ChartFormat
    /// Colours.
    package var theme: ChartTheme
    /// Language, number forms and time zone.
    package var locale: ChartLocale

    /// Drawn for Discord's dark theme, in English and UTC, unless told otherwise.
    package init(
        format: ChartFormat = .discord, theme: ChartTheme = .dark, locale: ChartLocale = .english
    ) {
        self.format = format
        self.theme = theme
        self.locale = locale
    }
}
