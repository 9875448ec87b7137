/// A realm as the API lists it.
struct Realm: Sendable, Hashable {
    var id: Int
    var region: Region
    var slug: String
    var name: String
    /// The name in the language of its own players; the same as `name` for most.
    var localName: String
    var connectedRealm: Int
    /// Such as `frFR`.
    var locale: String
    var category: String
    var timezone: String
    var script: Script

    /// The writing of the names on a realm.
    enum Script: Sendable {
        case latin
        case accented
        case cyrillic
        case hangul
        case han
    }

    init(
        _ id: Int, _ region: Region, _ slug: String, _ name: String, local: String? = nil, connected: Int,
        _ locale: String = "enGB", _ category: String = "English", _ script: Script = .latin
    ) {
        self.id = id
        self.region = region
        self.slug = slug
        self.name = name
        localName = local ?? name
        connectedRealm = connected
        self.locale = locale
        self.category = category
        self.script = script
        timezone =
            switch region {
            case .us: "America/New_York"
            case .eu: "Europe/Paris"
            case .kr: "Asia/Seoul"
            case .tw: "Asia/Taipei"
            }
    }
}

extension Realm {
    /// The realms of the world, with their real numbers and slugs.
    static let all: [Realm] = [
        Realm(1306, .eu, "tarren-mill", "Tarren Mill", connected: 1084),
        Realm(549, .eu, "silvermoon", "Silvermoon", connected: 3391),
        Realm(1305, .eu, "kazzak", "Kazzak", connected: 1305),
        Realm(554, .eu, "ravencrest", "Ravencrest", connected: 1329),
        Realm(506, .eu, "draenor", "Draenor", connected: 1403),
        Realm(626, .eu, "ragnaros", "Ragnaros", connected: 3682),
        Realm(
            1615, .eu, "howling-fjord", "Howling Fjord", local: "Ревущий фьорд", connected: 1615, "ruRU",
            "Russian", .cyrillic),
        Realm(
            1602, .eu, "gordunni", "Gordunni", local: "Гордунни", connected: 1602, "ruRU", "Russian",
            .cyrillic),
        Realm(
            1925, .eu, "eversong", "Eversong", local: "Вечная Песня", connected: 1925, "ruRU", "Russian",
            .cyrillic),
        Realm(
            1127, .eu, "confrérie-du-thorium", "Confrérie du Thorium", connected: 1127, "frFR", "French",
            .accented),
        Realm(542, .eu, "hyjal", "Hyjal", connected: 1390, "frFR", "French", .accented),
        Realm(539, .eu, "archimonde", "Archimonde", connected: 1302, "frFR", "French", .accented),
        Realm(
            1611, .eu, "festung-der-stürme", "Festung der Stürme", connected: 1104, "deDE", "German",
            .accented),
        Realm(566, .eu, "blackhand", "Blackhand", connected: 3691, "deDE", "German", .accented),
        Realm(1566, .us, "area-52", "Area 52", connected: 3676, "enUS", "United States"),
        Realm(57, .us, "illidan", "Illidan", connected: 57, "enUS", "United States"),
        Realm(60, .us, "stormrage", "Stormrage", connected: 60, "enUS", "United States"),
        Realm(61, .us, "zuljin", "Zul'jin", connected: 61, "enUS", "United States"),
        Realm(76, .us, "sargeras", "Sargeras", connected: 76, "enUS", "United States"),
        Realm(1427, .us, "ragnaros", "Ragnaros", connected: 1427, "esMX", "Latin America", .accented),
        Realm(205, .kr, "azshara", "Azshara", local: "아즈샤라", connected: 205, "koKR", "Korea", .hangul),
        Realm(210, .kr, "durotan", "Durotan", local: "듀로탄", connected: 210, "koKR", "Korea", .hangul),
        Realm(2116, .kr, "zuljin", "Zul'jin", local: "줄진", connected: 2116, "koKR", "Korea", .hangul),
        Realm(2107, .kr, "hyjal", "Hyjal", local: "하이잘", connected: 2116, "koKR", "Korea", .hangul),
        Realm(215, .kr, "guldan", "Gul'dan", local: "굴단", connected: 2116, "koKR", "Korea", .hangul),
        Realm(979, .tw, "hellscream", "Hellscream", local: "地獄吼", connected: 963, "zhTW", "Taiwan", .han),
        Realm(966, .tw, "dragonmaw", "Dragonmaw", local: "巨龍之喉", connected: 966, "zhTW", "Taiwan", .han),
    ]

    /// The realms of a region by slug.
    static func find(_ region: Region, slug: String) -> Int? {
        all.firstIndex { realm in realm.region == region && realm.slug == slug }
    }
}
