/// A sentence that snapshots tell in English, with places, and how another language says it.
///
/// In English `{n}` is a number or a share, `{d}` a day, `{t}` words that the book knows, `{x}` a name that is the
/// same in every language; `[s]` may be there or not. In the other language `{1}` is the first place, and
/// `{1?Tag|Tage}` one of two forms, by whether the first place is a single thing.
struct PhrasePattern: Hashable {
    enum Place: Character, Hashable {
        case number = "n"
        case day = "d"
        case words = "t"
        case name = "x"
    }

    enum Piece: Hashable {
        case literal([UInt8])
        case optional([UInt8])
        case place(Place)
    }

    enum Part: Hashable {
        case literal(String)
        case place(Int)
        case form(Int, one: String, other: String)
    }

    let pieces: [Piece]
    let parts: [Part]

    /// Nil where a place is neither known nor filled by the English side.
    init?(_ english: String, said: String) {
        guard let parts = Self.parts(of: said) else { return nil }
        let pieces = Self.pieces(of: english)
        let places = pieces.count { piece in
            if case .place = piece { true } else { false }
        }
        for part in parts {
            switch part {
            case .place(let place), .form(let place, _, _):
                guard (0..<places).contains(place) else { return nil }
            case .literal: continue
            }
        }
        self.pieces = pieces
        self.parts = parts
    }

    var hasPlaces: Bool {
        pieces.contains { piece in
            if case .literal = piece { false } else { true }
        }
    }

    private static func pieces(of english: String) -> [Piece] {
        var pieces: [Piece] = []
        for (text, mark) in split(english) {
            switch mark {
            case nil: pieces.append(.literal(Array(text.utf8)))
            case "[": pieces.append(.optional(Array(text.utf8)))
            default:
                if text.count == 1, let place = text.first.flatMap(Place.init) {
                    pieces.append(.place(place))
                } else {
                    // A place that a definition fills later, `{week}`.
                    pieces.append(.literal(Array("{\(text)}".utf8)))
                }
            }
        }
        return pieces
    }

    private static func parts(of said: String) -> [Part]? {
        var parts: [Part] = []
        for (text, mark) in split(said) {
            guard mark == "{" else {
                parts.append(.literal(mark == nil ? text : "[\(text)]"))
                continue
            }
            let halves = text.split(separator: "?", maxSplits: 1)
            guard let number = halves.first.flatMap({ Int($0) }) else {
                parts.append(.literal("{\(text)}"))
                continue
            }
            guard halves.count == 2 else {
                parts.append(.place(number - 1))
                continue
            }
            let forms = halves[1].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard forms.count == 2 else { return nil }
            parts.append(.form(number - 1, one: forms[0], other: forms[1]))
        }
        return parts
    }

    /// What stands outside and inside of `{}` and `[]`.
    private static func split(_ text: String) -> [(text: String, mark: Character?)] {
        var pieces: [(text: String, mark: Character?)] = []
        var rest = text[...]
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "[" }) {
            guard let close = rest[open...].firstIndex(of: rest[open] == "{" ? "}" : "]") else { break }
            if open > rest.startIndex { pieces.append((String(rest[..<open]), nil)) }
            pieces.append((String(rest[rest.index(after: open)..<close]), rest[open]))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append((String(rest), nil)) }
        return pieces
    }
}
