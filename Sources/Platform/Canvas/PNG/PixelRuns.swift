import Glibc

/// An image as runs of one colour, which is how drawings are: a colour is looked up once a run, not per pixel, and a
/// row that looks like the one above is taken over whole.
struct PixelRuns {
    let width: Int
    let height: Int
    /// The colours as they were given, in the order in which they first occur.
    private(set) var colors: [UInt32] = []
    /// How many pixels have each of them.
    private(set) var counts: [Int] = []
    /// For each row, which of the different rows it looks like.
    private(set) var rows: [Int] = []
    private var runs: [Run] = []
    /// Where the runs of each different row end.
    private var rowEnds: [Int] = []

    private struct Run {
        /// The column after the last one.
        let end: UInt32
        /// The place of its colour in `colors`.
        let place: UInt32
    }

    init(width: Int, height: Int, pixels: Span<UInt32>) {
        self.width = width
        self.height = height
        rows.reserveCapacity(height)
        var table = ColorTable()
        for row in 0..<height {
            let start = row * width
            if row == 0 || !Self.isRepeated(pixels, start, width) {
                addRow(pixels.extracting(start..<(start + width)), &table)
            }
            rows.append(rowEnds.count - 1)
            count(ofRow: rowEnds.count - 1)
        }
    }

    /// Whether the row that begins at `start` looks like the one before.
    private static func isRepeated(_ pixels: Span<UInt32>, _ start: Int, _ width: Int) -> Bool {
        unsafe pixels.withUnsafeBufferPointer { pixels in
            guard let first = pixels.baseAddress else { return false }
            return unsafe memcmp(first + start, first + (start - width), width * MemoryLayout<UInt32>.size)
                == 0
        }
    }

    private mutating func addRow(_ pixels: Span<UInt32>, _ table: inout ColorTable) {
        var start = 0
        while start < pixels.count {
            let color = pixels[start]
            var end = start + 1
            while end < pixels.count, pixels[end] == color { end += 1 }
            let place = table.place(of: color, newPlace: colors.count)
            if place == colors.count {
                colors.append(color)
                counts.append(0)
            }
            runs.append(Run(end: UInt32(truncatingIfNeeded: end), place: UInt32(truncatingIfNeeded: place)))
            start = end
        }
        rowEnds.append(runs.count)
    }

    private func runs(ofRow row: Int) -> ArraySlice<Run> {
        runs[(row == 0 ? 0 : rowEnds[row - 1])..<rowEnds[row]]
    }

    private mutating func count(ofRow row: Int) {
        var start: UInt32 = 0
        for run in runs(ofRow: row) {
            counts[Int(run.place)] += Int(run.end - start)
            start = run.end
        }
    }

    /// The different rows one after the other, each colour as the value given for it: `samples` bytes a pixel, from
    /// the lowest one of the value up.
    func bytes(_ values: [UInt32], samples: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rowEnds.count * width * samples)
        for row in rowEnds.indices {
            var start: UInt32 = 0
            for run in runs(ofRow: row) {
                append(values[Int(run.place)], Int(run.end - start), samples, to: &bytes)
                start = run.end
            }
        }
        return bytes
    }

    private func append(_ value: UInt32, _ count: Int, _ samples: Int, to bytes: inout [UInt8]) {
        if samples == 1 {
            bytes.append(contentsOf: repeatElement(UInt8(truncatingIfNeeded: value), count: count))
            return
        }
        for _ in 0..<count {
            for sample in 0..<samples {
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(8 * sample)))
            }
        }
    }
}

/// Which place each colour has: open addressing, since a dictionary's hash takes longer than the rest of the work.
private struct ColorTable {
    private var keys = [UInt32](repeating: 0, count: 4096)
    /// 0 where a slot is free, else the place and 1.
    private var places = [UInt32](repeating: 0, count: 4096)
    private var used = 0

    /// The place that was given with the colour before; `newPlace` when it is new.
    mutating func place(of color: UInt32, newPlace: Int) -> Int {
        let slot = slot(of: color)
        if places[slot] > 0 { return Int(places[slot]) - 1 }
        keys[slot] = color
        places[slot] = UInt32(newPlace + 1)
        used += 1
        if used * 2 > keys.count { grow() }
        return newPlace
    }

    private func slot(of color: UInt32) -> Int {
        let mask = keys.count - 1
        // Fibonacci hashing: the upper bits of the product with 2^32 over the golden ratio.
        var slot = Int((color &* 2_654_435_769) >> 12) & mask
        while places[slot] > 0, keys[slot] != color { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let (oldKeys, oldPlaces) = (keys, places)
        keys = [UInt32](repeating: 0, count: oldKeys.count * 2)
        places = [UInt32](repeating: 0, count: oldKeys.count * 2)
        for old in oldKeys.indices where oldPlaces[old] > 0 {
            let slot = slot(of: oldKeys[old])
            keys[slot] = oldKeys[old]
            places[slot] = oldPlaces[old]
        }
    }
}
