import CCairo

/// A way of writing that names of players use.
package enum Script: String, Sendable, CaseIterable {
    case latin = "Latin"
    case greek = "Greek"
    case cyrillic = "Cyrillic"
    case arabic = "Arabic"
    case hangul = "Hangul"
    case han = "Han"
    case kana = "Kana"

    /// Letters that a font for the script has.
    fileprivate var sample: String {
        switch self {
        case .latin: "Añßøłžþ"
        case .greek: "Ωλή"
        case .cyrillic: "Жужёї"
        case .arabic: "سلام"
        case .hangul: "전설의용사"
        case .han: "風行者公會"
        case .kana: "かなカナ"
        }
    }
}

extension Typesetter {
    /// Whether no installed font has some character of the text, so that a box would stand for it.
    package func lacksGlyphs(for string: String) -> Bool {
        unsafe pango_layout_get_unknown_glyphs_count(layout(of: Text(string, size: 20, color: .black)).raw)
            > 0
    }

    /// The scripts that no installed font can write; what to install for them is Noto Sans, or Noto Sans CJK.
    package var missingScripts: [Script] {
        Script.allCases.filter { script in lacksGlyphs(for: script.sample) }
    }
}
