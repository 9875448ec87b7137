/// A region of the game with its own weekly reset.
package enum Region: String, Sendable, Hashable, CaseIterable {
    case us
    case eu
    case kr
    case tw

    /// The number the API gives the region.
    var id: Int {
        switch self {
        case .us: 1
        case .kr: 2
        case .eu: 3
        case .tw: 4
        }
    }

    /// The locales in which the region answers when it is asked for all.
    static let locales = [
        "en_US", "es_MX", "pt_BR", "de_DE", "en_GB", "es_ES", "fr_FR", "it_IT", "ru_RU", "ko_KR", "zh_TW",
        "zh_CN",
    ]

    var name: String {
        switch self {
        case .us: "North America"
        case .eu: "Europe"
        case .kr: "Korea"
        case .tw: "Taiwan"
        }
    }

    /// Seconds from the start of a period in the US to its start here.
    private var resetDelay: Int {
        switch self {
        case .us: 0
        case .eu: 13 * 3600
        case .kr, .tw: 32 * 3600
        }
    }

    /// The hour in UTC at which most people's evening begins.
    var eveningHour: Int {
        switch self {
        case .us: 24
        case .eu: 18
        case .kr, .tw: 11
        }
    }

    /// The second at which a weekly period starts (US period 641 started on 2018-04-10 at 15:00 UTC).
    package func start(ofPeriod period: Int) -> Int {
        1_523_372_400 + (period - 641) * week + resetDelay
    }

    /// The period a second lies in.
    package func period(at time: Int) -> Int {
        641 + Int((Double(time - 1_523_372_400 - resetDelay) / Double(week)).rounded(.down))
    }
}

/// Seconds of a day.
let day = 86_400
/// Seconds of a week.
let week = 7 * 86_400
