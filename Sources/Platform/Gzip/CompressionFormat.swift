import CZlib

/// The container around a deflate stream.
package enum CompressionFormat: Hashable, Sendable {
    /// RFC 1952: CRC-32 and length at the end. Written without name and with modification time 0, so that the
    /// same input gives the same bytes; several members in a row are read as one.
    case gzip
    /// RFC 1950: Adler-32 at the end.
    ///
    /// A non-empty dictionary primes the window: text that small documents of one kind share is then not
    /// stored in each of them. Reading needs the very same dictionary.
    case zlib(dictionary: [UInt8] = [])

    var windowBits: Int32 {
        switch self {
        case .gzip: MAX_WBITS + 16
        case .zlib: MAX_WBITS
        }
    }

    var dictionary: [UInt8] {
        switch self {
        case .gzip: []
        case .zlib(let dictionary): dictionary
        }
    }
}

/// How much time compression may spend for smaller output.
package struct CompressionLevel: Hashable, Sendable {
    let rawValue: Int32

    /// zlib's level, 0 (stored) to 9 (smallest); values outside are clamped.
    package init(_ level: Int) { rawValue = Int32(min(max(level, 0), 9)) }

    /// Level 1.
    package static let fastest = CompressionLevel(1)
    /// Level 6, zlib's own default.
    package static let balanced = CompressionLevel(6)
    /// Level 9.
    package static let smallest = CompressionLevel(9)
}
