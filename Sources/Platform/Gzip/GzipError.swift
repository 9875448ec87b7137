/// A failure to compress or decompress.
package struct GzipError: Error, Hashable {
    /// What is wrong with the stream.
    package enum Code: String, Sendable {
        /// The input does not begin as the format says.
        case unknownFormat
        /// The deflate data contradict themselves.
        case corrupt
        /// Everything was decompressed, but the checksum or length at the end is of other data.
        case checksumMismatch
        /// The input ends before the stream does.
        case truncated
        /// Bytes follow the end of the stream that are neither padding nor another gzip member.
        case trailingData
        /// The output would exceed the limit.
        case tooLarge
        /// The stream was written with a preset dictionary, and none or another one was given.
        case wrongDictionary
        case outOfMemory
    }

    /// What is wrong with the stream; only `outOfMemory` says nothing about its bytes.
    package let code: Code
    /// zlib's own message, where it has one.
    package let detail: String

    init(_ code: Code, detail: String = "") {
        self.code = code
        self.detail = detail
    }

    /// Whether the same bytes could succeed later.
    package var isTransient: Bool { code == .outOfMemory }
}

extension GzipError: CustomStringConvertible, CustomDebugStringConvertible {
    /// For users: what is wrong, without zlib's words.
    package var description: String {
        switch code {
        case .unknownFormat: "the data are not compressed in the expected format"
        case .corrupt: "the compressed data are damaged"
        case .checksumMismatch: "the decompressed data do not match their checksum"
        case .truncated: "the compressed data end too early"
        case .trailingData: "unexpected data follow the end of the compressed data"
        case .tooLarge: "the decompressed data exceed the size limit"
        case .wrongDictionary: "the data were compressed with another dictionary"
        case .outOfMemory: "not enough memory to compress or decompress"
        }
    }

    /// For logs: the code, and zlib's message where it has one.
    package var debugDescription: String {
        "GzipError(\(code.rawValue)\(detail.isEmpty ? "" : ", zlib: \(detail)"))"
    }
}
