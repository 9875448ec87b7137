import Canvas
import Foundation
import PNGFile
import Testing

@testable import Charts

/// The pictures in `docs/gallery`; `scripts/gallery` draws them anew.
@Suite struct `Gallery` {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../docs/gallery").standardizedFileURL

    private static let isWriting = ProcessInfo.processInfo.environment["GUILDSCOPE_GALLERY"] == "write"

    /// Another release of a font or of Cairo moves edges; a chart that is drawn otherwise changes whole areas.
    private static let tolerance = (channel: 96, share: 0.02)

    @Test(arguments: Samples.kinds.map(\.name)) func `each picture is current`(name: String) throws {
        let chart = try #require(Samples.kinds.first { kind in kind.name == name }?.chart)
        let drawn = try png(of: chart, style: ChartStyle(format: .discord, theme: .dark))
        let file = Self.folder.appending(path: "\(name).png")
        if Self.isWriting { try Data(drawn).write(to: file) }
        let stored = try PNGFile([UInt8](Data(contentsOf: file)))
        let fresh = try PNGFile(drawn)
        #expect(stored.width == fresh.width && stored.height == fresh.height)
        let pixels = (try stored.pixels(), try fresh.pixels())
        let changed = zip(pixels.0, pixels.1).count { old, new in Self.differ(old, new) }
        if Double(changed) > Self.tolerance.share * Double(pixels.1.count) {
            Attachment.record(drawn, named: "\(name).png")
            Issue.record("\(name): \(changed) pixels differ; if they should, run scripts/gallery")
        }
    }

    @Test func `no picture is left over`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files.filter { $0.hasSuffix(".png") }) == Set(Samples.kinds.map { "\($0.name).png" }))
    }

    private static func differ(_ old: UInt32, _ new: UInt32) -> Bool {
        func channel(_ pixel: UInt32, _ shift: UInt32) -> Int { Int(pixel >> shift & 255) }
        let shifts: [UInt32] = [16, 8, 0]
        return shifts.contains { shift in
            abs(channel(old, shift) - channel(new, shift)) > tolerance.channel
        }
    }
}
