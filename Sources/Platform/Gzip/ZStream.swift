import CZlib

/// The z_stream shared by both directions, at a fixed address: zlib's state points back at it.
@safe struct ZStream: ~Copyable {
    enum Direction {
        case deflate(CompressionLevel)
        case inflate
    }

    /// What one call consumed and said.
    struct Step {
        var consumed: Int
        var produced: Int
        /// Whether the room for output was used up, so that more may be waiting.
        var isFull: Bool
        var status: Int32
    }

    private let raw: UnsafeMutablePointer<z_stream>
    private let direction: Direction

    init(_ direction: Direction, format: CompressionFormat) throws(GzipError) {
        unsafe raw = .allocate(capacity: 1)
        unsafe raw.initialize(to: z_stream())
        self.direction = direction
        let status =
            switch direction {
            case .deflate(let level):
                unsafe guildscope_deflate_init(raw, level.rawValue, format.windowBits)
            case .inflate: unsafe guildscope_inflate_init(raw, format.windowBits)
            }
        guard status == Z_OK else {
            unsafe raw.deallocate()
            throw GzipError(.outOfMemory, detail: "status \(status)")
        }
    }

    deinit {
        switch direction {
        case .deflate: _ = unsafe deflateEnd(raw)
        case .inflate: _ = unsafe inflateEnd(raw)
        }
        unsafe raw.deallocate()
    }

    /// zlib's description of the last error.
    var message: String { unsafe raw.pointee.msg.map { text in unsafe String(cString: text) } ?? "" }

    /// Sets the preset dictionary; false when it is not the one the stream was written with.
    func setDictionary(_ dictionary: [UInt8]) -> Bool {
        unsafe dictionary.span.withUnsafeBufferPointer { bytes in
            switch direction {
            case .deflate: unsafe deflateSetDictionary(raw, bytes.baseAddress, uInt(bytes.count)) == Z_OK
            case .inflate: unsafe inflateSetDictionary(raw, bytes.baseAddress, uInt(bytes.count)) == Z_OK
            }
        }
    }

    /// Makes the stream ready for the next gzip member.
    func reset() {
        switch direction {
        case .deflate: _ = unsafe deflateReset(raw)
        case .inflate: _ = unsafe inflateReset(raw)
        }
    }

    /// The most bytes that deflating `count` bytes in one call can give.
    func bound(of count: Int) -> Int { Int(unsafe deflateBound(raw, uLong(count))) }

    /// Runs zlib once, appending at most `capacity` bytes to `output`.
    func run(_ input: Span<UInt8>, flush: Int32, capacity: Int, into output: inout [UInt8]) -> Step {
        unsafe input.withUnsafeBufferPointer { input in
            // avail_in counts in 32 bits; the caller comes again with what is left.
            let offered = uInt(clamping: input.count)
            unsafe raw.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe raw.pointee.avail_in = offered
            var status = Z_OK
            var produced = 0
            var isFull = false
            output.append(addingCapacity: capacity) { free in
                unsafe free.withUnsafeMutableBufferPointer { buffer, initialized in
                    let room = uInt(clamping: buffer.count)
                    unsafe raw.pointee.next_out = buffer.baseAddress
                    unsafe raw.pointee.avail_out = room
                    switch direction {
                    case .deflate: status = unsafe deflate(raw, flush)
                    case .inflate: status = unsafe inflate(raw, flush)
                    }
                    produced = unsafe Int(room - raw.pointee.avail_out)
                    initialized = produced
                    isFull = unsafe raw.pointee.avail_out == 0
                }
            }
            let consumed = unsafe Int(offered - raw.pointee.avail_in)
            unsafe raw.pointee.next_in = nil
            unsafe raw.pointee.next_out = nil
            return Step(consumed: consumed, produced: produced, isFull: isFull, status: status)
        }
    }
}
