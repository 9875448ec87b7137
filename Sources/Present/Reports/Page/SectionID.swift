/// The names by which links of a page find its sections.
enum SectionID {
    /// One for each title, in their order: its ASCII letters and digits in lower case, numbered where they repeat.
    ///
    /// A title without any gives `section`.
    static func of(_ titles: [String]) -> [String] {
        var taken: [String: Int] = ["content": 1]
        return titles.map { title in
            let words = title.lowercased().split { letter in
                !(letter.isASCII && (letter.isLetter || letter.isNumber))
            }
            let name = words.isEmpty ? "section" : words.joined(separator: "-")
            taken[name, default: 0] += 1
            return taken[name] == 1 ? name : "\(name)-\(taken[name] ?? 0)"
        }
    }
}
