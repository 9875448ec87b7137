import CZlib

/// A stream of chunks in, a stream of compressed chunks out.
///
/// About 270 kB of memory each. The bytes depend on the input, the format, the level and the version of
/// zlib, and above level 0 not on how the input is cut into chunks.
package struct Compressor: ~Copyable {
    private static let pieceSize = 32_768

    private let stream: ZStream

    /// An empty stream. Throws `outOfMemory` when zlib gets no memory for its state, and nothing else.
    package init(format: CompressionFormat = .gzip, level: CompressionLevel = .balanced) throws(GzipError) {
        stream = try ZStream(.deflate(level), format: format)
        let isPrimed = format.dictionary.isEmpty || stream.setDictionary(format.dictionary)
        precondition(isPrimed, "a deflate stream that has not begun takes any dictionary")
    }

    /// Takes a chunk and appends what became ready, often nothing, to `output`.
    package mutating func compress(_ chunk: Span<UInt8>, into output: inout [UInt8]) {
        guard !chunk.isEmpty else { return }
        drive(chunk, flush: Z_NO_FLUSH, capacity: Self.pieceSize, into: &output)
    }

    /// Takes a chunk and gives what became ready, often nothing.
    package mutating func compress(_ chunk: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        compress(chunk.span, into: &output)
        return output
    }

    /// Ends the stream and gives the rest of it.
    package consuming func finish() -> [UInt8] {
        var output: [UInt8] = []
        drive([UInt8]().span, flush: Z_FINISH, capacity: Self.pieceSize, into: &output)
        return output
    }

    /// Compresses all of `input` and ends the stream, in a buffer of the size it can need at most.
    consuming func finish(_ input: Span<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        drive(input, flush: Z_FINISH, capacity: stream.bound(of: input.count), into: &output)
        return output
    }

    private func drive(_ input: Span<UInt8>, flush: Int32, capacity: Int, into output: inout [UInt8]) {
        var rest = input
        while true {
            // Only the last call may end the stream: a chunk above 4 GiB is offered in parts.
            let part = rest.extracting(first: min(rest.count, Int(UInt32.max)))
            let step = stream.run(
                part, flush: part.count == rest.count ? flush : Z_NO_FLUSH, capacity: capacity, into: &output)
            precondition(step.status != Z_STREAM_ERROR, "the stream is open and owned by this value")
            rest = rest.extracting(droppingFirst: step.consumed)
            let done = flush == Z_FINISH ? step.status == Z_STREAM_END : rest.isEmpty && !step.isFull
            if done { return }
        }
    }
}

/// The bytes of `input` compressed.
package func compress(
    _ input: Span<UInt8>, as format: CompressionFormat = .gzip, level: CompressionLevel = .balanced
) throws(GzipError) -> [UInt8] {
    try Compressor(format: format, level: level).finish(input)
}

/// The bytes of `input` compressed.
package func compress(
    _ input: [UInt8], as format: CompressionFormat = .gzip, level: CompressionLevel = .balanced
) throws(GzipError) -> [UInt8] {
    try compress(input.span, as: format, level: level)
}
