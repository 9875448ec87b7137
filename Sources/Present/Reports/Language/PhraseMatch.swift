/// One pattern laid over one text.
struct PhraseMatch {
    let pattern: PhrasePattern
    let text: [UInt8]
    let book: PhraseBook
    let locale: PhraseLocale

    /// What a place of the text holds.
    private struct Held {
        var english: String
        var said: String
    }

    /// The text in the other language; nil where the pattern is another's.
    var said: String? { follow(0, 0, []) }

    /// Tries every way in which the pieces from `index` on fit the text from `position` on, the shortest first.
    private func follow(_ index: Int, _ position: Int, _ held: [Held]) -> String? {
        guard index < pattern.pieces.count else { return end(position, held) }
        switch pattern.pieces[index] {
        case .literal(let bytes):
            return has(bytes, at: position) ? follow(index + 1, position + bytes.count, held) : nil
        case .optional(let bytes):
            let with = has(bytes, at: position) ? follow(index + 1, position + bytes.count, held) : nil
            return with ?? follow(index + 1, position, held)
        case .place(.number):
            guard let end = EnglishNumber.end(in: text, from: position) else { return nil }
            let english = words(position, end)
            return follow(index + 1, end, held + [Held(english: english, said: locale.number(english))])
        case .place(.day):
            guard let day = EnglishDay(in: text, from: position) else { return nil }
            let said = locale.day(day.day, day.month, day.year)
            return follow(index + 1, day.end, held + [Held(english: "", said: said)])
        case .place(let place):
            return stretch(place, index, position, held)
        }
    }

    private func stretch(
        _ place: PhrasePattern.Place, _ index: Int, _ position: Int, _ held: [Held]
    ) -> String? {
        guard position < text.count else { return nil }
        for end in (position + 1)...text.count where fits(index + 1, at: end) {
            let english = words(position, end)
            guard let said = place == .name ? english : book.said(english, in: locale) else { continue }
            let stretch = Held(english: english, said: said)
            if let whole = follow(index + 1, end, held + [stretch]) { return whole }
        }
        return nil
    }

    /// Whether the piece may stand here, so that most ends of a stretch need no second look.
    private func fits(_ index: Int, at position: Int) -> Bool {
        guard index < pattern.pieces.count else { return true }
        guard case .literal(let bytes) = pattern.pieces[index] else { return true }
        return has(bytes, at: position)
    }

    private func has(_ bytes: [UInt8], at position: Int) -> Bool {
        position + bytes.count <= text.count && text[position..<(position + bytes.count)].elementsEqual(bytes)
    }

    private func words(_ start: Int, _ end: Int) -> String {
        String(decoding: text[start..<end], as: UTF8.self)
    }

    /// The whole text is told, or its next sentence begins.
    private func end(_ position: Int, _ held: [Held]) -> String? {
        if position == text.count { return filled(held) }
        guard position > 0, text[position - 1] == 0x2e, text[position] == 0x20 else { return nil }
        return book.said(words(position + 1, text.count), in: locale).map { rest in filled(held) + " " + rest
        }
    }

    private func filled(_ held: [Held]) -> String {
        pattern.parts.map { part in
            switch part {
            case .literal(let text): text
            case .place(let place): held[place].said
            case .form(let place, let one, let other): held[place].english == "1" ? one : other
            }
        }.joined()
    }
}

/// Numbers and shares as `Wording` writes them: `1,234.5`, `+3`, `−2.1`, `87%`, `under 1%`.
enum EnglishNumber {
    /// Where the number that begins here ends; nil where there is none.
    static func end(in text: [UInt8], from start: Int) -> Int? {
        var at = start
        for word in ["under ", "over ", "+", "−", "-"] {
            let bytes = Array(word.utf8)
            guard text[at...].starts(with: bytes) else { continue }
            at += bytes.count
            break
        }
        func isDigit(_ index: Int) -> Bool { index < text.count && (0x30...0x39).contains(text[index]) }
        guard isDigit(at) else { return nil }
        while isDigit(at) || (at < text.count && text[at] == 0x2c && (1...3).allSatisfy { isDigit(at + $0) })
        {
            at += 1
        }
        if at < text.count, text[at] == 0x2e, isDigit(at + 1) {
            at += 1
            while isDigit(at) { at += 1 }
        }
        return at < text.count && text[at] == 0x25 ? at + 1 : at
    }
}

/// A day as `CalendarDate` writes it: `14 Nov` or `14 Nov 2026`.
struct EnglishDay {
    let day: Int
    /// From 1.
    let month: Int
    let year: Int?
    /// Where it ends in the text.
    let end: Int

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ].map { name in Array(name.utf8) }

    init?(in text: [UInt8], from start: Int) {
        var at = start
        func digits(_ most: Int) -> Int? {
            var value: Int?
            let first = at
            while at < text.count, at < first + most, (0x30...0x39).contains(text[at]) {
                value = (value ?? 0) * 10 + Int(text[at] - 0x30)
                at += 1
            }
            return value
        }
        func space() -> Bool {
            guard at < text.count, text[at] == 0x20 else { return false }
            at += 1
            return true
        }
        guard let day = digits(2), space(), at + 3 <= text.count,
            let month = Self.months.firstIndex(where: { name in text[at..<(at + 3)].elementsEqual(name) })
        else { return nil }
        at += 3
        let afterMonth = at
        var year: Int?
        if space() {
            let first = at
            year = digits(4)
            if at < first + 4 { year = nil }
        }
        self.day = day
        self.month = month + 1
        self.year = year
        end = year == nil ? afterMonth : at
    }
}
