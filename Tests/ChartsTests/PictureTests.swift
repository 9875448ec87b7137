import Canvas
import Testing

@testable import Charts

@Suite struct `Pictures` {
    private let wide = ChartStyle(format: .wide, theme: .light)

    /// Chunk types in order; the file's lengths must add up.
    static func chunks(_ file: [UInt8]) -> [(type: String, data: ArraySlice<UInt8>)] {
        var chunks: [(String, ArraySlice<UInt8>)] = []
        var place = 8
        while place + 12 <= file.count {
            let length = file[place..<(place + 4)].reduce(0) { sum, byte in sum << 8 | Int(byte) }
            let start = place + 8
            guard start + length <= file.count else { break }
            chunks.append(
                (String(decoding: file[(place + 4)..<start], as: UTF8.self), file[start..<(start + length)]))
            place = start + length + 4
        }
        return chunks
    }

    @Test func `a chart is a small palette PNG with its words inside`() throws {
        let file = try png(of: Samples.roster52, style: wide)
        #expect(file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        let chunks = Self.chunks(file)
        #expect(chunks.first?.type == "IHDR" && chunks.last?.type == "IEND")
        #expect(Array(chunks[0].data.prefix(10)) == [0, 0, 4, 0xB0, 0, 0, 2, 0xA3, 8, 3])
        #expect(!chunks.contains { chunk in chunk.type == "tIME" })
        let words = chunks.filter { chunk in chunk.type == "tEXt" }
            .map { chunk in String(decoding: chunk.data, as: UTF8.self) }
        #expect(
            words == [
                "Title\u{0}" + Samples.roster52.title, "Description\u{0}" + Samples.roster52.altText,
            ])
        #expect(file.count < 40_000)
    }

    @Test func `the same chart gives the same bytes`() throws {
        #expect(
            try png(of: Samples.ratings, style: ChartStyle(format: .wide, theme: .dark))
                == png(of: Samples.ratings, style: ChartStyle(format: .wide, theme: .dark)))
        #expect(
            try png(of: Samples.ratings, style: wide)
                != png(of: Samples.ratings, style: ChartStyle(format: .wide, theme: .dark)))
    }

    @Test func `names of every script and endless titles are drawn`() throws {
        let title = String(repeating: "Гильдия 전설의길드 公會 Ärger 🙂\n", count: 200)
        let chart = Samples.roster(Samples.weeks(30), title: title)
        #expect(try png(of: chart, style: wide).count > 10_000)
    }

    @Test(arguments: [Size(200, 100), Size(1, 1), Size(4_000, 300)])
    func `an unsuitable size still gives a file`(size: Size) throws {
        for format in [ChartFormat.wide, .discord, .dashboard] {
            let style = ChartStyle(format: format.sized(size))
            #expect(try Self.chunks(png(of: Samples.roster52, style: style)).last?.type == "IEND")
            #expect(try Self.chunks(png(of: Samples.ratings, style: style)).last?.type == "IEND")
        }
    }

    @Test func `alt texts tell the chart in plain words`() {
        #expect(
            Samples.roster52.altText
                == "A lost autumn, slowly made up for. Step chart. Weeks of 7 May 2025 to 29 Apr 2026. "
                + "From 411 to 414 members, at least 408 and at most 458. 201 joined, 199 left. "
                + "3 times have no data.")
        #expect(Samples.trend.altText.contains("Median: rising from 618.0 to 668.0"))
        #expect(Samples.movers.altText.contains("Åse no data"))
        let unknown = Samples.roster(Samples.weeks(2, unknown: [0, 1])).altText
        #expect(unknown.contains("Roster size unknown. Joins unknown, leaves unknown."))
    }

    @Test(arguments: [ChartTheme.light, .dark])
    func `colours stand out from the background`(theme: ChartTheme) {
        for color in [theme.ink, theme.label, theme.note, theme.primary] {
            #expect(color.contrast(with: theme.background) >= 4.5)
        }
        for color in [theme.ink, theme.label] { #expect(color.contrast(with: theme.gap) >= 4.5) }
        for color in theme.shades + theme.series {
            #expect(theme.ink(on: color).contrast(with: color) >= 3)
        }
        for color in theme.series + [theme.joins, theme.leaves, theme.axis] {
            #expect(color.contrast(with: theme.background) >= 3)
        }
    }
}
