/// Invents names of characters in the script of their realm, each once per realm.
struct Names: Sendable {
    private var taken: Set<String> = []

    /// A name nobody on the realm bears or has borne.
    mutating func invent(realm: Int, _ random: inout Random) -> String {
        while true {
            let name = Self.draft(Realm.all[realm].script, &random)
            if claim(name, realm: realm) { return name }
        }
    }

    /// Takes a certain name if nobody on the realm has it.
    mutating func claim(_ name: String, realm: Int) -> Bool {
        (2...12).contains(name.count) && taken.insert("\(realm)/\(name.lowercased())").inserted
    }

    /// A name of someone outside the world; not unique.
    static func stranger(realm: Int, _ random: inout Random) -> String {
        draft(Realm.all[realm].script, &random)
    }

    private static func draft(_ script: Realm.Script, _ random: inout Random) -> String {
        switch script {
        case .latin: return syllables(latin, 2...3, &random, endings: ["", "", "n", "s", "th", "r", "x"])
        case .accented:
            return syllables(accented, 2...3, &random, endings: ["", "n", "lle", "s", "ne", "r"])
        case .cyrillic: return syllables(cyrillic, 2...3, &random, endings: ["", "н", "ка", "р", "ша", "й"])
        case .hangul: return syllables(hangul, 2...5, &random, endings: [""])
        case .han: return syllables(han, 2...4, &random, endings: [""])
        }
    }

    private static func syllables(
        _ parts: [String], _ count: ClosedRange<Int>, _ random: inout Random, endings: [String]
    ) -> String {
        let drawn =
            (0..<random.int(in: count)).map { _ in random.pick(parts) }.joined() + random.pick(endings)
        return drawn.prefix(1).uppercased() + drawn.dropFirst()
    }

    private static let latin = [
        "ka", "ven", "dri", "mor", "el", "tha", "zu", "ri", "bel", "os", "fen", "lu", "gar", "syl", "vo",
        "qui",
        "nar", "tis", "hal", "wyn", "bro", "ash", "ji", "pel", "un", "cor", "xa", "mi", "thor", "ley",
    ]
    private static let accented = [
        "é", "ly", "sä", "rin", "brú", "mé", "fô", "nar", "zë", "li", "ça", "vel", "tù", "ro", "ñe", "gä",
        "sh",
        "ö", "dê", "mi", "el", "pha", "rí", "ün", "kâ", "lo",
    ]
    private static let cyrillic = [
        "ве", "ла", "дра", "ми", "ро", "за", "тень", "лу", "гро", "сне", "ма", "ту", "чи", "бо", "ри", "яр",
        "све",
        "ни", "ка", "ор", "эль", "жу", "ша", "мо",
    ]
    private static let hangul = [
        "가", "람", "별", "하", "늘", "소", "라", "검", "은", "달", "빛", "바", "나", "루", "미", "르", "온", "솔", "치", "유",
        "전",
        "사", "냥", "꾼",
    ]
    private static let han = [
        "月", "影", "星", "風", "雪", "龍", "夜", "雨", "光", "雷", "火", "狐", "墨", "霜", "雲", "青", "白", "羽", "山", "海",
    ]
}
