import CZlib

/// A stream of compressed chunks in, a stream of chunks out.
///
/// gzip members in a row are read as one stream, zero bytes after the last are skipped. After an error every
/// further call throws the same error.
package struct Decompressor: ~Copyable {
    private enum Phase {
        case inside
        case betweenMembers
        case padding
        case failed(GzipError)
    }

    private static let pieceSize = 65_536

    private let stream: ZStream
    private let format: CompressionFormat
    private var allowance: Int
    private var phase = Phase.inside

    /// Reads one stream; more than `limit` decompressed bytes in total are the error `tooLarge`.
    package init(format: CompressionFormat = .gzip, limit: Int) throws(GzipError) {
        stream = try ZStream(.inflate, format: format)
        self.format = format
        allowance = max(limit, 0)
    }

    /// Takes a chunk and appends everything it decompresses to, to `output`.
    ///
    /// On an error `output` may hold bytes that no checksum vouches for.
    package mutating func decompress(_ chunk: Span<UInt8>, into output: inout [UInt8]) throws(GzipError) {
        do {
            try drive(chunk, into: &output)
        } catch {
            phase = .failed(error)
            throw error
        }
    }

    /// Takes a chunk and gives everything it decompresses to.
    package mutating func decompress(_ chunk: [UInt8]) throws(GzipError) -> [UInt8] {
        var output: [UInt8] = []
        try decompress(chunk.span, into: &output)
        return output
    }

    /// Checks that the input ended where the stream does; throws `truncated` otherwise.
    package consuming func finish() throws(GzipError) {
        switch phase {
        case .inside: throw GzipError(.truncated)
        case .betweenMembers, .padding: return
        case .failed(let error): throw error
        }
    }

    private mutating func drive(_ input: Span<UInt8>, into output: inout [UInt8]) throws(GzipError) {
        var rest = input
        var hasMoreOutput = false
        while !rest.isEmpty || hasMoreOutput {
            switch phase {
            case .failed(let error): throw error
            case .betweenMembers: try beginMember(rest[0])
            case .padding:
                guard rest[0] == 0 else { throw GzipError(.trailingData) }
                rest = rest.extracting(droppingFirst: 1)
            case .inside:
                // One byte above the allowance tells a stream that just fits from one that does not.
                let capacity = min(Self.pieceSize, allowance + 1)
                let step = stream.run(rest, flush: Z_NO_FLUSH, capacity: capacity, into: &output)
                rest = rest.extracting(droppingFirst: step.consumed)
                allowance -= step.produced
                guard allowance >= 0 else { throw GzipError(.tooLarge) }
                hasMoreOutput = step.isFull && step.status == Z_OK
                try react(to: step.status)
            }
        }
    }

    private mutating func beginMember(_ first: UInt8) throws(GzipError) {
        switch (format, first) {
        case (.gzip, 0x1F):
            stream.reset()
            phase = .inside
        case (_, 0): phase = .padding
        default: throw GzipError(.trailingData)
        }
    }

    private mutating func react(to status: Int32) throws(GzipError) {
        switch status {
        case Z_OK, Z_BUF_ERROR: return
        case Z_STREAM_END: phase = .betweenMembers
        case Z_NEED_DICT:
            guard !format.dictionary.isEmpty, stream.setDictionary(format.dictionary) else {
                throw GzipError(.wrongDictionary)
            }
        case Z_MEM_ERROR: throw GzipError(.outOfMemory)
        default: throw GzipError(Self.code(of: stream.message), detail: stream.message)
        }
    }

    /// zlib has one status for all bad data; its messages (inflate.c) tell them apart.
    private static func code(of message: String) -> GzipError.Code {
        switch message {
        case "incorrect data check", "incorrect length check": .checksumMismatch
        case "incorrect header check", "unknown compression method", "invalid window size",
            "unknown header flags set", "header crc mismatch":
            .unknownFormat
        default: .corrupt
        }
    }
}

/// The bytes that `input` was compressed from; `tooLarge` when they are more than `limit`.
package func decompress(
    _ input: Span<UInt8>, as format: CompressionFormat = .gzip, limit: Int
) throws(GzipError) -> [UInt8] {
    var decompressor = try Decompressor(format: format, limit: limit)
    var output: [UInt8] = []
    try decompressor.decompress(input, into: &output)
    try decompressor.finish()
    return output
}

/// The bytes that `input` was compressed from; `tooLarge` when they are more than `limit`.
package func decompress(
    _ input: [UInt8], as format: CompressionFormat = .gzip, limit: Int
) throws(GzipError) -> [UInt8] {
    try decompress(input.span, as: format, limit: limit)
}
