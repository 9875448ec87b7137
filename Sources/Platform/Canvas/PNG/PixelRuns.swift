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
            let end = Self.end(of: color, after: start, in: pixels)
            runs[count] = Run(place: table.place(of: color), count: end - start).packed
            count += 1
            start = end
        }
        return count
    }

    /// Where the run of a colour that begins at `start` ends; four pixels at a time, since the longest runs are most
    /// of an image.
    @inline(__always)
    private static func end(of color: UInt32, after start: Int, in pixels: Span<UInt32>) -> Int {
        let last = min(pixels.count, start + Run.limit)
        var end = start + 1
        let pair = UInt64(color) << 32 | UInt64(color)
        unsafe pixels.withUnsafeBufferPointer { pixels in
            guard let first = unsafe UnsafeRawPointer(pixels.baseAddress) else { return }
            while end &+ 4 <= last {
                let four = unsafe first.loadUnaligned(fromByteOffset: end &* 4, as: SIMD2<UInt64>.self)
                guard four == SIMD2(repeating: pair) else { break }
                end &+= 4
            }
        }
        while end < last, pixels[end] == color { end += 1 }
        return end
    }

    /// The rows as PNG has them compressed, each colour as the value given for it: `samples` bytes a pixel, from the
    /// lowest one of the value up.
    ///
    /// A row that looks like the one above is told as no difference to it (PNG specification 9.2, filter type 2), the
    /// others as they are (type 0).
    func scanlines(_ values: [UInt32], samples: Int) -> [UInt8] {
        let count = height * (width * samples + 1)
        // Eight bytes more than are used: most runs are a pixel or two, and writing eight at once beats counting.
        return unsafe [UInt8](unsafeUninitializedCapacity: count + 8) { bytes, used in
            guard var place = UnsafeMutableRawPointer(bytes.baseAddress) else { return }
            for band in bands { unsafe write(band, values, samples, to: &place) }
            used = count
        }
    }

    private func write(
        _ band: Band, _ values: [UInt32], _ samples: Int, to place: inout UnsafeMutableRawPointer
    ) {
        var next = 0
        for isRepeated in band.repeats {
            unsafe place.storeBytes(of: isRepeated ? 2 : 0, as: UInt8.self)
            unsafe place += 1
            if isRepeated {
                unsafe memset(place, 0, width * samples)
                unsafe place += width * samples
                continue
            }
            var left = width
            while left > 0 {
                let run = Run(packed: band.runs[next])
                if samples == 1 {
                    unsafe Self.write(UInt8(truncatingIfNeeded: values[run.place]), run.count, at: place)
                } else {
                    unsafe Self.write(values[run.place], samples, run.count, at: place)
                }
                unsafe place += run.count * samples
                left -= run.count
                next += 1
            }
        }
    }

    /// Writes eight bytes at least.
    private static func write(_ byte: UInt8, _ count: Int, at place: UnsafeMutableRawPointer) {
        if count > 8 {
            unsafe memset(place, Int32(byte), count)
        } else {
            unsafe place.storeBytes(of: 0x0101_0101_0101_0101 &* UInt64(byte), as: UInt64.self)
        }
    }

    private static func write(
        _ value: UInt32, _ samples: Int, _ count: Int, at place: UnsafeMutableRawPointer
    ) {
        for index in 0..<(count * samples) {
            let byte = UInt8(truncatingIfNeeded: value >> UInt32(8 * (index % samples)))
            unsafe place.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
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
