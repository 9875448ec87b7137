import Canvas

/// Whether charts can write everybody's name; pure.
enum FontChecks {
    /// A warning names the scripts of which boxes would stand in the pictures, and the Debian packages for them.
    static func of(missing scripts: [Script]) -> Check {
        guard !scripts.isEmpty else {
            return Check("fonts", .ok, "charts can write names of every script")
        }
        let packages = Set(scripts.map(\.package)).sorted()
        return Check(
            "fonts", .warning,
            "no font has \(scripts.map(\.rawValue).joined(separator: ", ")): names show as boxes in charts",
            advice: "apt-get install \(packages.joined(separator: " ")), then start the workers again")
    }
}

extension Script {
    /// The Debian package with a font for the script, among those that charts use.
    fileprivate var package: String {
        switch self {
        case .latin, .greek, .cyrillic, .arabic: "fonts-dejavu-core"
        case .hangul, .han, .kana: "fonts-noto-cjk"
        }
    }
}
