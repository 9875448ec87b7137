import Foundation
import Guilds
import TestDatabase
import Testing
import Warehouse

/// Crawl, analysis and report as one: the same world gives the same snapshots and the same bytes.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct PipelineTests {
    @Test(.timeLimit(.minutes(20)))
    func `the order in which a world is fetched does not show in its snapshots`() async throws {
        let narrow = try await snapshotsOfWholeWorld(concurrency: 3)
        let wide = try await snapshotsOfWholeWorld(concurrency: 48)
        try #require(narrow.count == 2 && wide.count == 2)
        for (one, other) in zip(narrow, wide) {
            for (insight, twin) in zip(one.memberPart + one.officerPart, other.memberPart + other.officerPart)
            { #expect(insight == twin) }
            #expect(one == other)
            #expect(try SnapshotCoding.encode(one.manifest) == SnapshotCoding.encode(other.manifest))
            #expect(try SnapshotCoding.encode(one.memberPart) == SnapshotCoding.encode(other.memberPart))
            #expect(try SnapshotCoding.encode(one.officerPart) == SnapshotCoding.encode(other.officerPart))
        }
    }

    @Test func `an analysis of the past does not know what came later`() async throws {
        try await withWatchedWorld { simulator, scene in
            let (past, middle, late) = (
                try await simulator.moment(afterHours: 168), try await simulator.moment(afterHours: 336),
                try await simulator.moment(afterHours: 672)
            )
            try await crawl(scene, until: middle)
            let early = try await digests(scene, asOf: past)
            try await crawl(scene, until: late)
            #expect(early.count == 2)
            #expect(try await digests(scene, asOf: past) == early)
            #expect(try await digests(scene) != early)
        }
    }

    @Test func `an analysis without news is the snapshot that is there already`() async throws {
        try await withWatchedWorld { simulator, scene in
            try await crawl(scene, until: simulator.moment(afterHours: 168))
            let first = try await scene.run("analyze").events("snapshot")
            #expect(first.map { event in event["new"].integer } == [1, 1])
            // Each process hashes in an order of its own.
            for flags in [[], ["--force"], ["--force"], ["--force"]] {
                let again = try await scene.start(["analyze"] + flags).ended().events("snapshot")
                #expect(again.map { event in event["new"].integer } == [0, 0])
                #expect(
                    Set(first.map { event in event["digest"].text })
                        == Set(again.map { event in event["digest"].text }))
            }
        }
    }

    @Test func `a snapshot rendered twice gives the same bytes`() async throws {
        try await withReports { scene, folders in
            #expect(try await scene.run("report", "--out", "second").status == 0)
            for folder in folders {
                let again = scene.folder.appending(path: "second").appending(path: folder.lastPathComponent)
                let (files, repeated) = (try contents(folder), try contents(again))
                #expect(files.count > 5)
                #expect(Set(files.keys) == Set(repeated.keys))
                for (name, bytes) in files { #expect(repeated[name] == bytes, "\(name)") }
            }
        }
    }

    @Test func `what only officers may read stands in no file for members`() async throws {
        try await withReports { scene, folders in
            let snapshots = try await snapshots(scene)
            #expect(snapshots.count == folders.count)
            for snapshot in snapshots {
                let folder = try #require(
                    folders.first { folder in folder.lastPathComponent.hasSuffix("-\(snapshot.guild.id)") })
                let files = try contents(folder).mapValues { bytes in String(decoding: bytes, as: UTF8.self) }
                let told = snapshot.memberPart.map(\.sentence)
                let secrets = snapshot.officerPart.map(\.sentence).filter { text in !told.contains(text) }
                let officers = files.filter { name, _ in name.hasPrefix("officers") }
                try #require(!officers.isEmpty)
                try #require(
                    secrets.contains { secret in officers.values.contains { text in text.contains(secret) } })
                for (name, text) in files where !name.hasPrefix("officers") {
                    for secret in secrets { #expect(!text.contains(secret), "\(name): \(secret)") }
                    for insight in snapshot.officerPart {
                        #expect(!text.contains(insight.metric), "\(name): \(insight.metric)")
                    }
                }
            }
        }
    }

    @Test func `tables are comma-separated values as RFC 4180 describes them`() async throws {
        try await withReports { _, folders in
            for folder in folders {
                let sheets = try contents(folder).filter { name, _ in name.hasSuffix(".csv") }
                #expect(!sheets.isEmpty)
                for (name, bytes) in sheets {
                    let text = try #require(String(validating: bytes, as: UTF8.self), "\(name)")
                    let records = try #require(CSV.records(text), "\(name)")
                    #expect(records.count > 1, "\(name)")
                    #expect(Set(records.map(\.count)).count == 1, "\(name)")
                }
            }
        }
    }

    private func crawl(_ scene: Scene, until end: Timestamp, _ flags: [String] = []) async throws {
        let crawled = try await scene.start(["crawl", "--until", "\(end)"] + flags).ended()
        try #require(crawled.status == 0, "\(crawled.errors)")
    }

    /// The digest of each guild's snapshot.
    private func digests(_ scene: Scene, asOf: Timestamp? = nil) async throws -> [String: String] {
        let analysis = try await scene.start(["analyze"] + (asOf.map { ["--as-of", "\($0)"] } ?? [])).ended()
        try #require(analysis.status == 0, "\(analysis.errors)")
        return Dictionary(
            uniqueKeysWithValues: try analysis.events("snapshot").map { event in
                (event["guild"].line, "\(event["as_of"].line) \(event["digest"].line)")
            })
    }

    private func snapshotsOfWholeWorld(concurrency: Int) async throws -> [GuildSnapshot] {
        try await withWatchedWorld { simulator, scene in
            try await crawl(scene, until: simulator.end(), ["--concurrency", "\(concurrency)"])
            _ = try await digests(scene)
            return try await snapshots(scene).sorted { left, right in left.guild < right.guild }
        }
    }

    /// Runs with the reports on two weeks of the tiny world, a folder for each guild.
    private func withReports(_ body: (Scene, [URL]) async throws -> Void) async throws {
        try await withWatchedWorld { simulator, scene in
            try await crawl(scene, until: simulator.moment(afterHours: 336))
            #expect(try await scene.run("analyze").status == 0)
            let report = try await scene.run("report", "--out", "first")
            try #require(report.status == 0, "\(report.errors)")
            let out = scene.folder.appending(path: "first")
            let names = try FileManager.default.contentsOfDirectory(atPath: out.path(percentEncoded: false))
                .sorted()
            try #require(names.count == 2)
            try await body(scene, names.map { name in out.appending(path: name) })
        }
    }

    private func snapshots(_ scene: Scene) async throws -> [GuildSnapshot] {
        try await scene.withPool { pool in
            let warehouse = Warehouse(pool: pool)
            var snapshots: [GuildSnapshot] = []
            for guild in try await warehouse.watchedGuilds().compactMap(\.key) {
                snapshots += [try await warehouse.newestSnapshot(of: guild)].compactMap(\.self)
            }
            return snapshots
        }
    }

    private func contents(_ folder: URL) throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
        return Dictionary(
            uniqueKeysWithValues: try names.map { name in
                (name, try Data(contentsOf: folder.appending(path: name)))
            })
    }
}

/// A reader of RFC 4180 that forgives nothing.
private enum CSV {
    /// The records of a text; nil where the text breaks the format.
    static func records(_ text: String) -> [[String]]? {
        var rest = text.unicodeScalars[...]
        var records: [[String]] = []
        while !rest.isEmpty {
            guard let record = record(&rest) else { return nil }
            records.append(record)
        }
        return records
    }

    /// One record up to and with its CRLF.
    private static func record(_ rest: inout Substring.UnicodeScalarView) -> [String]? {
        var fields: [String] = []
        while true {
            guard let field = rest.first == "\"" ? quoted(&rest) : plain(&rest) else { return nil }
            fields.append(field)
            switch rest.popFirst() {
            case ",": continue
            case "\r": return rest.popFirst() == "\n" ? fields : nil
            default: return nil
            }
        }
    }

    private static func plain(_ rest: inout Substring.UnicodeScalarView) -> String? {
        let field = rest.prefix { scalar in !",\"\r\n".unicodeScalars.contains(scalar) }
        rest = rest[field.endIndex...]
        return rest.first == "\"" ? nil : String(field)
    }

    private static func quoted(_ rest: inout Substring.UnicodeScalarView) -> String? {
        rest.removeFirst()
        var field = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            if scalar != "\"" {
                field.append(scalar)
            } else if rest.first == "\"" {
                field.append(rest.removeFirst())
            } else {
                return String(field)
            }
        }
        return nil
    }
}
