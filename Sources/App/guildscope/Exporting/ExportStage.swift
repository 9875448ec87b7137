import SystemPackage
import Warehouse

/// Tables of the warehouse in, files out.
struct ExportStage: Sendable {
    let warehouse: Warehouse
    let console: Console
    let isCompressed: Bool

    /// What was written.
    struct Written: Sendable {
        var tables = 0
        var rows = 0
        var bytes = 0
    }

    /// Writes the request's tables and their dictionary into a folder; nothing when it fails or is stopped.
    func run(_ request: ExportRequest, into path: FilePath) async throws -> Written {
        var work = ExportWork(folder: try ExportFolder(path), isCompressed: isCompressed)
        work.expected = try await expected(request)
        do {
            try await warehouse.export(request) { piece in
                try work.take(piece)
                tell(piece, work)
            }
            let dictionary = DataDictionary(tables: request.chosen)
            try work.add("data-dictionary.csv", dictionary.csv)
            try work.add("data-dictionary.json", dictionary.json)
            try work.folder.publish()
        } catch {
            work.discard()
            throw error
        }
        console.clearBar()
        return work.written
    }

    /// How many rows are to be expected; nil for a part of the tables, which nobody counts beforehand.
    private func expected(_ request: ExportRequest) async throws -> Int? {
        guard request.guilds == nil, request.since == nil, request.asOf == nil else { return nil }
        return try await warehouse.estimatedRows(of: request.chosen.filter(\.hasHistory))
            .values.reduce(0, +)
    }

    private func tell(_ piece: ExportPiece, _ work: borrowing ExportWork) {
        switch piece {
        case .begin, .rows:
            let text = "\(work.table)  \(work.written.bytes / 1_000_000) MB"
            console.progress(text, fraction: work.fraction)
        case .end(let table, let rows):
            console.event("exported", [("table", .text(table.name)), ("rows", .integer(rows))])
        }
    }
}

/// An export under way.
private struct ExportWork: ~Copyable {
    var folder: ExportFolder
    let isCompressed: Bool
    var written = ExportStage.Written()
    var expected: Int?
    /// The table that is being written.
    private(set) var table = ""
    private var file: ExportFile?
    private var fileName: String?
    /// About how many lines of the table have been written: lines per byte as in its first piece.
    private var lines = 0.0
    private var linesPerByte: Double?

    init(folder: ExportFolder, isCompressed: Bool) {
        self.folder = folder
        self.isCompressed = isCompressed
    }

    /// How much is done; nil while nobody knows how much there is.
    var fraction: Double? {
        expected.map { rows in (Double(written.rows) + lines) / Double(max(rows, 1)) }
    }

    mutating func take(_ piece: ExportPiece) throws {
        switch piece {
        case .begin(let table):
            self.table = table.name
            (lines, linesPerByte) = (0, nil)
            try begin(table.name + (isCompressed ? ".csv.gz" : ".csv"), isCompressed: isCompressed)
        case .rows(let bytes):
            let share =
                linesPerByte
                ?? Double(bytes.count { byte in byte == UInt8(ascii: "\n") }) / Double(bytes.count)
            linesPerByte = share
            lines += share * Double(bytes.count)
            written.bytes += bytes.count
            try file?.write(bytes)
        case .end(_, let rows):
            written.tables += 1
            written.rows += rows
            (lines, linesPerByte) = (0, nil)
            try end()
        }
    }

    /// Adds a small file, which is never compressed.
    mutating func add(_ name: String, _ text: String) throws {
        try begin(name, isCompressed: false)
        try file?.write(Array(text.utf8))
        try end()
    }

    private mutating func begin(_ name: String, isCompressed: Bool) throws {
        fileName = name
        file = try folder.begin(name, isCompressed: isCompressed)
    }

    private mutating func end() throws {
        guard let file = file.take(), let name = fileName else { return }
        _ = try folder.end(file, as: name)
        fileName = nil
    }

    consuming func discard() {
        folder.discard(unfinished: fileName)
    }
}
