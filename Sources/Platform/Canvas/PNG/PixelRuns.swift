import Glibc

/// An image as runs of one colour, which is how drawings are: a colour is looked up once a run, not per pixel, and a
/// row that looks like the one above is taken over whole.
struct PixelRuns {
    let width: Int
    /// The image's colours, in the order in which they first occur, and how many pixels have each of them.
    private(set) var table = ColorTable()
    /// As they were added: growing one list would copy it again and again.
    private var bands: [Band] = []

    /// An image without rows yet.
    init(width: Int) { self.width = width }

    /// How many rows were added.
    var height: Int { bands.reduce(0) { sum, band in sum + band.repeats.count } }

    /// Adds rows below those already there.
    mutating func append(_ pixels: Span<UInt32>) {
        var band = Band()
        band.runs.reserveCapacity(pixels.count / 16)
        var row = [UInt32](repeating: 0, count: width)
        var (length, times) = (0, 0)
        for start in stride(from: 0, to: pixels.count, by: width) {
            let isRepeated = start > 0 && Self.isRepeated(pixels, start, width)
            band.repeats.append(isRepeated)
            if isRepeated {
                times += 1
                continue
            }
            table.count(row[..<length], times: times)
            length = Self.runs(of: pixels.extracting(start..<(start + width)), &table, into: &row)
            band.runs.append(contentsOf: row[..<length])
            times = 1
        }
        table.count(row[..<length], times: times)
        bands.append(band)
    }

    /// Whether the row that begins at `start` looks like the one before.
    private static func isRepeated(_ pixels: Span<UInt32>, _ start: Int, _ width: Int) -> Bool {
        unsafe pixels.withUnsafeBufferPointer { pixels in
            guard let first = pixels.baseAddress else { return false }
            return unsafe memcmp(first + start, first + (start - width), width * MemoryLayout<UInt32>.size)
                == 0
        }
    }

    /// Writes the runs of a row, at most one per pixel, and says how many there are.
    private static func runs(
        of pixels: Span<UInt32>, _ table: inout ColorTable, into row: inout [UInt32]
    ) -> Int {
        var runs = row.mutableSpan
        var (start, count) = (0, 0)
        while start < pixels.count {
            let color = pixels[start]
            let last = min(pixels.count, start + Run.limit)
            var end = start + 1
            while end < last, pixels[end] == color { end += 1 }
            runs[count] = Run(place: table.place(of: color), count: end - start).packed
            count += 1
            start = end
        }
        return count
    }

    /// The rows as PNG has them compressed, each colour as the value given for it: `samples` bytes a pixel, from the
    /// lowest one of the value up.
    ///
    /// A row that looks like the one above is told as no difference to it (PNG specification 9.2, filter type 2), the
    /// others as they are (type 0).
    func scanlines(_ values: [UInt32], samples: Int) -> [UInt8] {
        [UInt8](capacity: height * (width * samples + 1)) { bytes in
            for band in bands { append(band, values, samples, to: &bytes) }
        }
    }

    private func append(_ band: Band, _ values: [UInt32], _ samples: Int, to bytes: inout OutputSpan<UInt8>) {
        var next = 0
        for isRepeated in band.repeats {
            bytes.append(isRepeated ? 2 : 0)
            if isRepeated {
                bytes.append(repeating: 0, count: width * samples)
                continue
            }
            var left = width
            while left > 0 {
                let run = Run(packed: band.runs[next])
                let value = values[run.place]
                if samples == 1 {
                    bytes.append(UInt8(truncatingIfNeeded: value), run.count)
                } else {
                    for _ in 0..<run.count { bytes.append(value, samples: samples) }
                }
                left -= run.count
                next += 1
            }
        }
    }

    /// Rows that were added together.
    private struct Band {
        /// Of the rows that do not repeat the one above, one after the other; packed.
        var runs: [UInt32] = []
        /// For each row, whether it looks like the one above.
        var repeats: [Bool] = []
    }
}

/// Neighbours of one colour in a row, in four bytes: an image of text has millions.
struct Run {
    /// Longer ones are several.
    static let limit = 256

    /// Of the colour in the image's table; then, in the lowest byte, how many pixels there are beside the first.
    let packed: UInt32

    init(packed: UInt32) { self.packed = packed }

    init(place: UInt32, count: Int) { packed = place << 8 | UInt32(truncatingIfNeeded: count - 1) }

    var place: Int { Int(packed >> 8) }
    var count: Int { Int(packed & 255) + 1 }
}

extension OutputSpan<UInt8> {
    /// Most runs are a pixel or two, for which filling memory takes longer than the bytes.
    fileprivate mutating func append(_ byte: UInt8, _ count: Int) {
        if count > 8 { return append(repeating: byte, count: count) }
        for _ in 0..<count { append(byte) }
    }

    fileprivate mutating func append(_ value: UInt32, samples: Int) {
        for sample in 0..<samples { append(UInt8(truncatingIfNeeded: value >> UInt32(8 * sample))) }
    }
}
